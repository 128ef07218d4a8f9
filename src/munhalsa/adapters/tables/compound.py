"""Looking through an OLE2 compound file: an old workbook (xls), or a new one with a password.

Other code believes what such a file says about sizes and chains, and may ask for more memory than
there is or go round for ever; here all of it is held against how large the file is.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections.abc import Iterator

from munhalsa.adapters.tables.old_workbook import inspect_records
from munhalsa.adapters.tables.unreadable import damaged, has_macros, is_locked, no_table

_ENTRY = 128
_NAME_LENGTH_AT = 64
_LOCKED = ("EncryptedPackage", "EncryptionInfo")
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")
_BOOKS = ("workbook", "book")

# The first record of a workbook (BIFF5 and BIFF8, globals); a lock (FILEPASS) stands right after.
_BEGIN = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00", re.DOTALL)
_LOCK = 0x002F
_RECORDS_BEFORE_LOCK = 4

_HEADER_SIZE = 512
# Sector and mini sector as powers of 2; sectors of the directory; of the table of chains (FAT); the
# directory's first; the mini table's first and number; the first and number of further FAT lists.
_HEADER = struct.Struct("<30xHH6xIII8xIIII")
_FAT_IN_HEADER = struct.Struct("<109I")
_SECTOR_POWERS = (9, 12)
_MINI_POWER = 6
_SMALLEST_IN_SECTORS = 4096
_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_ENTRY_ENDS = struct.Struct("<116xII4x")


def inspect_compound(data: bytes) -> dict[int, list[tuple[int, int]]]:
    """Row and column of formulas that failed, by the place of the sheet.

    FileUnusable for what is locked, carries macros, is damaged, or is no workbook.
    """
    if any(_has_entry(data, name) for name in _LOCKED) or _is_locked_workbook(data):
        raise is_locked()
    if any(_has_entry(data, name) for name in _MACROS):
        raise has_macros()
    found = [inspect_records(stream) for stream in _Container(data).books()]
    if not found:
        raise no_table()
    return found[0]


def _has_entry(data: bytes, name: str) -> bool:
    """Whether the file's directory has an entry of the name: 128 bytes, aligned, UTF-16."""
    text = name.encode("utf-16-le") + b"\0\0"
    at = data.find(text)
    while at >= 0:
        length = int.from_bytes(data[at + _NAME_LENGTH_AT : at + _NAME_LENGTH_AT + 2], "little")
        if at % _ENTRY == 0 and length == len(text):
            return True
        at = data.find(text, at + 1)
    return False


def _is_locked_workbook(data: bytes) -> bool:
    begins = (found.start() for found in _BEGIN.finditer(data))
    return any(_has_lock(data, at) for at in begins if at % (1 << _MINI_POWER) == 0)


def _has_lock(data: bytes, at: int) -> bool:
    """Whether one of the first records from ``at`` locks the workbook: id, length, content."""
    for _ in range(_RECORDS_BEFORE_LOCK):
        if int.from_bytes(data[at : at + 2], "little") == _LOCK:
            return True
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False


class _Container:
    """The streams of a compound file; FileUnusable wherever it doesn't hold together."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER_SIZE:
            raise damaged()
        power, mini_power, *sizes = _HEADER.unpack_from(data)
        directory_size, fat_size, self._directory, self._mini_fat, mini_fat_size, *lists = sizes
        list_start, list_size = lists
        if power not in _SECTOR_POWERS or mini_power != _MINI_POWER:
            raise damaged()
        self._data = data
        self._size = 1 << power
        self._count = -(-len(data) // self._size) - 1
        if max(directory_size, fat_size, mini_fat_size, list_size) > self._count:
            raise damaged()
        self._fat = self._table(self._fat_sectors(list_start))

    def books(self) -> Iterator[bytes]:
        """Each stream that is called as a workbook's is."""
        directory = self._read(self._chain(self._directory, self._fat))
        if len(directory) % _ENTRY:
            raise damaged()
        root = -1, 0
        for at in range(0, len(directory), _ENTRY):
            start, length = _ENTRY_ENDS.unpack_from(directory, at)
            if at == 0:
                root = start, length
            name = directory[at : at + _NAME_LENGTH_AT].decode("utf-16-le", "replace")
            if name.partition("\0")[0].casefold() in _BOOKS:
                yield self._stream(start, length, root)

    def _stream(self, start: int, length: int, root: tuple[int, int]) -> bytes:
        """What an entry holds; a small one lies in sectors of its own within the root's stream."""
        if max(length, root[1]) > len(self._data):
            raise damaged()
        if length >= _SMALLEST_IN_SECTORS:
            return self._read(self._chain(start, self._fat))[:length]
        small = self._read(self._chain(root[0], self._fat))
        table = self._table(self._chain(self._mini_fat, self._fat))
        size = 1 << _MINI_POWER
        parts = [small[one * size : (one + 1) * size] for one in self._chain(start, table)]
        return b"".join(parts)[:length]

    def _fat_sectors(self, start: int) -> list[int]:
        """The sectors of the table of chains: 109 of them in the header, the rest in lists."""
        found = list(_FAT_IN_HEADER.unpack_from(self._data, _HEADER.size))
        lists = 0
        while start not in (_FREE, _END):
            lists += 1
            if lists > self._count:
                raise damaged()
            table = self._table([start])
            if not table:
                raise damaged()
            *more, start = table
            found += more
        return [sector for sector in found if sector != _FREE]

    def _chain(self, start: int, table: array[int]) -> list[int]:
        """The sectors from ``start`` to the end of their chain."""
        found: list[int] = []
        while start != _END:
            if start >= len(table) or len(found) > len(table):
                raise damaged()
            found.append(start)
            start = table[start]
        return found

    def _table(self, sectors: list[int]) -> array[int]:
        content = self._read(sectors)
        return array("I", content[: len(content) // 4 * 4])

    def _read(self, sectors: list[int]) -> bytes:
        if any(sector >= self._count for sector in sectors) or len(sectors) > self._count:
            raise damaged()
        size = self._size
        return b"".join(self._data[(one + 1) * size : (one + 2) * size] for one in sectors)
