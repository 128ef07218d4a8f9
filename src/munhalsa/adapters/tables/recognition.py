"""Which kinds of table a file may hold, by the headings of its first lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from munhalsa.adapters.tables.compound import inspect_compound
from munhalsa.adapters.tables.delimited import DELIMITERS, FIRST_LINES, decode, first_records
from munhalsa.adapters.tables.files import read_bytes
from munhalsa.adapters.tables.packed import inspect_packed
from munhalsa.adapters.tables.reader import COMPOUND, ZIP
from munhalsa.adapters.tables.workbook import sheets
from munhalsa.application.import_table.headings import heading_texts
from munhalsa.application.import_table.kinds import Kind
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.application.import_table.recognition import likeliest_kinds


def recognised_kinds(path: Path, kinds: Sequence[Kind]) -> Sequence[Kind]:
    """The kinds that the first fitting line fits, the likeliest first; none where nothing fits.

    FileUnusable when the file is not whole, plain and within bounds.
    """
    for row in _first_rows(path):
        found = likeliest_kinds(kinds, heading_texts(row))
        if found:
            return found
    return ()


def _first_rows(path: Path) -> Iterator[Sequence[Cell]]:
    data = read_bytes(path)
    if data.startswith((ZIP, COMPOUND)):
        if data.startswith(COMPOUND):
            inspect_compound(data)
        inspected = inspect_packed(data) if data.startswith(ZIP) else None
        for sheet in sheets(data, inspected):
            yield from sheet.rows[:FIRST_LINES]
        return
    text, _ = decode(data, None)
    for delimiter in DELIMITERS:
        yield from first_records(text, delimiter, count=FIRST_LINES)
