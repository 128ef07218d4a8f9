"""Looking through the records of an old workbook (BIFF, the stream of an xls)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from munhalsa.adapters.tables.unreadable import MOST_CELLS, damaged, too_large

_RECORD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_EDGES = {10: struct.Struct("<HHHH"), 14: struct.Struct("<IIHH")}
_ROWS, _COLUMNS = 65_536, 256

_END = 0x000A
_SHEET = 0x0085
_TEXTS = 0x00FC
_SMALLEST_TEXT = 3
_MERGED = 0x00E5
_EXTENT = 0x0200
_RUN = 0x00BD
# Formula, shared text, number, text, truth or error, packed number: each begins with its place.
_CELLS = frozenset({0x0006, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, _RUN})
# Others that are read without asking how long they are: lists of names and sheets, the first day,
# the code page, the beginning of a part.
_LISTS = {_SHEET: 8, _TEXTS: 8, _MERGED: 2, 0x0017: 2, 0x0018: 14}
_SHORTEST = dict.fromkeys(_CELLS, _PLACE.size) | _LISTS | {0x0022: 2, 0x0042: 2, 0x0809: 2}


def inspect_records(stream: bytes) -> None:
    """FileUnusable where a record claims more than the file can hold, or a cell lies outside."""
    sheets = set()
    for kind, at, _ in _records(stream, 0):
        if kind == _SHEET:
            sheets.add(int.from_bytes(stream[at : at + 4], "little"))
        elif kind == _TEXTS:
            count = int.from_bytes(stream[at + 4 : at + 8], "little")
            if count * _SMALLEST_TEXT > len(stream):
                raise damaged()
    # Sheets that share their records would be read again for each of them.
    spans = [_sheet(stream, start) for start in sorted(sheets)]
    if any(after < end for (end, _), after in zip(spans, sorted(sheets)[1:], strict=False)):
        raise damaged()
    if sum(cells for _, cells in spans) > MOST_CELLS:
        raise too_large()


def _sheet(stream: bytes, start: int) -> tuple[int, int]:
    """Where the sheet ends, and how many cells there are from its first to its last."""
    top, left, bottom, right, end = _ROWS, _COLUMNS, -1, -1, start
    for kind, at, length in _records(stream, start):
        end = at + length
        if kind in _CELLS:
            row, column = _PLACE.unpack_from(stream, at)
            last = column if kind != _RUN else int.from_bytes(stream[end - 2 : end], "little")
            if not column <= last < _COLUMNS:
                raise damaged()
            top, left = min(top, row), min(left, column)
            bottom, right = max(bottom, row), max(right, last)
        elif kind == _EXTENT:
            _check_extent(stream, at, length)
        elif kind == _MERGED and int.from_bytes(stream[at : at + 2], "little") * 8 + 2 > length:
            raise damaged()
    return end, max(bottom - top + 1, 0) * max(right - left + 1, 0)


def _check_extent(stream: bytes, at: int, length: int) -> None:
    edges = _EDGES.get(length)
    if edges is None:
        raise damaged()
    top, below, left, beyond = edges.unpack_from(stream, at)
    if below and beyond and not (top <= below <= _ROWS and left <= beyond <= _COLUMNS):
        raise damaged()


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of the records from a place to the end of its part."""
    size = len(stream)
    while at + 4 <= size:
        kind, length = _RECORD.unpack_from(stream, at)
        at += 4
        if at + length > size or length < _SHORTEST.get(kind, 0):
            raise damaged()
        if kind == _END:
            return
        yield kind, at, length
        at += length
    if at > size:
        raise damaged()
