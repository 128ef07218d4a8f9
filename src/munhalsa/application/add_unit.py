"""A new unit: a home, a home-care area or a day activity."""

from __future__ import annotations

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.application.registration_queue import mark_unit_to_register
from munhalsa.application.unit_fields import (
    UnitChanged,
    UnitDetails,
    check_code,
    fields_of,
    same_name,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import Unit, UnitChange
from munhalsa.domain.unit_details import REQUIRED, check_unit, tidied


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUnit:
    """A name, and the details; type, who is responsible and a telephone number must be there."""

    name: str
    details: UnitDetails


def add_unit(context: Context, command: AddUnit) -> UnitChanged:
    """Add a unit, told of to Intygsbeställningen; its contact details count as confirmed today."""
    context.require(Permission.EDIT_UNITS)
    name = tidied({"name": command.name})["name"]
    unit_id = context.new_id()
    deed = Deed(action="unit.add", subject_kind="unit", subject_id=unit_id)
    with context.write(deed, Permission.EDIT_UNITS) as work:
        fields = fields_of(work, command.details)
        _check_whole(fields)
        unit = Unit(
            id=unit_id, name=name, sort_key=sort_key(name), verified_on=context.today, **fields
        )
        unit = check_unit(unit, municipality=work.municipality)
        check_code(work, unit)
        warnings = same_name(work, unit)
        work.add(unit)
        mark_unit_to_register(
            work,
            new_id=context.new_id,
            unit_id=unit.id,
            changes=[UnitChange.NEW],
            day=context.today,
        )
        done = work.commit()
    return UnitChanged(unit=unit, event=done.event, changes=done.changes, warnings=warnings)


def _check_whole(fields: dict[str, object]) -> None:
    if "type" not in fields:
        raise Rejected("missing", "Välj vilken typ av enhet det är.", field="type")
    for field in ("responsible_name", "responsible_phone"):
        if field not in fields:
            raise Rejected("missing", REQUIRED[field], field=field)
