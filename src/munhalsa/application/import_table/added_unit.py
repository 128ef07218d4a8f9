"""An unknown unit that a table names, added where the user chose so."""

from __future__ import annotations

from typing import Any

from munhalsa.application.import_table.plan import Desk, Sheet
from munhalsa.application.import_table.unit_index import UnitIndex
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import Unit, UnitType

_NOT_GIVEN = "Ej angiven"


def added_unit(
    desk: Desk, sheet: Sheet, index: UnitIndex, *, row: int, name: str, type: UnitType
) -> Unit:
    """A new unit of that name, with a warning that its details are to be filled in."""
    fields: dict[str, Any] = {
        "id": desk.new_id(),
        "name": name,
        "sort_key": sort_key(name),
        "type": type,
        "responsible_name": _NOT_GIVEN,
        "responsible_phone": _NOT_GIVEN,
    }
    unit = Unit(**fields)
    sheet.ledger.add(Unit, **fields)
    index.put(unit)
    sheet.warn(
        row,
        "unit_added",
        "En okänd enhet har lagts till. Fyll i boendetyp, ansvarig och telefon.",
        column=desk.headings["unit"],
    )
    return unit


def type_of_name(name: str) -> UnitType:
    """What kind of unit the name speaks for."""
    return UnitType.HOME_HELP if "hemtj" in name.casefold() else UnitType.NURSING_HOME
