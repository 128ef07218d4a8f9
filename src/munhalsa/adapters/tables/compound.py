"""Looking through an old workbook (xls) or a locked new one: OLE2 compound files."""

from __future__ import annotations

import re

from munhalsa.adapters.tables.packed import has_macros, is_locked

_ENTRY = 128
_NAME_LENGTH_AT = 64
_LOCKED = ("EncryptedPackage", "EncryptionInfo")
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")

# The first record of a workbook (BIFF5 and BIFF8, globals); a lock (FILEPASS) stands right after.
_BEGIN = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00", re.DOTALL)
_SMALLEST_SECTOR = 64
_LOCK = 0x002F
_RECORDS_BEFORE_LOCK = 4


def inspect_compound(data: bytes) -> None:
    """Refuse what is locked or carries macros."""
    if any(_has_entry(data, name) for name in _LOCKED) or _is_locked_workbook(data):
        raise is_locked()
    if any(_has_entry(data, name) for name in _MACROS):
        raise has_macros()


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
    return any(_has_lock(data, at) for at in begins if at % _SMALLEST_SECTOR == 0)


def _has_lock(data: bytes, at: int) -> bool:
    """Whether one of the first records from ``at`` locks the workbook: id, length, content."""
    for _ in range(_RECORDS_BEFORE_LOCK):
        if int.from_bytes(data[at : at + 2], "little") == _LOCK:
            return True
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return False
