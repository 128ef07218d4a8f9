"""An unknown unit that a table names, added where the user chose so."""

from __future__ import annotations

from typing import Any

from munhalsa.application.import_table.plan import Sheet
from munhalsa.application.import_table.unit_index import UnitIndex
from munhalsa.application.unit_words import UNIT_TYPE_WORDS
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import Unit, UnitType, type_in_name

_NOT_GIVEN = "Ej angiven"


def added_unit(
    sheet: Sheet,
    index: UnitIndex,
    *,
    id: str,
    row: int,
    name: str,
    otherwise: UnitType,
    heading: str,
) -> Unit:
    """A new unit of the kind that its name tells, else of ``otherwise``; the warning says which."""
    told = type_in_name(name)
    fields: dict[str, Any] = {
        "id": id,
        "name": name,
        "sort_key": sort_key(name),
        "type": told or otherwise,
        "responsible_name": _NOT_GIVEN,
        "responsible_phone": _NOT_GIVEN,
    }
    unit = Unit(**fields)
    sheet.ledger.add(Unit, **fields)
    index.put(unit)
    check = "efter namnet. Fyll i" if told else "se efter att det stämmer. Fyll i"
    sheet.warn(
        row,
        "unit_added",
        f"En okänd enhet har lagts till som {UNIT_TYPE_WORDS[unit.type]}, {check} ansvarig och "
        "telefon.",
        column=heading,
    )
    return unit
