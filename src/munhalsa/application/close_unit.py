"""Closing a unit, which must be empty: whoever is left moves in the same deed, empty days go."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.keep_staff import end_all_staff
from munhalsa.application.move_person import days_ahead
from munhalsa.application.move_residents import moving_from, relocate
from munhalsa.application.planned_visits import cancel_empty_rounds, end_visits_of_many
from munhalsa.application.ports import Changes, Deed, Reader, UnitOfWork
from munhalsa.application.registration_queue import mark_unit_to_register
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.residence import A_DAY, check_not_far_ahead, check_open, check_same_sort
from munhalsa.domain.unit import Unit, changes_between


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseUnit:
    """``day`` is the last one; the residents move the day after to ``move_to``."""

    unit: str
    day: date
    move_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitClosed:
    """The unit as it now stands, how many moved out of it, and how many empty days went with it."""

    unit: Unit
    moved: int
    cancelled: int
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def close_unit(context: Context, command: CloseUnit) -> UnitClosed:
    """Close a unit; refused while people are in it and there is nowhere they go."""
    context.require(Permission.EDIT_UNITS)
    with context.read(Permission.EDIT_UNITS) as reader:
        found = unit_by_code_or_name(reader, command.unit)
        ahead = days_ahead(context, reader)
    check_not_far_ahead(command.day, today=context.today, ahead=ahead)
    deed = Deed(action="unit.close", subject_kind="unit", subject_id=found.id)
    with context.write(deed, Permission.EDIT_UNITS) as work:
        before = work.get(Unit, found.id)
        _check(work, before, command.day)
        moved = _empty(context, work, before, command)
        cancelled, stay = cancel_empty_rounds(work, before, since=command.day + A_DAY)
        end_all_staff(work, before, command.day)
        after = work.change(before, active_to=command.day)
        mark_unit_to_register(
            work,
            new_id=context.new_id,
            unit_id=after.id,
            changes=changes_between(before, after),
            day=context.today,
        )
        done = work.commit()
    return UnitClosed(
        unit=after,
        moved=moved,
        cancelled=cancelled,
        event=done.event,
        changes=done.changes,
        warnings=_rounds_stay(stay) if stay else (),
    )


def _rounds_stay(count: int) -> tuple[Notice, ...]:
    days = "En besöksdag" if count == 1 else f"{count} besöksdagar"
    message = (
        f"{days} efter den sista dagen har någon på listan. Flytta eller ställ in under "
        "Munhälsobedömningar."
    )
    return (Notice(code="rounds_stay", message=message),)


def _check(reader: Reader, unit: Unit, day: date) -> None:
    if unit.active_to is not None:
        raise Rejected(
            "unit_already_closed",
            f"Enheten stängs redan {unit.active_to}. Ångra det om dagen är fel.",
            field="unit",
        )
    if unit.active_from is not None and day < unit.active_from:
        raise Rejected(
            "end_before_start",
            f"Enheten öppnade först {unit.active_from}. Ange en dag efter det.",
            field="date",
        )
    parts = [
        one
        for one in reader.find(Unit, parent_id=unit.id)
        if one.active_to is None or one.active_to > day
    ]
    if parts:
        raise Rejected(
            "unit_has_parts",
            f"Andra öppna enheter hör till den ({len(parts)}). Stäng dem först, eller låt dem "
            "höra till en annan.",
            field="unit",
        )


def _empty(context: Context, work: UnitOfWork, unit: Unit, command: CloseUnit) -> int:
    after = command.day + A_DAY
    moving = moving_from(work, unit, after)
    if not command.move_to:
        if moving:
            raise Rejected(
                "unit_lived_in",
                f"Det finns {_people(len(moving))} kvar på enheten efter den dagen. Ange vart de "
                "ska flytta.",
                field="move_to",
            )
        return 0
    to = _target(work, unit, command.move_to, after)
    relocate(context, work, moving, unit=unit, to=to, day=after)
    end_visits_of_many(context, work, list(moving), since=after)
    return len(moving)


def _target(work: UnitOfWork, unit: Unit, move_to: str, day: date) -> Unit:
    try:
        to = unit_by_code_or_name(work, move_to)
    except Rejected as fault:
        raise Rejected(fault.code, fault.message, field="move_to") from None
    check_same_sort(unit, to, field="move_to")
    check_open(to, day, field="move_to")
    return to


def _people(count: int) -> str:
    return "en person" if count == 1 else f"{count} personer"
