"""The same offer to many, for example a letter to everybody on a list: one deed, all or nothing."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed
from munhalsa.application.record_offer import add_offer, check_offered
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.response import Offer, OfferChannel


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOffers:
    """Whom, by their ids, and how and when they were asked."""

    persons: tuple[str, ...]
    offered: date
    channel: OfferChannel
    offered_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersRecorded:
    """The offers, by one event that is undone as one."""

    offers: tuple[Offer, ...]
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def record_offers(context: Context, command: RecordOffers) -> OffersRecorded:
    """Record an offer to each of the persons."""
    context.require(Permission.RECORD_RESPONSES)
    check_offered(context, command.offered)
    persons = tuple(dict.fromkeys(command.persons))
    if not persons:
        raise Rejected("nobody_chosen", "Välj minst en person i listan.", field="persons")
    deed = Deed(
        action="offer.record",
        subject_kind="person",
        subject_id=persons[0] if len(persons) == 1 else "",
        details={"persons": len(persons)},
    )
    offers: list[Offer] = []
    warnings: dict[str, Notice] = {}
    with context.write(deed, Permission.RECORD_RESPONSES) as work:
        for person in work.find(Person, id=list(persons)):
            offer, noted = add_offer(
                context,
                work,
                person,
                offered=command.offered,
                channel=command.channel,
                offered_by=command.offered_by,
            )
            offers.append(offer)
            warnings |= {one.code: one for one in noted}
        done = work.commit()
    return OffersRecorded(
        offers=tuple(offers),
        event=done.event,
        changes=done.changes,
        warnings=tuple(warnings.values()),
    )
