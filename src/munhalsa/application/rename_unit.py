"""Another name for a unit, which stays the same unit and is found by both."""

from __future__ import annotations

from datetime import date, timedelta

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Deed
from munhalsa.application.registration_queue import mark_unit_to_register
from munhalsa.application.unit_fields import UnitChanged, same_name
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import Unit, UnitName, changes_between
from munhalsa.domain.unit_details import tidied

_A_DAY = timedelta(days=1)


def rename_unit(context: Context, unit: str, *, name: str, day: date | None = None) -> UnitChanged:
    """Give a unit another name from a day, today if None; the old one is kept in its history."""
    context.require(Permission.EDIT_UNITS)
    new = tidied({"name": name})["name"]
    first = day or context.today
    if first > context.today:
        raise Rejected(
            "date_in_future",
            "Namnet byts samma dag som det sparas. Ange dagens datum eller ett tidigare.",
            field="date",
        )
    with context.read(Permission.EDIT_UNITS) as reader:
        found = unit_by_code_or_name(reader, unit)
    deed = Deed(action="unit.rename", subject_kind="unit", subject_id=found.id)
    with context.write(deed, Permission.EDIT_UNITS) as work:
        before = work.get(Unit, found.id)
        if new == before.name:
            raise Rejected("nothing_to_change", "Enheten heter redan så.", field="name")
        _check_order(work.find(UnitName, unit_id=before.id), first)
        work.add(
            UnitName(id=context.new_id(), unit_id=before.id, name=before.name, until=first - _A_DAY)
        )
        after = work.change(before, name=new, sort_key=sort_key(new))
        warnings = same_name(work, after)
        mark_unit_to_register(
            work,
            new_id=context.new_id,
            unit_id=after.id,
            changes=changes_between(before, after),
            day=context.today,
        )
        done = work.commit()
    return UnitChanged(unit=after, event=done.event, changes=done.changes, warnings=warnings)


def _check_order(earlier: list[UnitName], first: date) -> None:
    if any(one.until >= first for one in earlier):
        raise Rejected(
            "name_before_earlier",
            "Enheten bytte namn senare än så. Ange en dag efter det senaste namnbytet.",
            field="date",
        )
