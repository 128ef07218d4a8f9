"""Recording on what ground a person's data may be handed on, and that a consent is withdrawn."""

from __future__ import annotations

from datetime import date

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Changes, Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Disclosure, DisclosureBasis, Recipient
from munhalsa.domain.disclosure import check_details
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDisclosure:
    """One assessment for one recipient; ``decided_on`` None is today, ``decided_by`` the user."""

    number: str
    recipient: Recipient
    basis: DisclosureBasis
    details: str | None
    decided_on: date | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    """From ``day`` (None: today) nothing more about the person goes to the recipient."""

    number: str
    recipient: Recipient
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRecorded:
    """The assessment as it was kept."""

    disclosure: Disclosure
    event: str
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn:
    """Every assessment that no longer counts."""

    disclosures: tuple[Disclosure, ...]
    event: str
    changes: Changes


def record_disclosure(context: Context, command: RecordDisclosure) -> DisclosureRecorded:
    """Record a disclosure assessment; it counts from its day, also after a withdrawal."""
    context.require(Permission.EDIT_PERSONS)
    decided_on = command.decided_on or context.today
    _check_not_ahead(decided_on, context.today, field="decided_on")
    check_details(command.basis, command.details)
    with context.read(Permission.EDIT_PERSONS) as reader:
        person = person_by_number(reader, command.number, today=context.today)
    disclosure = Disclosure(
        id=context.new_id(),
        person_id=person.id,
        recipient=command.recipient,
        basis=command.basis,
        details=command.details,
        decided_by=command.decided_by or context.session.name,
        decided_on=decided_on,
    )
    deed = Deed(action="disclosure.record", subject_kind="person", subject_id=person.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        work.add(disclosure)
        note_number_used(context, work, command.number)
        done = work.commit()
    return DisclosureRecorded(disclosure=disclosure, event=done.event, changes=done.changes)


def withdraw_consent(context: Context, command: WithdrawConsent) -> ConsentWithdrawn:
    """Withdraw a consent: every assessment made for that recipient up to the day ends with it."""
    context.require(Permission.EDIT_PERSONS)
    day = command.day or context.today
    _check_not_ahead(day, context.today, field="day")
    with context.read(Permission.EDIT_PERSONS) as reader:
        person = person_by_number(reader, command.number, today=context.today)
    deed = Deed(action="disclosure.withdraw", subject_kind="person", subject_id=person.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        standing = [
            one
            for one in work.find(Disclosure, person_id=person.id, recipient=command.recipient)
            if one.withdrawn_on is None
        ]
        _check_consent(standing, day)
        ended = tuple(
            work.change(one, withdrawn_on=day) for one in standing if one.decided_on <= day
        )
        done = work.commit()
    return ConsentWithdrawn(disclosures=ended, event=done.event, changes=done.changes)


def _check_consent(standing: list[Disclosure], day: date) -> None:
    given = [one.decided_on for one in standing if one.basis is DisclosureBasis.CONSENT]
    if not given:
        raise Rejected(
            "consent_not_found",
            "Det finns inget samtycke till den mottagaren att återkalla. Kontrollera mottagaren.",
            field="recipient",
        )
    if min(given) > day:
        raise Rejected(
            "withdrawn_before_given",
            "Samtycket gavs efter den dagen. Rätta dagen då det återkallades.",
            field="day",
        )


def _check_not_ahead(day: date, today: date, *, field: str) -> None:
    if day > today:
        raise Rejected(
            "date_in_future",
            "Datumet ligger framåt i tiden. Ange den dag det hände.",
            field=field,
        )
