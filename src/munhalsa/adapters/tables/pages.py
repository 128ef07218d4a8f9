"""A file opened: the pages a table may stand on, each a sheet or a way to split the text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from munhalsa.adapters.tables.compound import inspect_compound
from munhalsa.adapters.tables.delimited import (
    DELIMITERS,
    FIRST_LINES,
    decode,
    first_records,
    has_escapes,
    records,
    unescape,
)
from munhalsa.adapters.tables.files import read_bytes
from munhalsa.adapters.tables.packed import Inspected, inspect_packed
from munhalsa.adapters.tables.workbook import Merged, Sheet, sheets
from munhalsa.application.import_table.headings import heading_texts
from munhalsa.application.import_table.kinds import TableMapping
from munhalsa.application.import_table.raw_table import Cell, FileForm, NumberedRow, RawTable
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable

MOST_ROWS = 1_000_000

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0"
NO_HEADINGS = -1
"""Where the headings stand in a table that has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a table may stand; ``table`` gives the one whose headings have that place in ``first``.

    ``first`` are the rows where headings are looked for.
    """

    first: Sequence[Sequence[Cell]]
    table: Callable[[int], RawTable]
    merged: Merged = ()

    def places(self, mapping: TableMapping) -> Sequence[int]:
        """Where the headings can stand: the place that the user says, else any of the first."""
        if mapping.header_row is None:
            return range(min(len(self.first), FIRST_LINES))
        return (mapping.header_row - 1,) if mapping.header_row <= len(self.first) else ()

    def headings(self, at: int) -> tuple[str, ...]:
        """The headings that stand there."""
        return _headings(self.first, at)


def pages(path: Path, mapping: TableMapping, *, tell_faults: bool = True) -> Iterator[Page]:
    """The pages of a file, the likeliest first, as the mapping says that it is to be read.

    FileUnusable when the file is not whole, plain and within bounds; with ``tell_faults`` also at
    the end when none of them would do and the text has a fault in its first lines.
    """
    data = read_bytes(path)
    sha256 = hashlib.sha256(data).hexdigest()
    deepest = max(FIRST_LINES, mapping.header_row or 0)
    if data.startswith((ZIP, COMPOUND)):
        yield from _sheets(data, sha256, mapping.sheet, deepest)
    else:
        yield from _texts(data, sha256, mapping, deepest, tell_faults=tell_faults)


def _sheets(data: bytes, sha256: str, chosen: str | None, deepest: int) -> Iterator[Page]:
    inspected: Inspected | None = None
    form = FileForm.XLS
    if data.startswith(COMPOUND):
        failed = inspect_compound(data)
    else:
        inspected = inspect_packed(data)
        failed = inspected.content.failed
        form = FileForm(inspected.kind.value)
    for sheet in sheets(data, inspected, failed=failed, only=chosen):
        yield Page(
            first=sheet.rows[:deepest],
            merged=sheet.merged,
            table=partial(_of_sheet, sheet, sha256, form),
        )


def _of_sheet(sheet: Sheet, sha256: str, form: FileForm, at: int) -> RawTable:
    return RawTable(
        headings=_headings(sheet.rows, at),
        rows=_filled((index, tuple(row)) for index, row in enumerate(sheet.rows[at + 1 :], at + 2)),
        sha256=sha256,
        header_row=at + 1,
        sheet=sheet.name,
        sheets=sheet.among,
        form=form,
    )


def _texts(
    data: bytes, sha256: str, mapping: TableMapping, deepest: int, *, tell_faults: bool
) -> Iterator[Page]:
    text, encoding = decode(data, mapping.encoding)
    delimiters = DELIMITERS if mapping.delimiter is None else (mapping.delimiter,)
    for delimiter in delimiters:
        first = first_records(text, delimiter, count=deepest)
        yield Page(first=first, table=partial(_of_text, text, delimiter, encoding, sha256))
    if tell_faults:  # a fault in the first lines says more than a missing heading
        _tell_fault(text, delimiters)


def _tell_fault(text: str, delimiters: Sequence[str]) -> None:
    """Refuse a text whose first lines can be split in none of the ways."""
    faults: list[FileUnusable] = []
    for delimiter in delimiters:
        try:
            for _ in zip(records(text, delimiter), range(FIRST_LINES), strict=False):
                pass
        except FileUnusable as fault:
            faults.append(fault)
        else:
            return
    raise faults[0]


def _of_text(text: str, delimiter: str, encoding: str, sha256: str, at: int) -> RawTable:
    rows = iter(records(text, delimiter))
    skipped = [next(rows) for _ in range(at + 1)]
    if at == NO_HEADINGS:
        headings = _headings(first_records(text, delimiter, count=FIRST_LINES), at)
    else:
        headings = heading_texts(_without_empty_end(skipped[-1]))
    undo = has_escapes(text)
    return RawTable(
        headings=headings,
        rows=_filled(_padded(enumerate(rows, at + 2), len(headings), undo=undo)),
        sha256=sha256,
        header_row=at + 1,
        encoding=encoding,
        delimiter=delimiter,
    )


def _headings(rows: Sequence[Sequence[Cell]], at: int) -> tuple[str, ...]:
    if at == NO_HEADINGS:
        return ("",) * max(map(len, rows[:FIRST_LINES]), default=0)
    return heading_texts(rows[at])


def _padded(
    rows: Iterable[tuple[int, list[str]]], width: int, *, undo: bool
) -> Iterator[NumberedRow]:
    """Rows of text as wide as the headings; wider only with something in the cells beyond."""
    for number, row in rows:
        cells = [unescape(cell) for cell in row] if undo else row
        if len(cells) < width:
            cells = cells + [""] * (width - len(cells))
        elif len(cells) > width:
            cells = cells[:width] + _without_empty_end(cells[width:])
        yield number, tuple(cells)


def _without_empty_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _filled(numbered: Iterable[NumberedRow]) -> list[NumberedRow]:
    """The rows that hold anything."""
    rows = []
    for number, cells in numbered:
        if cells.count("") == len(cells):  # as most rows where one cell stands far away
            continue
        if _is_filled(cells[0]) or any(map(_is_filled, cells)):
            rows.append((number, cells))
            if len(rows) > MOST_ROWS:
                raise FileUnusable(
                    "too_many_rows",
                    "Filen har fler än 1 000 000 rader. Dela upp den i flera filer.",
                )
    return rows


def _is_filled(cell: Cell) -> bool:
    return not isinstance(cell, str) or (cell != "" and not cell.isspace())
