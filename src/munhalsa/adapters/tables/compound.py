"""Looking through an old workbook (xls) or a locked new one: OLE2 compound files."""

from __future__ import annotations

from munhalsa.adapters.tables.packed import has_macros, is_locked

_ENTRY = 128
_NAME_LENGTH_AT = 64
_LOCKED = ("EncryptedPackage", "EncryptionInfo")
_MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")


def inspect_compound(data: bytes) -> None:
    """Refuse what is locked as a whole or carries macros; a locked xls shows when it is read."""
    if any(_has_entry(data, name) for name in _LOCKED):
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
