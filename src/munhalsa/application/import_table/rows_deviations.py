"""Rows of the kind avvikelser: one deviation a row."""

from __future__ import annotations

from datetime import date

from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.columns import CellFault, Converted, read_columns
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.domain.deviation import Direction
from munhalsa.domain.deviation_rules import DeviationRules
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationRow:
    """A deviation as a table tells it; ``identity`` and ``unit`` are None where it has none."""

    row: int
    notices: tuple[Notice, ...]
    day: date
    direction: str
    category: str
    identity: IdentityNumber | None
    unit: str | None
    cooperation_failure: bool
    reason: str | None
    description: str | None


def convert_deviations(
    table: RawTable,
    *,
    kind: Kind,
    around: Surroundings,
    rules: DeviationRules,
    mapping: TableMapping = NO_MAPPING,
) -> Converted[DeviationRow]:
    """Every row as a DeviationRow or rejected."""
    values = read_columns(table, kind=kind, around=around, mapping=mapping)
    headings = {column.key: column.heading for column in kind.columns}
    rows = []
    for index, row in enumerate(values.assemble(DeviationRow)):
        if index in values.faults:
            continue
        try:
            _check(row, rules, headings, today=around.today)
        except Rejected as fault:
            heading = headings[fault.field or "day"]
            found = CellFault(code=fault.code, column=heading, message=fault.message)
            values.faults[index] = [found]
        else:
            rows.append(row)
    return Converted(
        rows=rows,
        rejected=values.rejected(),
        unknown_columns=values.unknown,
        notices=values.about,
    )


def _check(
    row: DeviationRow, rules: DeviationRules, headings: dict[str, str], *, today: date
) -> None:
    """The day has been, and the agreement of that day knows the category in that direction."""
    if row.day > today:
        raise Rejected(
            "date_in_future",
            f"{headings['day']} ligger efter dagens datum. Rätta datumet.",
            field="day",
        )
    rules.category(row.category, direction=Direction(row.direction), day=row.day)
