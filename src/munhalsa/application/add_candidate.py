"""Noting by hand that somebody may be entitled (möjligen berättigad)."""

from __future__ import annotations

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.register_person import RegisterPerson, add_person, new_person
from munhalsa.domain.account import Permission
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.identity import parse
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected

BY_HAND = "registrerad för hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCandidate:
    """``number`` of somebody known, or with names of somebody new; ``source``: how we know."""

    number: str
    given_name: str | None = None
    family_name: str | None = None
    unit: str | None = None
    source: str = BY_HAND


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateAdded:
    """The candidate as it was noted."""

    candidate: Candidate
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def add_candidate(context: Context, command: AddCandidate) -> CandidateAdded:
    """Note a candidate; somebody who is not known is registered in the same deed."""
    context.require(Permission.EDIT_PERSONS)
    number = parse(command.number, today=context.today)
    with context.read(Permission.EDIT_PERSONS) as reader:
        found = reader.persons.by_number(number.value)
    new = None if found is not None else _new(command)
    person = None if new is None else new_person(context, new)
    deed = Deed(
        action="candidate.add",
        subject_kind="person",
        subject_id=found or (person.id if person is not None else ""),
    )
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        warnings: tuple[Notice, ...] = ()
        if new is not None and person is not None:
            warnings = add_person(context, work, person, new)
        else:
            person = work.get(Person, deed.subject_id)
        candidate = list_candidate(context, work, person, source=command.source)
        note_number_used(context, work, command.number)
        done = work.commit()
    return CandidateAdded(
        candidate=candidate, event=done.event, changes=done.changes, warnings=warnings
    )


def list_candidate(
    context: Context, work: UnitOfWork, person: Person, *, source: str = BY_HAND
) -> Candidate:
    """Add a candidate to a deed that has begun; refused for the dead, the listed, the certified."""
    if person.died_on is not None:
        raise Rejected("person_deceased", "Personen är registrerad som avliden.", field="number")
    if any(one.is_ours_on(context.today) for one in work.find(Certificate, person_id=person.id)):
        raise Rejected("has_certificate", "Personen har redan ett giltigt intyg.", field="number")
    if work.find(Candidate, person_id=person.id):
        raise Rejected(
            "candidate_listed", "Personen finns redan bland möjligen berättigade.", field="number"
        )
    candidate = Candidate(
        id=context.new_id(), person_id=person.id, listed_on=context.today, source=source
    )
    work.add(candidate)
    return candidate


def _new(command: AddCandidate) -> RegisterPerson:
    if command.given_name is None or command.family_name is None:
        raise Rejected(
            "person_not_found",
            "Ingen person i registret har det numret. Ange förnamn och efternamn också.",
            field="number",
        )
    return RegisterPerson(
        number=command.number,
        given_name=command.given_name,
        family_name=command.family_name,
        unit=command.unit,
    )
