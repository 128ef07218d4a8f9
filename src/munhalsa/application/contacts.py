"""Contacts around a person: adding one, changing what is known, and noting a last day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.registration_queue import concerned, mark_to_register
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import (
    Certificate,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.contact import (
    TOLD,
    check_days,
    contact_named,
    next_told,
    tidied,
    usual_authority,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Authority, Contact, Person
from munhalsa.domain.refusal import Notice, Rejected

_DAYS = frozenset({"from_day", "to_day"})
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddContact:
    """``fields`` are those of Contact; name and relation must be among them."""

    number: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContact:
    """``contact`` is a name or id, None for the only one there is; ``fields`` are what changes.

    ``version`` is the one that the user saw: against a newer one the change is refused.
    """

    number: str
    contact: str | None
    fields: Mapping[str, Any]
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndContact:
    """``day`` is the last one of the contact (name or id, None for the only one there is)."""

    number: str
    contact: str | None
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChanged:
    """The contact as it now stands."""

    contact: Contact
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def add_contact(context: Context, command: AddContact) -> ContactChanged:
    """Add somebody; god man, förvaltare and framtidsfullmakt represent unless otherwise said."""
    fields = tidied({"name": None, **command.fields})
    if fields.get("relation") is None:
        raise Rejected("missing", "Ange vad kontakten är till personen.", field="relation")
    fields.setdefault("authority", usual_authority(fields["relation"]))
    found = person_to_edit(context, command.number, Permission.KEEP_CONTACTS)
    deed = Deed(action="person.contact_add", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.KEEP_CONTACTS) as work:
        person = work.get(Person, found.id)
        contact = Contact(id=context.new_id(), person_id=person.id, **fields)
        _check(contact, person, context.today)
        before = work.find(Contact, person_id=person.id)
        work.add(contact)
        later = tell_contacts(context, work, person.id, before)
        note_number_used(context, work, command.number)
        done = work.commit()
    return ContactChanged(
        contact=contact,
        event=done.event,
        changes=done.changes,
        warnings=(*mandate_warnings(contact), *later),
    )


def change_contact(context: Context, command: ChangeContact) -> ContactChanged:
    """Change what is known of a contact, those that are over too when named by id."""
    fields = tidied(command.fields)
    found = person_to_edit(context, command.number, Permission.KEEP_CONTACTS)
    deed = Deed(action="person.contact_change", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.KEEP_CONTACTS) as work:
        person = work.get(Person, found.id)
        contact = contact_named(_choice(work, person.id, context.today, command), command.contact)
        seen = replace(contact, version=command.version or contact.version)
        changed = {name for name in fields if getattr(contact, name) != fields[name]}
        if not changed:
            raise Rejected("nothing_to_change", "Det är redan så. Ange något att ändra.")
        _check(replace(contact, **fields), person, context.today)
        before = work.find(Contact, person_id=person.id)
        contact = work.change(seen, **fields)
        later = tell_contacts(context, work, person.id, before)
        done = work.commit()
    return ContactChanged(
        contact=contact,
        event=done.event,
        changes=done.changes,
        warnings=(*mandate_warnings(contact), *later),
    )


def end_contact(context: Context, command: EndContact) -> ContactChanged:
    """Note the last day of a contact; warns where nobody is left to get the person's letters."""
    found = person_to_edit(context, command.number, Permission.KEEP_CONTACTS)
    deed = Deed(action="person.contact_end", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.KEEP_CONTACTS) as work:
        person = work.get(Person, found.id)
        contacts = current_contacts(work, person.id, context.today)
        contact = contact_named(contacts, command.contact)
        _check(replace(contact, to_day=command.day), person, context.today, end="date")
        before = work.find(Contact, person_id=person.id)
        contact = work.change(contact, to_day=command.day)
        later = tell_contacts(context, work, person.id, before)
        done = work.commit()
    left = [one for one in contacts if one.id != contact.id]
    return ContactChanged(
        contact=contact,
        event=done.event,
        changes=done.changes,
        warnings=(*_letter_warnings(contact, left), *later),
    )


def person_to_edit(
    context: Context, number: str, leave: Permission = Permission.EDIT_PERSONS
) -> Person:
    """The person of the number, for somebody who may change what is kept of persons."""
    context.require(leave)
    with context.read(leave) as reader:
        return person_by_number(reader, number, today=context.today)


def current_contacts(work: UnitOfWork, person_id: str, day: date) -> list[Contact]:
    """Those that are not over; one that is to begin counts."""
    return [
        one
        for one in work.find(Contact, person_id=person_id)
        if one.to_day is None or one.to_day >= day
    ]


def tell_contacts(
    context: Context,
    work: UnitOfWork,
    person_id: str,
    before: Collection[Contact],
    *,
    now: bool = False,
) -> tuple[Notice, ...]:
    """Put the contacts in the queue of each certificate they concern; ``before``: as they were.

    What holds from a day to come is told of then, for the file has no column for that day.
    ``now``: something else about them holds at once.
    """
    contacts, today = work.find(Contact, person_id=person_id), context.today
    if now or _known(before, today) != _known(contacts, today):
        _put_in_queue(context, work, person_id, today)
        return ()
    day = next_told(contacts, today)
    if day is None or not _put_in_queue(context, work, person_id, day):
        return ()
    if day > today + _A_DAY:
        message = f"Det gäller från och med {day}, och kommer i kön till Intygsbeställningen då."
        return (Notice(code="tell_contact_later", message=message),)
    return ()


def mark_contacts_ahead(context: Context, work: UnitOfWork, persons: Collection[str]) -> None:
    """Let the next change of each be told of in its time, now that today's contact has been."""
    changing = work.registrations.contacts_changing_after(context.today)
    for person_id in sorted(set(persons) & set(changing)):
        day = next_told(work.find(Contact, person_id=person_id), context.today)
        if day is not None:
            _put_in_queue(context, work, person_id, day)


def _known(contacts: Iterable[Contact], day: date) -> set[tuple[Any, ...]]:
    """What can be told of those that hold on a day."""
    names = ("id", *sorted(TOLD - _DAYS))
    return {
        tuple(getattr(one, name) for name in names) for one in contacts if one.is_current_on(day)
    }


def _put_in_queue(context: Context, work: UnitOfWork, person_id: str, day: date) -> bool:
    """From a day on; what waits by then tells of it anyhow. Whether it concerns a certificate."""
    kind = RegistrationKind.CONTACT
    certificates = work.find(Certificate, person_id=person_id)
    concerning = concerned(certificates, day=context.today)
    for certificate in concerning:
        lines = work.find(Registration, certificate_id=certificate.id)
        waits = any(
            line.kind is kind and line.state is RegistrationState.TO_REGISTER and line.since <= day
            for line in lines
        )
        if waits and day > context.today:
            continue
        mark_to_register(
            work,
            new_id=context.new_id,
            certificate_id=certificate.id,
            person_id=person_id,
            kinds=[kind],
            day=day,
            lines=lines,
        )
    return bool(concerning)


def mandate_warnings(contact: Contact) -> tuple[Notice, ...]:
    """Somebody who represents does so within a mandate, and its extent should be known."""
    if contact.authority is not Authority.REPRESENTS or contact.mandate is not None:
        return ()
    return (
        Notice(
            code="mandate_missing",
            message="Kontakten företräder personen, men vad uppdraget omfattar är inte ifyllt.",
            column="mandate",
        ),
    )


def _choice(
    work: UnitOfWork, person_id: str, day: date, command: ChangeContact
) -> Collection[Contact]:
    by_id = [one for one in work.find(Contact, person_id=person_id) if one.id == command.contact]
    return by_id or current_contacts(work, person_id, day)


def _check(contact: Contact, person: Person, today: date, *, end: str = "to") -> None:
    try:
        check_days(contact.from_day, contact.to_day, birth_year=person.birth_year, today=today)
    except Rejected as refusal:
        refusal.field = end if refusal.field == "to" else refusal.field
        raise


def _letter_warnings(ended: Contact, left: Collection[Contact]) -> tuple[Notice, ...]:
    if not ended.gets_letters or any(one.gets_letters for one in left):
        return ()
    return (
        Notice(
            code="letters_to_person",
            message="Ingen annan kontakt får breven. Efter den dagen går de till personen.",
        ),
    )
