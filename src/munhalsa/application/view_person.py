"""Reading persons: the list, the search and the whole record; what was seen is logged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from munhalsa.application.changed_lines import changed_lines
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_id, person_by_number
from munhalsa.application.person_list import MOST_HITS, note_list, note_search
from munhalsa.application.ports import Deed, HistoryLine, PersonLine, Reader
from munhalsa.application.ports_lists import PersonFilter
from munhalsa.application.practice import practice_of
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment, DentalVisit
from munhalsa.domain.care_card import CareCard
from munhalsa.domain.care_card_rules import valid_card
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    EligibilityDecision,
    Registration,
)
from munhalsa.domain.due import Practice
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.merge import Merge
from munhalsa.domain.person import (
    Contact,
    Dentist,
    FormerNumber,
    Note,
    PaperStep,
    Person,
    Residence,
)
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import Offer, Response
from munhalsa.domain.round import PlannedVisit, Round
from munhalsa.domain.unit import Unit

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """Everything that is kept of one person."""

    person: Person
    former_numbers: tuple[FormerNumber, ...]
    residences: tuple[Residence, ...]
    units: tuple[Unit, ...]
    contacts: tuple[Contact, ...]
    dentists: tuple[Dentist, ...]
    notes: tuple[Note, ...]
    paper_steps: tuple[PaperStep, ...]
    certificates: tuple[Certificate, ...]
    registrations: tuple[Registration, ...]
    responses: tuple[Response, ...]
    offers: tuple[Offer, ...]
    disclosures: tuple[Disclosure, ...]
    decisions: tuple[EligibilityDecision, ...]
    assessments: tuple[Assessment, ...]
    dental_visits: tuple[DentalVisit, ...]
    care_cards: tuple[CareCard, ...]
    planned_days: tuple[date, ...]

    @property
    def valid_card(self) -> CareCard | None:
        """The care card that is valid: the newest."""
        return valid_card(self.care_cards)


# Beginnings of the actions that are logged of a person and change nothing.
_READS = (
    *("person.open", "person.search", "person.number_", "person.duplicates", "person.compare"),
    *("person.extract", "audit."),
    *("print.", "export.", "access.", "registration.show", "deviation.open", "disagreement.open"),
)
_CORRECTED = "assessment.correct"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """A person's whole record on a day, and what was changed of it, newest first."""

    day: date
    record: PersonRecord
    history: tuple[HistoryLine, ...]
    practice: Practice


def find_persons(
    context: Context, *, search: str | None = None, limit: int | None = None
) -> Sequence[PersonLine]:
    """Persons in name order, or those that the typed text finds; protected ones masked.

    Writes nothing: what settles is noted by ``person_list.note_search`` or ``note_list``.
    """
    context.require(Permission.SEE_PERSONS)
    see = context.session.sees_protected
    with context.read() as reader:
        if search is None:
            return reader.persons.first(limit=limit, day=context.today, see_protected=see)
        most = MOST_HITS if limit is None else limit
        return reader.persons.search(search, limit=most, day=context.today, see_protected=see)


def list_persons(
    context: Context, *, search: str | None = None, limit: int | None = None
) -> Sequence[PersonLine]:
    """As ``find_persons``, for who asks once: the list is noted at once."""
    lines = find_persons(context, search=search, limit=limit)
    if search is None:
        note_list(context, PersonFilter(), hits=len(lines))
    else:
        note_search(context, search, [line.id for line in lines])
    return lines


def show_person(context: Context, number: str, *, purpose: str = "") -> PersonRecord:
    """The whole record of one person; a protected identity only for a named user with a reason."""

    def named(reader: Reader) -> Person:
        return person_by_number(reader, number, today=context.today)

    return _open(context, named, purpose, _record)


def open_card(context: Context, person_id: str, *, purpose: str = "") -> PersonCard:
    """As ``show_person``, with the history, of one come to in a list."""

    def card(reader: Reader, person: Person) -> PersonCard:
        return PersonCard(
            day=context.today,
            record=_record(reader, person),
            history=_changes(context, reader, person.id, told=_is_told),
            practice=practice_of(reader, context.rules, day=context.today),
        )

    return _open(context, lambda reader: person_by_id(reader, person_id), purpose, card)


def note_number_shown(context: Context, person_id: str, *, copied: bool) -> None:
    """Log that the whole number was shown on the card, or copied from it."""
    context.require(Permission.SEE_PERSONS)
    deed = Deed(
        action="person.number_copied" if copied else "person.number_shown",
        subject_kind="person",
        subject_id=person_id,
    )
    context.store.note(deed, session=context.session, persons=[person_id])


def _open(
    context: Context,
    find: Callable[[Reader], Person],
    purpose: str,
    read: Callable[[Reader, Person], R],
) -> R:
    """Read about one person, and log it: that it was read, or that it was refused."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        person = find(reader)
        hidden = person.is_protected and not context.session.sees_protected
        if person.is_protected and not hidden and not purpose.strip():
            raise Rejected(
                "reason_missing",
                "Personen har skyddade uppgifter. Ange varför kortet behöver öppnas.",
                field="reason",
            )
        found = None if hidden else read(reader, person)
    deed = Deed(
        action="access.refused" if hidden else "person.open",
        subject_kind="person",
        subject_id=person.id,
        purpose=purpose.strip(),
    )
    context.store.note(deed, session=context.session, persons=[person.id])
    if found is None:
        raise NotAllowed(
            "protected_identity",
            "Personen har skyddade uppgifter. "
            "Bara den som har fått särskild rätt kan öppna kortet.",
        )
    return found


def _record(reader: Reader, person: Person) -> PersonRecord:
    residences = reader.find(Residence, order_by="from_day", person_id=person.id)
    units = {home.unit_id for home in residences if home.unit_id is not None}
    return PersonRecord(
        person=person,
        former_numbers=tuple(reader.find(FormerNumber, person_id=person.id)),
        residences=tuple(residences),
        units=tuple(reader.find(Unit, id=units)),
        contacts=tuple(reader.find(Contact, person_id=person.id)),
        dentists=tuple(reader.find(Dentist, person_id=person.id)),
        notes=tuple(reader.find(Note, order_by="day", person_id=person.id)),
        paper_steps=tuple(reader.find(PaperStep, order_by="day", person_id=person.id)),
        certificates=tuple(reader.find(Certificate, order_by="issued", person_id=person.id)),
        registrations=tuple(reader.find(Registration, person_id=person.id)),
        responses=tuple(reader.find(Response, order_by="answered", person_id=person.id)),
        offers=tuple(reader.find(Offer, order_by="offered", person_id=person.id)),
        disclosures=tuple(reader.find(Disclosure, person_id=person.id)),
        decisions=tuple(reader.find(EligibilityDecision, person_id=person.id)),
        assessments=tuple(reader.find(Assessment, order_by="day", person_id=person.id)),
        dental_visits=tuple(reader.find(DentalVisit, order_by="day", person_id=person.id)),
        care_cards=tuple(reader.find(CareCard, order_by="day", person_id=person.id)),
        planned_days=tuple(_planned_days(reader, person)),
    )


def _planned_days(reader: Reader, person: Person) -> Sequence[date]:
    """The days of the rounds that the person is planned for, the first one first."""
    planned = reader.find(PlannedVisit, person_id=person.id)
    rounds = {one.round_id for one in planned if one.cancelled_on is None}
    return sorted(one.day for one in reader.find(Round, id=rounds)) if rounds else ()


def _is_told(line: HistoryLine) -> bool:
    """Whether the card tells a change in detail: what was taken back, or corrected visibly."""
    return line.undone or line.action == _CORRECTED


def _changes(
    context: Context, reader: Reader, person: str, *, told: Callable[[HistoryLine], bool]
) -> tuple[HistoryLine, ...]:
    """With what was done to whoever has been joined to the person; in detail where ``told``."""
    joined = [one.other_id for one in reader.find(Merge, person_id=person)]
    lines = {
        line.event: line
        for subject in (person, *joined)
        for line in reader.history.of_subject(subject)
        if not line.action.startswith(_READS)
    }
    found = list(lines.values())
    if joined:
        found.sort(key=lambda line: line.time, reverse=True)
    whose = (person, *joined)
    return tuple(
        replace(line, changes=tuple(changed_lines(context, reader, line.event, subjects=whose)))
        if told(line)
        else line
        for line in found
    )


def history_of(
    context: Context, number: str, *, purpose: str = "historik"
) -> Sequence[HistoryLine]:
    """What was changed of a person in detail, newest first; who has read of them is the log's."""
    record = show_person(context, number, purpose=purpose)
    with context.read() as reader:
        return _changes(context, reader, record.person.id, told=lambda _: True)
