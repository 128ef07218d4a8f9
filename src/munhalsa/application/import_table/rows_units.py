"""Rows of the kind boendeenheter."""

from __future__ import annotations

from datetime import date

from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.columns import CellFault, Converted, read_columns
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.postal_places import part_places
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice
from munhalsa.domain.unit import UnitType


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit as a table tells it; None where the cell is empty."""

    row: int
    notices: tuple[Notice, ...]
    code: str | None
    name: str
    type: UnitType
    street: str | None
    postal_code: str | None
    city: str | None
    places: int | None
    care_staff: int | None
    responsible_name: str
    responsible_phone: str
    email: str | None
    entry_instructions: str | None
    active_from: date | None
    active_to: date | None


def convert_units(
    table: RawTable, *, kind: Kind, around: Surroundings, mapping: TableMapping = NO_MAPPING
) -> Converted[UnitRow]:
    """Every row as a UnitRow or rejected."""
    values = read_columns(
        table, kind=kind, around=around, mapping=mapping, types={"type": UnitType}
    )
    part_places(values)
    rows = []
    for index, row in enumerate(values.assemble(UnitRow)):
        first, last = row.active_from, row.active_to
        if first is not None and last is not None and last < first:
            fault = CellFault(
                code="active_to_before_active_from",
                column=kind.column("active_to").heading,
                message="Aktiv till ligger före Aktiv från. Rätta ett av datumen.",
            )
            values.faults.setdefault(index, []).append(fault)
        if index not in values.faults:
            rows.append(row)
    return Converted(
        rows=rows,
        rejected=values.rejected(),
        unknown_columns=values.unknown,
        notices=values.about,
    )
