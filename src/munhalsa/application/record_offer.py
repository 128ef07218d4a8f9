"""Noting that somebody was offered the yearly assessment and has not answered yet (erbjudande)."""

from __future__ import annotations

from datetime import date

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.practice import practice_of
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.due import asking_on
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.response import Offer, OfferChannel, Response, response_on


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOffer:
    """An offer made on ``offered``; ``offered_by`` is who made it if not the user."""

    number: str
    offered: date
    channel: OfferChannel
    offered_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRecorded:
    """The offer as it was taken."""

    offer: Offer
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def record_offer(context: Context, command: RecordOffer) -> OfferRecorded:
    """Record one offer; its reminder number follows from those made since the last answer."""
    context.require(Permission.RECORD_RESPONSES)
    check_offered(context, command.offered)
    with context.read(Permission.RECORD_RESPONSES) as reader:
        found = person_by_number(reader, command.number, today=context.today)
    deed = Deed(action="offer.record", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.RECORD_RESPONSES) as work:
        offer, warnings = add_offer(
            context,
            work,
            work.get(Person, found.id),
            offered=command.offered,
            channel=command.channel,
            offered_by=command.offered_by,
        )
        note_number_used(context, work, command.number)
        done = work.commit()
    return OfferRecorded(offer=offer, event=done.event, changes=done.changes, warnings=warnings)


def check_offered(context: Context, offered: date) -> None:
    """Refuse what can be refused without looking at the person."""
    if offered > context.today:
        raise Rejected(
            "offered_in_future",
            "Dagen ligger framåt i tiden. Ange den dag erbjudandet lämnades.",
            field="offered",
        )


def add_offer(
    context: Context,
    work: UnitOfWork,
    person: Person,
    *,
    offered: date,
    channel: OfferChannel,
    offered_by: str | None = None,
) -> tuple[Offer, tuple[Notice, ...]]:
    """Add the offer to a deed that has begun."""
    _check_life(person, offered)
    response = response_on(offered, work.find(Response, person_id=person.id))
    asking = asking_on(
        offered,
        answered=None if response is None else response.answered,
        offered=[one.offered for one in work.find(Offer, person_id=person.id)],
        practice=practice_of(work, context.rules, day=offered),
    )
    offer = Offer(
        id=context.new_id(),
        person_id=person.id,
        offered=offered,
        channel=channel,
        offered_by=offered_by or context.session.name,
        reminder=asking.made + 1,
    )
    work.add(offer)
    return offer, _warnings(work, person, response, offered)


def _check_life(person: Person, offered: date) -> None:
    if person.died_on is not None and person.died_on < offered:
        raise Rejected(
            "person_deceased",
            "Personen är registrerad som avliden före den dagen. Kontrollera datumet.",
            field="offered",
        )
    if person.birth_year is not None and offered.year < person.birth_year:
        raise Rejected(
            "offered_before_birth",
            "Dagen ligger före personens födelseår. Rätta datumet.",
            field="offered",
        )


def _warnings(
    work: UnitOfWork, person: Person, response: Response | None, offered: date
) -> tuple[Notice, ...]:
    if response is not None and response.wants:
        return (
            Notice(
                code="wants_already",
                message="Personen har redan tackat ja. Erbjudandet är sparat ändå.",
            ),
        )
    certificates = work.find(Certificate, person_id=person.id)
    if any(one.is_valid_on(offered) for one in certificates):
        return ()
    return (
        Notice(
            code="no_certificate",
            message="Personen hade inget giltigt intyg den dagen. Erbjudandet är sparat ändå.",
        ),
    )
