"""Everybody who may be entitled, with what is known; and how far each unit has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from munhalsa.application.context import Context
from munhalsa.application.due_list import note_due_list
from munhalsa.application.ports import Reader
from munhalsa.application.ports_due import DueFilter
from munhalsa.domain.account import Permission
from munhalsa.domain.candidate import Candidate, Support, shown_state
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.due import DueList
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLine:
    """One candidate; all but the state is None or empty where the identity is protected."""

    personal_identity_number: str | None
    name: str | None
    state: str
    listed_on: date | None = None
    source: str | None = None
    again_on: date | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    answer: str | None = None
    reason: str | None = None
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCover:
    """How many of a unit's places have a certificate, and how many candidates wait there.

    ``share`` is None where the number of places is not known.
    """

    id: str
    code: str | None
    name: str
    places: int | None
    certificates: int
    candidates: int
    share: Fraction | None


def list_candidates(context: Context) -> Sequence[CandidateLine]:
    """Every candidate in name order, the protected masked and first; it is noted."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        candidates = reader.find(Candidate)
        ids = [one.person_id for one in candidates]
        people = {one.id: one for one in reader.find(Person, id=ids)}
        certified = {
            one.person_id
            for one in reader.find(Certificate, person_id=ids)
            if one.is_ours_on(context.today)
        }
        supports = _supports(reader, ids)
    see = context.session.sees_protected
    hidden = [one for one in candidates if people[one.person_id].is_protected and not see]
    shown = sorted(
        (one for one in candidates if one not in hidden),
        key=lambda one: (people[one.person_id].sort_key, one.person_id),
    )
    note_due_list(context, DueList.CANDIDATES, DueFilter(), hits=len(candidates))
    return [
        *(
            CandidateLine(
                personal_identity_number=None,
                name=None,
                state=shown_state(one, certified=one.person_id in certified),
            )
            for one in hidden
        ),
        *(
            _line(
                one,
                people[one.person_id],
                certified=one.person_id in certified,
                supports=supports.get(one.person_id, ()),
            )
            for one in shown
        ),
    ]


def unit_covers(context: Context) -> Sequence[UnitCover]:
    """Certificates by places for each unit that people live at or are cared for by.

    Whoever sees some units only is told of those: of others none would be counted.
    """
    context.require(Permission.SEE_PERSONS)
    day, seen = context.today, context.session.units_for(Permission.SEE_PERSONS)
    with context.read() as reader:
        units = reader.find(Unit, order_by="sort_key")
        held: dict[str | None, int] = {}
        for cell in reader.figures.certificate_cube(day):
            held[cell.unit_id] = held.get(cell.unit_id, 0) + cell.count
        waiting = reader.due.candidates_at(day)
    return [
        UnitCover(
            id=unit.id,
            code=unit.code,
            name=unit.name,
            places=unit.places,
            certificates=held.get(unit.id, 0),
            candidates=waiting.get(unit.id, 0),
            share=Fraction(held.get(unit.id, 0), unit.places) if unit.places else None,
        )
        for unit in units
        if unit.is_active_on(day) and (seen is None or unit.id in seen)
    ]


def _supports(reader: Reader, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for support in reader.find(Support, person_id=list(ids)):
        found[support.person_id] = (*found.get(support.person_id, ()), support.name)
    return found


def _line(
    candidate: Candidate, person: Person, *, certified: bool, supports: tuple[str, ...]
) -> CandidateLine:
    return CandidateLine(
        personal_identity_number=person.number,
        name=f"{person.family_name}, {person.given_name}",
        state=shown_state(candidate, certified=certified),
        listed_on=candidate.listed_on,
        source=candidate.source,
        again_on=candidate.again_on,
        asked_on=candidate.asked_on,
        answered_on=candidate.answered_on,
        answer=candidate.answer,
        reason=candidate.reason,
        supports=supports,
    )
