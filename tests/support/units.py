"""Short ways to units, what waits to be told of them, and taking a change of one back."""

from __future__ import annotations

from typing import Any, cast

from munhalsa.application.add_unit import AddUnit, add_unit
from munhalsa.application.change_unit import ChangeUnit, change_unit
from munhalsa.application.context import Context
from munhalsa.application.unit_fields import UnitChanged, UnitDetails
from munhalsa.domain.certificate import RegistrationState
from munhalsa.domain.unit import Unit, UnitChange, UnitRegistration, UnitType
from tests.support.deeds import alter, found

DETAILS: dict[str, Any] = {
    "type": UnitType.NURSING_HOME,
    "responsible_name": "Anna Jonsson",
    "responsible_phone": "031-390 06 71",
}


def details(**given: Any) -> UnitDetails:
    """Just these details."""
    return cast(UnitDetails, given)


def added(context: Context, name: str = "Björkgläntan", **given: Any) -> Unit:
    """A unit added as people do it."""
    return add_unit(context, AddUnit(name=name, details=details(**{**DETAILS, **given}))).unit


def change(context: Context, unit: str, **given: Any) -> UnitChanged:
    """A unit with other details."""
    return change_unit(context, ChangeUnit(unit=unit, details=details(**given)))


def to_tell(context: Context, unit: Unit) -> set[UnitChange]:
    """What of a unit is still to be told."""
    lines = found(context, UnitRegistration, unit_id=unit.id)
    return {line.kind for line in lines if line.state is RegistrationState.TO_REGISTER}


def told(context: Context) -> None:
    """As if VGR had been told of everything about every unit."""
    for line in found(context, UnitRegistration):
        alter(context, line, state=RegistrationState.REGISTERED, registered_on=context.today)
