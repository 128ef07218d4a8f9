"""Other details for a unit; another name and closing are use cases of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Deed, UnitOfWork
from munhalsa.application.registration_queue import mark_unit_to_register
from munhalsa.application.seen import check_seen
from munhalsa.application.unit_fields import UnitChanged, UnitDetails, check_code, fields_of
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit, changes_between
from munhalsa.domain.unit_details import CONTACT_DETAILS, check_parent, check_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUnit:
    """``unit`` is a code, name or id; ``version`` the one that the changes were made against."""

    unit: str
    details: UnitDetails
    version: int | None = None


def change_unit(context: Context, command: ChangeUnit) -> UnitChanged:
    """Change details; what Intygsbeställningen knows of goes into its queue.

    Whoever changes the contact details thereby confirms them, and needs no more leave than that.
    """
    context.require(Permission.CONFIRM_UNITS)
    with context.read(Permission.CONFIRM_UNITS) as reader:
        found = unit_by_code_or_name(reader, command.unit)
        asked = replace(found, **fields_of(reader, command.details))
    leave = Permission.CONFIRM_UNITS if _only_contact(found, asked) else Permission.EDIT_UNITS
    context.require(leave)
    deed = Deed(action="unit.change", subject_kind="unit", subject_id=found.id)
    with context.write(deed, leave) as work:
        before = work.get(Unit, found.id)
        check_seen(command.version, before.version, what="enheten")
        fields = _changed_fields(context, work, before, command)
        after = work.change(before, **fields)
        mark_unit_to_register(
            work,
            new_id=context.new_id,
            unit_id=after.id,
            changes=changes_between(before, after),
            day=context.today,
        )
        done = work.commit()
    return UnitChanged(unit=after, event=done.event, changes=done.changes)


def _only_contact(before: Unit, asked: Unit) -> bool:
    """Whether nothing but what the unit's own manager answers for is another."""
    other = {name for name in _NAMES if getattr(asked, name) != getattr(before, name)}
    return other <= CONTACT_DETAILS | {"entry_instructions", "no_visits_until"}


def _changed_fields(
    context: Context, work: UnitOfWork, before: Unit, command: ChangeUnit
) -> dict[str, Any]:
    asked = replace(before, **fields_of(work, command.details))
    after = check_unit(asked, municipality=work.municipality)
    check_code(work, after)
    check_parent(after.id, after.parent_id, work.find(Unit))
    fields = {
        name: getattr(after, name)
        for name in _NAMES
        if getattr(after, name) != getattr(before, name)
    }
    if not fields:
        raise Rejected("nothing_to_change", "Inget är ändrat. Ändra en uppgift och spara sedan.")
    if fields.keys() & CONTACT_DETAILS:
        fields["verified_on"] = context.today
    return fields


_LINKED = {"parent": "parent_id", "district": "district_id"}
_NAMES = tuple(_LINKED.get(name, name) for name in UnitDetails.__annotations__)
