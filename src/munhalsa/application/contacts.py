"""Contacts around a person: adding one, changing what is known, and noting a last day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.registration_queue import concerned, mark_to_register
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.contact import TOLD, check_days, contact_named, tidied, usual_authority
from munhalsa.domain.person import Authority, Contact, Person
from munhalsa.domain.refusal import Notice, Rejected


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
        work.add(contact)
        tell_contacts(context, work, person.id)
        note_number_used(context, work, command.number)
        done = work.commit()
    return ContactChanged(
        contact=contact,
        event=done.event,
        changes=done.changes,
        warnings=mandate_warnings(contact),
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
        contact = work.change(seen, **fields)
        if changed & TOLD:
            tell_contacts(context, work, person.id)
        done = work.commit()
    return ContactChanged(
        contact=contact,
        event=done.event,
        changes=done.changes,
        warnings=mandate_warnings(contact),
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
        contact = work.change(contact, to_day=command.day)
        tell_contacts(context, work, person.id)
        done = work.commit()
    left = [one for one in contacts if one.id != contact.id]
    return ContactChanged(
        contact=contact,
        event=done.event,
        changes=done.changes,
        warnings=_letter_warnings(contact, left),
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


def tell_contacts(context: Context, work: UnitOfWork, person_id: str) -> None:
    """Put the contact in the queue of each certificate that it concerns."""
    for certificate in concerned(work.find(Certificate, person_id=person_id), day=context.today):
        mark_to_register(
            work,
            new_id=context.new_id,
            certificate_id=certificate.id,
            person_id=person_id,
            kinds=[RegistrationKind.CONTACT],
            day=context.today,
        )


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
