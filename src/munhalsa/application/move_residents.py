"""Moving many from one unit to another in one deed: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number, unit_by_code_or_name
from munhalsa.application.move_person import days_ahead
from munhalsa.application.planned_visits import end_visits_of_many
from munhalsa.application.ports import Changes, Deed, Reader, UnitOfWork
from munhalsa.application.residences import Stretches, movers, of_time
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.residence import (
    check_not_far_ahead,
    check_open,
    check_same_sort,
    dwelling_of,
)
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveResidents:
    """From one unit to another (code, name or id); ``only`` are numbers or ids, None: all."""

    unit: str
    to: str
    day: date
    only: Sequence[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentsMoved:
    """How many moved, and what to mind."""

    moved: int
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def move_residents(context: Context, command: MoveResidents) -> ResidentsMoved:
    """Move all who live at a unit that day, or are cared for or visited there, or some of them."""
    context.require(Permission.EDIT_PERSONS)
    with context.read(Permission.EDIT_PERSONS) as reader:
        unit = unit_by_code_or_name(reader, command.unit)
        to = unit_by_code_or_name(reader, command.to)
        ahead = days_ahead(context, reader)
        only = None if command.only is None else _ids(context, reader, command.only)
    check_not_far_ahead(command.day, today=context.today, ahead=ahead)
    check_same_sort(unit, to, field="to")
    check_open(to, command.day, field="to")
    deed = Deed(action="unit.move_residents", subject_kind="unit", subject_id=unit.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        moving = _there_on(moving_from(work, unit, command.day), unit, command.day)
        if only is not None:
            moving = _chosen(moving, only)
        if not moving:
            raise Rejected(
                "nobody_to_move", "Ingen bor på enheten den dagen, så ingen kan flyttas."
            )
        relocate(context, work, moving, unit=unit, to=to, day=command.day)
        ended = end_visits_of_many(context, work, list(moving), since=command.day)
        done = work.commit()
    return ResidentsMoved(
        moved=len(moving),
        event=done.event,
        changes=done.changes,
        warnings=(*_warnings(to, command.day), *ended, *of_time(command.day, today=context.today)),
    )


def moving_from(work: UnitOfWork, unit: Unit, day: date) -> dict[str, list[Residence]]:
    """By person, all that is lived from the day on by those who have something at the unit then."""
    moving: dict[str, list[Residence]] = {}
    for one in work.units.stretches_from(unit.id, day):
        moving.setdefault(one.person_id, []).append(one)
    return moving


def _there_on(
    moving: dict[str, list[Residence]], unit: Unit, day: date
) -> dict[str, list[Residence]]:
    return {
        person: lived
        for person, lived in moving.items()
        if any(one.unit_id == unit.id and one.from_day <= day for one in lived)
    }


def relocate(
    context: Context,
    work: UnitOfWork,
    moving: Mapping[str, Sequence[Residence]],
    *,
    unit: Unit,
    to: Unit,
    day: date,
) -> None:
    """Let what people spend at one unit be spent at another, from the day; the room goes."""
    known = movers(work, moving)
    for person, lived in moving.items():
        kept = Stretches(context, work, known.people[person], known)
        for one in [one for one in lived if one.unit_id == unit.id]:
            kept.turn(
                ResidenceKind(one.kind),
                dwelling_of(one)._replace(unit_id=to.id, room=None),
                max(day, one.from_day),
            )
        kept.mark()


def _ids(context: Context, reader: Reader, only: Sequence[str]) -> set[str]:
    known = {one.id for one in reader.find(Person, id=list(only))}
    numbers = [one for one in only if one not in known]
    return known | {person_by_number(reader, one, today=context.today).id for one in numbers}


def _chosen(moving: dict[str, list[Residence]], only: set[str]) -> dict[str, list[Residence]]:
    if not only <= moving.keys():
        raise Rejected(
            "not_resident",
            "Någon av de valda bor inte på enheten den dagen. Ingen har flyttats.",
            field="only",
        )
    return {person: stretches for person, stretches in moving.items() if person in only}


def _warnings(to: Unit, day: date) -> tuple[Notice, ...]:
    if to.is_active_on(day):
        return ()
    return (
        Notice(code="unit_not_active", message="Enheten är inte aktiv den dag boendet börjar."),
    )
