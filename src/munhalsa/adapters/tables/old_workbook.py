"""Looking through the records of an old workbook (BIFF, the stream of an xls)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

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
_FORMULA, _TRUTH = 0x0006, 0x0205
# Formula, shared text, number, text, truth or error, packed number: each begins with its place.
_CELLS = frozenset({_FORMULA, 0x00FD, 0x0203, 0x0204, _TRUTH, 0x027E, _RUN})
# Others that are read without asking how long they are: lists of names and sheets, the first day,
# the code page, the beginning of a part.
_LISTS = {_SHEET: 8, _TEXTS: 8, _MERGED: 2, 0x0017: 2, 0x0018: 14}
_SHORTEST = dict.fromkeys(_CELLS, _PLACE.size) | _LISTS | {0x0022: 2, 0x0042: 2, 0x0809: 2}


class _Sheet(NamedTuple):
    """Where it ends, how many cells there are from its first to its last, formulas that failed."""

    end: int
    cells: int
    failed: list[tuple[int, int]]


def inspect_records(stream: bytes) -> dict[int, list[tuple[int, int]]]:
    """Row and column (from 0) of formulas that failed, by the place of the sheet.

    FileUnusable where a record claims more than the file can hold, or a cell lies outside.
    """
    starts = []
    for kind, at, _ in _records(stream, 0):
        if kind == _SHEET:
            starts.append(int.from_bytes(stream[at : at + 4], "little"))
        elif kind == _TEXTS:
            count = int.from_bytes(stream[at + 4 : at + 8], "little")
            if count * _SMALLEST_TEXT > len(stream):
                raise damaged()
    # Sheets that share their records would be read again for each of them.
    sheets = {start: _sheet(stream, start) for start in sorted(set(starts))}
    following = [*sorted(sheets)[1:], len(stream)]
    if any(after < each.end for each, after in zip(sheets.values(), following, strict=False)):
        raise damaged()
    if sum(each.cells for each in sheets.values()) > MOST_CELLS:
        raise too_large()
    return {place: sheets[start].failed for place, start in enumerate(starts)}


def _sheet(stream: bytes, start: int) -> _Sheet:
    top, left, bottom, right, end = _ROWS, _COLUMNS, -1, -1, start
    failed = []
    for kind, at, length in _records(stream, start):
        end = at + length
        if kind in _CELLS:
            row, column = _PLACE.unpack_from(stream, at)
            last = column if kind != _RUN else int.from_bytes(stream[end - 2 : end], "little")
            if not column <= last < _COLUMNS:
                raise damaged()
            top, left = min(top, row), min(left, column)
            bottom, right = max(bottom, row), max(right, last)
            if _has_failed(kind, stream[at:end]):
                failed.append((row, column))
        elif kind == _EXTENT:
            _check_extent(stream, at, length)
        elif kind == _MERGED and int.from_bytes(stream[at : at + 2], "little") * 8 + 2 > length:
            raise damaged()
    cells = max(bottom - top + 1, 0) * max(right - left + 1, 0)
    return _Sheet(end=end, cells=cells, failed=failed)


def _has_failed(kind: int, record: bytes) -> bool:
    """A formula with an error for its value, or an error without its formula."""
    if kind == _FORMULA:
        return record[6:7] == b"\x02" and record[12:14] == b"\xff\xff"
    return kind == _TRUTH and record[7:8] == b"\x01"


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
