"""The register of those who issue certificates: added, changed and ended by a coordinator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.hand_over import hand_over_within
from munhalsa.application.issuer_fields import (
    IssuerChanged,
    IssuerDetails,
    account_of_name,
    check_account_free,
    fields_of,
    issuer_meant,
    link_participants,
)
from munhalsa.application.issuer_standing import standings
from munhalsa.application.ports import Deed, Reader, UnitOfWork
from munhalsa.application.seen import check_seen
from munhalsa.application.users import account_in_force
from munhalsa.domain.account import Account, Permission
from munhalsa.domain.issuer import (
    IssuerNeed,
    IssuerStanding,
    check_issuer,
    districts_without,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.training import Issuer
from munhalsa.domain.training_rules import name_key
from munhalsa.domain.unit import District, MunicipalityContact, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerOverview:
    """Every issuer as they stand, and where nobody is.

    ``without_issuer`` are the names of the parts of the organisation that no active issuer is
    there for, ``no_contact_person`` that the municipality has none.
    """

    issuers: Sequence[IssuerStanding]
    users: dict[str, str]
    places: dict[str, str]
    without_issuer: tuple[str, ...]
    no_contact_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndIssuer:
    """The last day of one who leaves; ``to`` is the user who takes over what is handled.

    ``closed_on`` is when the account in Intygsbeställningen was ended.
    """

    issuer: str
    day: date
    to: str | None = None
    closed_on: date | None = None


def list_issuers(context: Context) -> IssuerOverview:
    """The whole register, former issuers too, in name order."""
    context.require(Permission.SEE_TRAININGS)
    with context.read(Permission.SEE_TRAININGS) as reader:
        return _overview(context, reader)


def issuers_to_train(context: Context) -> int:
    """How many active issuers have no current training, for those who see to it."""
    if not _sees_to_it(context):
        return 0
    with context.read(Permission.MANAGE_USERS) as reader:
        found = standings(reader, context.rules, day=context.today)
    return sum(1 for one in found if IssuerNeed.TRAINING in one.needs)


def add_issuer(context: Context, details: IssuerDetails) -> IssuerChanged:
    """Put an issuer in the register; sessions where that name took part become theirs."""
    context.require_everywhere(Permission.MANAGE_USERS)
    issuer = Issuer(id=context.new_id(), name="", sort_key="")
    deed = Deed(action="issuer.add", subject_kind="issuer", subject_id=issuer.id)
    with context.write(deed, Permission.MANAGE_USERS) as work:
        fields = fields_of(work, IssuerDetails(**{"name": "", **details}))
        fields.setdefault("account_id", account_of_name(work, fields["name"]))
        fields["from_day"] = fields.get("from_day") or context.today
        issuer = check_issuer(replace(issuer, **fields))
        check_account_free(work, issuer)
        namesakes = [
            one for one in work.find(Issuer) if name_key(one.name) == name_key(issuer.name)
        ]
        work.add(issuer)
        link_participants(work, issuer)
        done = work.commit()
    return IssuerChanged(
        issuer=issuer, event=done.event, changes=done.changes, warnings=_namesake(namesakes)
    )


def change_issuer(
    context: Context, issuer: str, details: IssuerDetails, *, version: int | None = None
) -> IssuerChanged:
    """Put right what is known of an issuer; what is left out stays.

    ``version`` is the one that the user saw: against a newer one the change is refused.
    """
    context.require_everywhere(Permission.MANAGE_USERS)
    with context.read(Permission.MANAGE_USERS) as reader:
        found = issuer_meant(reader, issuer)
    deed = Deed(action="issuer.change", subject_kind="issuer", subject_id=found.id)
    with context.write(deed, Permission.MANAGE_USERS) as work:
        before = work.get(Issuer, found.id)
        check_seen(version, before.version, what="intygsutfärdaren")
        fields = fields_of(work, details)
        after = check_issuer(replace(before, **fields))
        check_account_free(work, after)
        after = work.change(before, **fields)
        link_participants(work, after)
        done = work.commit()
    return IssuerChanged(issuer=after, event=done.event, changes=done.changes)


def end_issuer(context: Context, command: EndIssuer) -> IssuerChanged:
    """Note the last day of one who leaves, and hand over everything in the same step."""
    context.require_everywhere(Permission.MANAGE_USERS)
    with context.read(Permission.MANAGE_USERS) as reader:
        found = issuer_meant(reader, command.issuer)
    deed = Deed(action="issuer.end", subject_kind="issuer", subject_id=found.id)
    with context.write(deed, Permission.MANAGE_USERS) as work:
        before = work.get(Issuer, found.id)
        fields: dict[str, Any] = {"to_day": command.day}
        if command.closed_on is not None:
            fields["closed_on"] = command.closed_on
        check_issuer(replace(before, **fields))
        handed_over = _hand_over(work, before, command.to)
        after = work.change(before, **fields)
        warnings = _left_open(work, after)
        done = work.commit()
    return IssuerChanged(
        issuer=after,
        event=done.event,
        changes=done.changes,
        warnings=warnings,
        handed_over=handed_over,
    )


def _hand_over(work: UnitOfWork, issuer: Issuer, to: str | None) -> int:
    if issuer.account_id is None:
        return 0
    handled = len(work.find(Person, handler_id=issuer.account_id))
    if not handled:
        return 0
    if to is None:
        people = "1 person" if handled == 1 else f"{handled} personer"
        raise Rejected(
            "taker_missing",
            f"Den som slutar handlägger {people}. Ange vilken användare som tar över.",
            field="to",
        )
    leaving = work.get(Account, issuer.account_id)
    return hand_over_within(work, leaving, account_in_force(work, to, field="to"))


def _left_open(work: UnitOfWork, issuer: Issuer) -> tuple[Notice, ...]:
    notices = []
    if issuer.ordered_on is not None and issuer.closed_on is None:
        notices.append(
            Notice(
                code="account_open",
                message="Kontot i Intygsbeställningen är inte noterat som avslutat. "
                "Beställ att det avslutas, och notera dagen.",
            )
        )
    if issuer.account_id is not None and work.get(Account, issuer.account_id).ended_on is None:
        notices.append(
            Notice(
                code="user_open",
                message="Användaren kan fortfarande logga in här. Avsluta användaren också.",
            )
        )
    return tuple(notices)


def _namesake(namesakes: Sequence[Issuer]) -> tuple[Notice, ...]:
    if not namesakes:
        return ()
    return (
        Notice(
            code="same_name",
            message="Det finns redan en intygsutfärdare med samma namn. Deltagare med det namnet "
            "räknas inte för någon av dem.",
        ),
    )


def _overview(context: Context, reader: Reader) -> IssuerOverview:
    found = standings(reader, context.rules, day=context.today)
    units = {one.id: one for one in reader.find(Unit)}
    districts = reader.find(District, order_by="sort_key")
    without = districts_without(
        [one.id for one in districts],
        [one.issuer for one in found],
        {one.id: one.district_id for one in units.values()},
        context.today,
    )
    contacts = reader.find(MunicipalityContact)
    return IssuerOverview(
        issuers=found,
        users={one.id: one.name for one in reader.find(Account)},
        places={one.id: one.name for one in units.values()}
        | {one.id: one.name for one in districts},
        without_issuer=tuple(one.name for one in districts if one.id in without),
        no_contact_person=not any(_is_there(one, context.today) for one in contacts),
    )


def _is_there(contact: MunicipalityContact, day: date) -> bool:
    return (contact.from_day is None or contact.from_day <= day) and (
        contact.to_day is None or day <= contact.to_day
    )


def _sees_to_it(context: Context) -> bool:
    may = context.may(Permission.MANAGE_USERS)
    return may and context.session.units_for(Permission.MANAGE_USERS) is None
