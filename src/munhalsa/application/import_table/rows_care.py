"""Rows of the kind insatser: care that somebody is given, out of the care system."""

from __future__ import annotations

from datetime import date

from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.columns import CellFault, Converted, read_columns
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class CareRow:
    """One insats as a table tells it; None where the cell is empty."""

    row: int
    notices: tuple[Notice, ...]
    identity: IdentityNumber
    given_name: str | None
    family_name: str | None
    service: str
    unit: str | None
    from_day: date | None
    to_day: date | None


def convert_care(
    table: RawTable, *, kind: Kind, around: Surroundings, mapping: TableMapping = NO_MAPPING
) -> Converted[CareRow]:
    """Every row as a CareRow or rejected."""
    values = read_columns(table, kind=kind, around=around, mapping=mapping)
    rows = []
    for index, row in enumerate(values.assemble(CareRow)):
        if row.from_day is not None and row.to_day is not None and row.to_day < row.from_day:
            fault = CellFault(
                code="to_before_from",
                column=kind.column("to_day").heading,
                message="Till ligger före Från. Rätta ett av datumen.",
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
