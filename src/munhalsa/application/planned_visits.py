"""What a death or a move does to visits that were planned."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Reader, UnitOfWork
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import Notice
from munhalsa.domain.residence import A_DAY, on
from munhalsa.domain.round import PlannedVisit, Round, RoundState
from munhalsa.domain.unit import Unit, with_those_under

_VISITED = (ResidenceKind.VISIT, ResidenceKind.HOME, ResidenceKind.RESPONSIBLE)


def end_visits(
    context: Context, work: UnitOfWork, person: Person, *, after: date, reason: str
) -> tuple[Notice, ...]:
    """Take somebody off every planned day after ``after``."""
    return _end(context, work, planned_since(work, person.id, after + A_DAY), reason)


def end_visits_elsewhere(
    context: Context, work: UnitOfWork, person: Person, *, since: date
) -> tuple[Notice, ...]:
    """Take somebody who moves off the planned days at units where visits are no longer made."""
    stretches = work.find(Residence, order_by="from_day", person_id=person.id)
    units = work.find(Unit)
    stay = [
        (visit, planned)
        for visit, planned in planned_since(work, person.id, since)
        if visited_unit(stretches, planned.day) not in with_those_under([planned.unit_id], units)
    ]
    return _end(context, work, stay, "flyttad")


def end_visits_of_many(
    context: Context, work: UnitOfWork, people: Collection[str], *, since: date
) -> tuple[Notice, ...]:
    """As ``end_visits_elsewhere``, for all who move at once, told in one sentence."""
    visits = work.find(PlannedVisit, person_id=list(people), cancelled_on=None)
    ended = [
        notice
        for person in sorted({one.person_id for one in visits})
        for notice in end_visits_elsewhere(context, work, work.get(Person, person), since=since)
    ]
    if not ended:
        return ()
    message = (
        f"{len(ended)} planerade besök är strukna, för att de som flyttar inte längre nås där."
    )
    return (Notice(code="visits_ended", message=message),)


def cancel_empty_rounds(work: UnitOfWork, unit: Unit, *, since: date) -> tuple[int, int]:
    """Call off a unit's days from ``since`` on that visit nobody; how many, and how many stay.

    Nobody was let down: it is no change that counts toward a deviation.
    """
    planned = [
        one
        for one in work.find(Round, unit_id=unit.id, state=RoundState.PLANNED)
        if one.day >= since
    ]
    visits = work.find(PlannedVisit, round_id=[one.id for one in planned], cancelled_on=None)
    visiting = {one.round_id for one in visits}
    empty = [one for one in planned if one.id not in visiting]
    for one in empty:
        work.change(one, state=RoundState.CANCELLED)
    return len(empty), len(visiting)


def visited_unit(stretches: list[Residence], day: date) -> str | None:
    """The unit that visits are made at that day."""
    for kind in _VISITED:
        place = on([one for one in stretches if one.kind is kind and one.unit_id], day)
        if place is not None:
            return place.unit_id
    return None


def planned_since(reader: Reader, person_id: str, since: date) -> list[tuple[PlannedVisit, Round]]:
    """Somebody's visits on planned days from ``since`` on."""
    visits = reader.find(PlannedVisit, person_id=person_id, cancelled_on=None)
    rounds = {
        one.id: one
        for one in reader.find(Round, id=[visit.round_id for visit in visits])
        if one.state is RoundState.PLANNED and one.day >= since
    }
    return [(one, rounds[one.round_id]) for one in visits if one.round_id in rounds]


def _end(
    context: Context, work: UnitOfWork, visits: list[tuple[PlannedVisit, Round]], reason: str
) -> tuple[Notice, ...]:
    for visit, _ in visits:
        work.change(visit, cancelled_on=context.today, reason=reason)
    return tuple(
        Notice(
            code="visit_ended",
            message=f"Personen är struken från besöksdagen {planned.day}.",
        )
        for _, planned in visits
    )
