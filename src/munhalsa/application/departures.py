"""What a death and a move away have in common: homes that end, and what is answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, UnitOfWork
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.certificate import Certificate, is_ours_from
from munhalsa.domain.departure import has_returned, homes_to_end
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import Notice
from munhalsa.domain.unit import Unit

CAME_BACK = "tillbaka efter utflyttning"
"""What a candidate came by who had moved away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedHome:
    """A stretch of residence that ended, and the unit's name if it was at one."""

    residence: Residence
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """What ended with the day; ``event`` is None where it was only tried."""

    person: Person
    ended: tuple[Certificate, ...]
    voided: tuple[Certificate, ...] = ()
    homes: tuple[EndedHome, ...]
    event: str | None
    changes: Changes
    warnings: tuple[Notice, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What was done, one sentence each, with nobody's name or number."""
        return (
            *(f"Intyg {one.number} avslutas, sista dag {one.last_day}." for one in self.ended),
            *(f"Intyg {one.number} makuleras." for one in self.voided),
            *told_of(self.homes),
        )


def end_homes(
    work: UnitOfWork, person: Person, *, last: date, before: date | None = None
) -> tuple[EndedHome, ...]:
    """End every stretch of residence that reaches beyond the day (or ended on ``before``)."""
    residences = work.find(Residence, order_by="from_day", person_id=person.id)
    ended = [
        work.change(home, to_day=last)
        for home in homes_to_end(residences, last=last, before=before)
    ]
    units = work.find(Unit, id={one.unit_id for one in ended if one.unit_id is not None})
    names = {unit.id: unit.name for unit in units}
    return tuple(
        EndedHome(residence=one, unit=None if one.unit_id is None else names[one.unit_id])
        for one in ended
    )


def note_return(work: UnitOfWork, person: Person, day: date) -> tuple[Notice, ...]:
    """Let whoever moved away be here again with a home or a certificate from the day."""
    if not has_returned(person.moved_out_on, day):
        return ()
    work.change(work.get(Person, person.id), moved_out_on=None, moved_out_to=None)
    return (
        Notice(
            code="moved_back",
            message=f"Personen var registrerad som utflyttad {person.moved_out_on}. "
            "Det gäller inte längre.",
        ),
    )


def list_returned(context: Context, work: UnitOfWork, person: Person) -> tuple[Notice, ...]:
    """Let whoever is back without a certificate of ours be assessed: nobody would see them.

    Who was a candidate before is one still, as far as the assessment had come.
    """
    certificates = work.find(Certificate, person_id=person.id)
    is_certified = any(is_ours_from(one, context.today) for one in certificates)
    if is_certified or work.find(Candidate, person_id=person.id):
        return ()
    new = Candidate(
        id=context.new_id(), person_id=person.id, listed_on=context.today, source=CAME_BACK
    )
    work.add(new)
    return (
        Notice(
            code="listed_as_candidate",
            message="Personen har inget intyg som kommunen svarar för, och står nu bland möjligen "
            "berättigade, att bedömas.",
        ),
    )


def told_of(homes: Iterable[EndedHome]) -> tuple[str, ...]:
    """A sentence for each home that ends."""
    return tuple(f"{_place(one)} slutar {one.residence.to_day}." for one in homes)


def _place(home: EndedHome) -> str:
    return "Boendet" if home.unit is None else f"Boendet {home.unit}"
