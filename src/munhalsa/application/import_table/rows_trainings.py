"""Rows of the kind utbildningar: one session of training a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.columns import CellFault, Converted, read_columns
from munhalsa.application.import_table.kinds import NO_MAPPING, Choice, Kind, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.training import TrainingKind
from munhalsa.domain.training_rules import check_hours, check_participants, names_of

_EXACT = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRow:
    """A session as a table tells it; ``participants`` and ``unit`` as written."""

    row: int
    notices: tuple[Notice, ...]
    day: date
    training_kind: str
    hours: float
    participant_count: int | None
    participants: str | None
    unit: str | None
    trainer: str | None

    @property
    def hundredths(self) -> int:
        """The session's hours in hundredths."""
        return round(self.hours * 100)

    @property
    def names(self) -> tuple[str, ...]:
        """Who is named."""
        return names_of(self.participants)

    @property
    def count(self) -> int | None:
        """How many took part; None: not known."""
        return check_participants(self.participant_count, self.names)

    @property
    def unit_texts(self) -> tuple[str, ...]:
        """The units as written, each code or name by itself."""
        parts = (" ".join(part.split()) for part in (self.unit or "").split(";"))
        return tuple(part for part in parts if part)


def convert_trainings(
    table: RawTable,
    *,
    kind: Kind,
    around: Surroundings,
    mapping: TableMapping = NO_MAPPING,
) -> Converted[TrainingRow]:
    """Every row as a TrainingRow or rejected."""
    values = read_columns(table, kind=kind, around=around, mapping=mapping)
    headings = {column.key: column.heading for column in kind.columns}
    rows = []
    for index, row in enumerate(values.assemble(TrainingRow)):
        if index not in values.faults:
            found = list(_faults(row, headings, today=around.today))
            if found:
                values.faults[index] = found
            else:
                rows.append(row)
    return Converted(
        rows=rows,
        rejected=values.rejected(),
        unknown_columns=values.unknown,
        notices=values.about,
    )


def with_own_kinds(kind: Kind, own: list[TrainingKind]) -> Kind:
    """The kind of table with the municipality's own kinds of training among its words."""
    more = tuple(Choice(code=one.code, word=one.name) for one in own)
    columns = tuple(
        replace(column, choices=(*column.choices, *more))
        if column.key == "training_kind"
        else column
        for column in kind.columns
    )
    return replace(kind, columns=columns)


def _faults(row: TrainingRow, headings: dict[str, str], *, today: date) -> list[CellFault]:
    checks: tuple[tuple[str, Callable[[], Any]], ...] = (
        ("day", lambda: _check_day(row.day, headings["day"], today=today)),
        ("hours", lambda: _check_hours(row)),
        ("participants", lambda: row.count),
    )
    faults: list[CellFault] = []
    for key, check in checks:
        try:
            check()
        except Rejected as fault:
            heading = headings[key]
            faults.append(CellFault(code=fault.code, column=heading, message=fault.message))
    return faults


def _check_day(day: date, heading: str, *, today: date) -> None:
    if day > today:
        raise Rejected(
            "date_in_future",
            f"{heading} ligger efter dagens datum. Rätta datumet, eller lägg in utbildningen som "
            "planerad.",
        )


def _check_hours(row: TrainingRow) -> None:
    if abs(row.hours * 100 - row.hundredths) > _EXACT:
        raise Rejected(
            "hours_invalid",
            "Timmarna får ha högst två decimaler. Rätta cellen.",
        )
    check_hours(row.hundredths)
