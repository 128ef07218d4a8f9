"""Reading a table column by column: each distinct cell once, so that 50,000 rows take a moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Generic, TypeVar

from munhalsa.application.import_table.cells import (
    Converter,
    Repaired,
    Surroundings,
    clean_text,
    converter_for,
    fold_word,
)
from munhalsa.application.import_table.headings import (
    HeadingMatch,
    by_letter,
    checked_match,
    fold_heading,
)
from munhalsa.application.import_table.kinds import NO_MAPPING, Column, Kind, TableMapping
from munhalsa.application.import_table.raw_table import Cell, NumberedRow, RawTable
from munhalsa.application.import_table.rows_aside import set_aside
from munhalsa.application.many_records import many_records
from munhalsa.domain.refusal import Notice, Rejected

R = TypeVar("R")

# What a spreadsheet shows for a formula that failed.
CELL_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
    | {"#SAKNAS!", "#REFERENS!", "#VÄRDEFEL!", "#DIVISION/0!", "#NAMN?", "#SKÄRNING!"}
    | {"#OGILTIGT!", "#GETTING_DATA", "Err:502", "Err:508", "Err:522"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """Why a cell can't be taken in; ``column`` is the heading of the kind."""

    code: str
    column: str | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row that stays outside, with every fault found in it, the first column's first."""

    row: int
    faults: tuple[CellFault, ...]

    @property
    def code(self) -> str:
        """The code of the first fault."""
        return self.faults[0].code

    @property
    def column(self) -> str | None:
        """The heading of the first fault."""
        return self.faults[0].column

    @property
    def message(self) -> str:
        """What is wrong, all of it."""
        return " ".join(dict.fromkeys(fault.message for fault in self.faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted(Generic[R]):
    """A whole table read: rows in file order, those rejected, and what was not understood.

    ``notices`` concern the table; those of a row go with the row.
    """

    rows: Sequence[R]
    rejected: Sequence[RejectedRow]
    unknown_columns: tuple[str, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def rows_in(self) -> int:
        """Every row of the file ends up as one or the other."""
        return len(self.rows) + len(self.rejected)


@dataclass(slots=True, kw_only=True)
class TableValues:
    """The values of a table by column key, and what was found by the index of the row.

    ``about`` concerns the table as a whole, ``headings`` are the file's, of the columns it has.
    """

    numbers: list[int]
    columns: dict[str, Sequence[Any]]
    unknown: tuple[str, ...]
    faults: dict[int, list[CellFault]] = field(default_factory=dict)
    notices: dict[int, list[Notice]] = field(default_factory=dict)
    about: tuple[Notice, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    def assemble(self, kind_of_row: type[R]) -> list[R]:
        """One record for each row, also for those with faults, whose unread cells are None.

        The class is a slotted dataclass with the columns' keys, ``row`` and ``notices``.
        """
        count = len(self.numbers)
        notices: list[tuple[Notice, ...]] = [()] * count
        for index, found in self.notices.items():
            notices[index] = tuple(found)
        columns = self.columns | {"row": self.numbers, "notices": notices}
        return many_records(kind_of_row, count, columns)

    def rejected(self) -> list[RejectedRow]:
        """The rows with faults, in file order."""
        return [
            RejectedRow(row=self.numbers[index], faults=tuple(faults))
            for index, faults in sorted(self.faults.items())
        ]


class _Reading(dict[Cell, Any]):
    """The value of each distinct cell of a column, read when it is first met."""

    def __init__(self, convert: Converter) -> None:
        super().__init__()
        self._convert = convert
        self.faults: dict[Cell, Rejected] = {}
        self.repairs: dict[Cell, Repaired] = {}

    def __missing__(self, cell: Cell) -> Any:
        try:
            if cell in CELL_ERRORS:
                raise Rejected(
                    "cell_error",
                    "Formeln i cellen gav ett fel. Rätta formeln eller skriv värdet.",
                )
            value = self._convert(cell)
        except Rejected as fault:
            self.faults[cell] = fault
            value = None
        if isinstance(value, Repaired):
            self.repairs[cell] = value
            value = value.value
        self[cell] = value
        return value


def read_columns(
    table: RawTable,
    *,
    kind: Kind,
    around: Surroundings,
    mapping: TableMapping = NO_MAPPING,
    types: Mapping[str, Callable[[str], Any]] | None = None,
) -> TableValues:
    """All cells of the table's known columns; ``types`` makes an enum of a choice's code.

    Columns that the file lacks give None in every row. FileUnusable as ``checked_match``.
    """
    match = checked_match(kind, table.headings, mapping)
    rows, about = set_aside(table, kind=kind, match=match)
    numbers = [number for number, _ in rows]
    values = TableValues(
        numbers=numbers,
        columns={},
        unknown=match.unknown + _unnamed(table, match),
        about=about,
        headings={key: table.headings[index] for key, index in match.positions.items()},
    )
    by_column = list(zip(*(row for _, row in rows), strict=False))  # to the narrowest, the headings
    _note_long_rows(rows, len(table.headings), values)
    for column in kind.columns:
        index = match.positions.get(column.key)
        if index is None:
            values.columns[column.key] = _absent(column, len(numbers))
            continue
        cells = by_column[index] if rows else ()
        convert = _with_words(
            _typed(converter_for(column, around), (types or {}).get(column.key)),
            _words_for(column, table.headings[index], mapping),
        )
        _read_column(cells, column=column, convert=convert, into=values)
    return values


def _read_column(
    cells: Sequence[Cell], *, column: Column, convert: Converter, into: TableValues
) -> None:
    reading = _Reading(convert)
    values = list(map(reading.__getitem__, cells))
    if 1 in reading or 0 in reading:  # True equals 1, and would share its outcome
        cells = [clean_text(cell) if isinstance(cell, bool) else cell for cell in cells]
        reading = _Reading(convert)
        values = list(map(reading.__getitem__, cells))
    into.columns[column.key] = values
    if reading.faults:
        for index, cell in enumerate(cells):
            if (fault := reading.faults.get(cell)) is not None:
                found = CellFault(code=fault.code, column=column.heading, message=fault.message)
                into.faults.setdefault(index, []).append(found)
    if reading.repairs:
        for index, cell in enumerate(cells):
            if (repair := reading.repairs.get(cell)) is not None:
                notice = Notice(
                    code=repair.code,
                    message=repair.message,
                    row=into.numbers[index],
                    column=column.heading,
                )
                into.notices.setdefault(index, []).append(notice)


def _absent(column: Column, count: int) -> Sequence[Any]:
    return list(repeat(column.blank, count))


def _typed(convert: Converter, make: Callable[[str], Any] | None) -> Converter:
    """The converter with its code made into an enum member."""
    if make is None:
        return convert

    def typed(cell: Cell) -> Any:
        value = convert(cell)
        if isinstance(value, Repaired):
            return Repaired(value=make(value.value), code=value.code, message=value.message)
        return None if value is None else make(value)

    return typed


def _words_for(column: Column, heading: str, mapping: TableMapping) -> Mapping[str, str]:
    """The user's words for the column, by either of its headings."""
    names = {fold_heading(column.heading), fold_heading(heading)}
    return {
        fold_word(theirs): ours
        for name, words in mapping.values.items()
        if fold_heading(name) in names
        for theirs, ours in words.items()
    }


def _with_words(convert: Converter, words: Mapping[str, str]) -> Converter:
    if not words:
        return convert
    return lambda cell: convert(words.get(fold_word(clean_text(cell)), cell))


def _unnamed(table: RawTable, match: HeadingMatch) -> tuple[str, ...]:
    """Columns without a heading that hold something and are not used, by their letters."""
    used = set(match.positions.values())
    return tuple(
        by_letter(index)
        for index, heading in enumerate(table.headings)
        if not heading and index not in used and any(row[index] != "" for _, row in table.rows)
    )


def _note_long_rows(rows: Sequence[NumberedRow], width: int, values: TableValues) -> None:
    """A row with more cells than headings has come out of step: a delimiter inside a text."""
    for index, (_, row) in enumerate(rows):
        if len(row) > width:
            values.faults[index] = [
                CellFault(
                    code="row_too_long",
                    column=None,
                    message="Raden har fler celler än det finns rubriker. Sätt citattecken om "
                    "text som innehåller skiljetecknet.",
                )
            ]
