"""Reading persons: the list, the search and the whole record; what was seen is logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Deed, HistoryLine, PersonLine
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    EligibilityDecision,
    Registration,
)
from munhalsa.domain.person import Contact, Dentist, FormerNumber, Person, Residence
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import Response
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """Everything that is kept of one person."""

    person: Person
    former_numbers: tuple[FormerNumber, ...]
    residences: tuple[Residence, ...]
    units: tuple[Unit, ...]
    contacts: tuple[Contact, ...]
    dentists: tuple[Dentist, ...]
    certificates: tuple[Certificate, ...]
    registrations: tuple[Registration, ...]
    responses: tuple[Response, ...]
    disclosures: tuple[Disclosure, ...]
    decisions: tuple[EligibilityDecision, ...]


# Beginnings of the actions that are logged of a person and change nothing.
_READS = ("person.open", "person.search", "print.", "export.", "access.")


def list_persons(
    context: Context, *, search: str | None = None, limit: int | None = None
) -> Sequence[PersonLine]:
    """Persons in name order, or those that the typed text finds; protected ones masked."""
    context.require(Permission.SEE_PERSONS)
    with context.store.read() as reader:
        if search is None:
            lines = reader.persons.first(
                limit=limit, day=context.today, see_protected=context.session.sees_protected
            )
        else:
            lines = reader.persons.search(
                search,
                limit=200 if limit is None else limit,
                day=context.today,
                see_protected=context.session.sees_protected,
            )
    context.store.note(
        Deed(
            action="person.list" if search is None else "person.search",
            subject_kind="search",
            subject_id="",
            details={"hits": len(lines)} if search is None else _told_of(search, lines),
        ),
        session=context.session,
        persons=[line.id for line in lines] if search is not None else (),
    )
    return lines


def _told_of(search: str, lines: Sequence[PersonLine]) -> dict[str, str | int]:
    """What the log keeps of a search: its kind and how much it found, never what was typed."""
    by_number = any(character.isdigit() for character in search)
    return {"kind": "number" if by_number else "name", "hits": len(lines)}


def show_person(context: Context, number: str, *, purpose: str = "") -> PersonRecord:
    """The whole record of one person; a protected identity only for a named user with a reason."""
    context.require(Permission.SEE_PERSONS)
    with context.store.read() as reader:
        person = person_by_number(reader, number, today=context.today)
        hidden = person.is_protected and not context.session.sees_protected
        if person.is_protected and not hidden and not purpose.strip():
            raise Rejected(
                "reason_missing",
                "Personen har skyddade uppgifter. Ange varför kortet behöver öppnas.",
                field="reason",
            )
        if not hidden:
            residences = reader.find(Residence, order_by="from_day", person_id=person.id)
            units = {home.unit_id for home in residences if home.unit_id is not None}
            record = PersonRecord(
                person=person,
                former_numbers=tuple(reader.find(FormerNumber, person_id=person.id)),
                residences=tuple(residences),
                units=tuple(reader.find(Unit, id=units)),
                contacts=tuple(reader.find(Contact, person_id=person.id)),
                dentists=tuple(reader.find(Dentist, person_id=person.id)),
                certificates=tuple(
                    reader.find(Certificate, order_by="issued", person_id=person.id)
                ),
                registrations=tuple(reader.find(Registration, person_id=person.id)),
                responses=tuple(reader.find(Response, order_by="answered", person_id=person.id)),
                disclosures=tuple(reader.find(Disclosure, person_id=person.id)),
                decisions=tuple(reader.find(EligibilityDecision, person_id=person.id)),
            )
    deed = Deed(
        action="access.refused" if hidden else "person.open",
        subject_kind="person",
        subject_id=person.id,
        purpose=purpose.strip(),
    )
    context.store.note(deed, session=context.session, persons=[person.id])
    if hidden:
        raise NotAllowed(
            "protected_identity",
            "Personen har skyddade uppgifter. "
            "Bara den som har fått särskild rätt kan öppna kortet.",
        )
    return record


def history_of(
    context: Context, number: str, *, purpose: str = "historik"
) -> Sequence[HistoryLine]:
    """What was changed of a person, newest first; who has read of the person is the log's."""
    record = show_person(context, number, purpose=purpose)
    with context.store.read() as reader:
        lines = reader.history.of_subject(record.person.id)
    return [line for line in lines if not line.action.startswith(_READS)]
