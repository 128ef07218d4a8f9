"""The register of a unit's own care staff: added, changed and ended by who answers for the unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypedDict

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.sight import outside_scope
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.staff import (
    StaffMember,
    check_staff,
    has_namesake,
    staff_meant,
    tidied,
)
from munhalsa.domain.unit import Unit

_LEAVE = Permission.KEEP_STAFF


class StaffDetails(TypedDict, total=False):
    """What can be said of somebody; what is left out stays as it is."""

    name: str
    title: str | None
    from_day: date | None
    to_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStaff:
    """Somebody new at the unit (code, name or id); a name must be among the details."""

    unit: str
    details: StaffDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStaff:
    """``name`` is whom it concerns, by name or id.

    ``version`` is the one that the user saw: against a newer one the change is refused.
    """

    unit: str
    name: str
    details: StaffDetails
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndStaff:
    """``day`` is the last one at the unit."""

    unit: str
    name: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChanged:
    """Somebody of the staff as they now stand."""

    member: StaffMember
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def add_staff(context: Context, command: AddStaff) -> StaffChanged:
    """Put somebody among the staff of a unit."""
    unit = _own_unit(context, command.unit)
    fields = tidied({"name": None, **command.details})
    member = StaffMember(id=context.new_id(), unit_id=unit.id, **fields)
    check_staff(member, today=context.today)
    deed = Deed(action="unit.staff_add", subject_kind="unit", subject_id=unit.id)
    with context.write(deed, _LEAVE) as work:
        warnings = _namesakes(work, member)
        work.add(member)
        done = work.commit()
    return StaffChanged(member=member, event=done.event, changes=done.changes, warnings=warnings)


def change_staff(context: Context, command: ChangeStaff) -> StaffChanged:
    """Put right what is known of somebody, who may have left too."""
    unit = _own_unit(context, command.unit)
    fields = tidied(command.details)
    deed = Deed(action="unit.staff_change", subject_kind="unit", subject_id=unit.id)
    with context.write(deed, _LEAVE) as work:
        member = staff_meant(work.find(StaffMember, unit_id=unit.id), command.name)
        seen = replace(member, version=command.version or member.version)
        if replace(member, **fields) == member:
            raise Rejected("nothing_to_change", "Det är redan så. Ange något att ändra.")
        return _changed(context, work, seen, fields)


def end_staff(context: Context, command: EndStaff) -> StaffChanged:
    """Note the last day of somebody who leaves the unit."""
    unit = _own_unit(context, command.unit)
    deed = Deed(action="unit.staff_end", subject_kind="unit", subject_id=unit.id)
    with context.write(deed, _LEAVE) as work:
        member = staff_meant(work.find(StaffMember, unit_id=unit.id), command.name)
        return _changed(context, work, member, {"to_day": command.day})


def end_all_staff(work: UnitOfWork, unit: Unit, day: date) -> None:
    """Nobody works at a unit longer than it is open; who was to begin later never did."""
    for one in work.find(StaffMember, unit_id=unit.id):
        if not one.is_over_on(day) and one.to_day != day:
            work.change(one, to_day=max(day, one.from_day or day))


def _changed(
    context: Context, work: UnitOfWork, seen: StaffMember, fields: dict[str, Any]
) -> StaffChanged:
    after = replace(seen, **fields)
    check_staff(after, today=context.today)
    warnings = _namesakes(work, after)
    after = work.change(seen, **fields)
    done = work.commit()
    return StaffChanged(member=after, event=done.event, changes=done.changes, warnings=warnings)


def _own_unit(context: Context, text: str) -> Unit:
    """The unit, whose staff the user's role must be there for."""
    context.require(_LEAVE)
    own = context.session.units_for(_LEAVE)
    with context.read(_LEAVE) as reader:
        unit = unit_by_code_or_name(reader, text)
        if own is not None and unit.id not in own:
            raise outside_scope()
    return unit


def _namesakes(work: UnitOfWork, member: StaffMember) -> tuple[Notice, ...]:
    others: Iterable[StaffMember] = work.find(StaffMember, unit_id=member.unit_id)
    if not has_namesake(member, others):
        return ()
    message = (
        "Någon med samma namn finns redan i enhetens personal. "
        "Kontrollera att det inte är samma person."
    )
    return (Notice(code="same_name", message=message),)
