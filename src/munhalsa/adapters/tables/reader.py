"""Reading a table from a file, whatever its name: the kind of file goes by its first bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
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
from munhalsa.adapters.tables.packed import inspect_packed
from munhalsa.adapters.tables.workbook import Sheet, sheets
from munhalsa.application.import_table.headings import (
    checked_match,
    heading_texts,
    headings_missing,
    is_year_table,
    match_headings,
)
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.raw_table import Cell, RawTable
from munhalsa.application.memory import without_cycle_search
from munhalsa.domain.refusal import FileUnusable

MOST_ROWS = 1_000_000

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0"


def read_table(path: Path, *, kind: Kind, mapping: TableMapping = NO_MAPPING) -> RawTable:
    """The first table in the file that has the kind's required headings.

    FileUnusable when the file is not whole, plain and within bounds, or has no such table.
    """
    data = read_bytes(path)
    sha256 = hashlib.sha256(data).hexdigest()
    with without_cycle_search():
        if data.startswith(ZIP):
            found = sheets(data, inspect_packed(data))
            return _from_sheets(found, kind=kind, mapping=mapping, sha256=sha256)
        if data.startswith(COMPOUND):
            inspect_compound(data)
            return _from_sheets(sheets(data, None), kind=kind, mapping=mapping, sha256=sha256)
        return _from_text(data, kind=kind, mapping=mapping, sha256=sha256)


class _HeadingSearch:
    """Looks for the heading row, and remembers what the best row lacked."""

    def __init__(self, kind: Kind, mapping: TableMapping) -> None:
        self._kind = kind
        self._mapping = mapping
        self._missing = tuple(column.heading for column in kind.required)

    def find(self, rows: Iterable[Sequence[Cell]]) -> int | None:
        """Index of the first row with all required headings, or the row that the user chose."""
        chosen = self._mapping.header_row
        for index, row in enumerate(rows):
            if chosen is not None and index != chosen - 1:
                continue
            headings = heading_texts(row)
            missing = match_headings(self._kind, headings, self._mapping).missing
            if not missing or is_year_table(self._kind, headings):
                return index
            if len(missing) < len(self._missing):
                self._missing = missing
        return None

    def missing(self) -> FileUnusable:
        """The refusal that names what the best row lacked."""
        return headings_missing(self._missing)


def _from_sheets(
    found: Iterable[Sheet], *, kind: Kind, mapping: TableMapping, sha256: str
) -> RawTable:
    search = _HeadingSearch(kind, mapping)
    deepest = max(FIRST_LINES, mapping.header_row or 0)
    for sheet in found:
        at = search.find(sheet.rows[:deepest])
        if at is None:
            continue
        headings = heading_texts(sheet.rows[at])
        _refuse_merged(sheet, at, headings, kind=kind, mapping=mapping)
        return _table(
            headings,
            ((index, tuple(row)) for index, row in enumerate(sheet.rows[at + 1 :], at + 2)),
            sha256=sha256,
            header_row=at + 1,
            sheet=sheet.name,
        )
    raise search.missing()


def _from_text(data: bytes, *, kind: Kind, mapping: TableMapping, sha256: str) -> RawTable:
    text, encoding = decode(data, mapping.encoding)
    search = _HeadingSearch(kind, mapping)
    delimiters = DELIMITERS if mapping.delimiter is None else (mapping.delimiter,)
    deepest = max(FIRST_LINES, mapping.header_row or 0)
    for delimiter in delimiters:
        at = search.find(first_records(text, delimiter, count=deepest))
        if at is None:
            continue
        rows = iter(records(text, delimiter))
        skipped = [next(rows) for _ in range(at + 1)]
        headings = heading_texts(_without_empty_end(skipped[-1]))
        undo = has_escapes(text)
        return _table(
            headings,
            _padded(enumerate(rows, at + 2), len(headings), undo=undo),
            sha256=sha256,
            header_row=at + 1,
            encoding=encoding,
            delimiter=delimiter,
        )
    for delimiter in delimiters:  # a fault in the first lines says more than a missing heading
        for _ in zip(records(text, delimiter), range(FIRST_LINES), strict=False):
            pass
    raise search.missing()


def _padded(
    rows: Iterable[tuple[int, list[str]]], width: int, *, undo: bool
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
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


def _table(
    headings: tuple[str, ...],
    numbered: Iterable[tuple[int, tuple[Cell, ...]]],
    *,
    sha256: str,
    header_row: int,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> RawTable:
    rows = []
    for number, cells in numbered:
        if cells and (_is_filled(cells[0]) or any(map(_is_filled, cells))):
            rows.append((number, cells))
            if len(rows) > MOST_ROWS:
                raise FileUnusable(
                    "too_many_rows",
                    "Filen har fler än 1 000 000 rader. Dela upp den i flera filer.",
                )
    return RawTable(
        headings=headings,
        rows=rows,
        sha256=sha256,
        header_row=header_row,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
    )


def _is_filled(cell: Cell) -> bool:
    return not isinstance(cell, str) or (cell != "" and not cell.isspace())


def _refuse_merged(
    sheet: Sheet, at: int, headings: tuple[str, ...], *, kind: Kind, mapping: TableMapping
) -> None:
    """Of merged cells only the first holds the value; the rows below would seem to lack it."""
    if is_year_table(kind, headings):
        return
    known = set(checked_match(kind, headings, mapping).positions.values())
    for (_, left), (bottom, right) in sheet.merged:
        if bottom > at and any(left <= column <= right for column in known):
            raise FileUnusable(
                "merged_cells",
                f"Tabellen har sammanslagna celler på rad {bottom + 1}. Dela upp dem och fyll i "
                "värdet i varje cell.",
            )
