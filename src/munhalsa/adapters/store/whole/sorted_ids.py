"""Ids that came in order, 16 bytes each, so that a million of them need 16 MB."""

from __future__ import annotations

from uuid import UUID


class SortedIds:
    """Grows in ascending order only."""

    def __init__(self) -> None:
        self._held = bytearray()

    def add(self, id: str) -> bool:
        """Keep one that comes after all others; False for what is no UUID in lower case."""
        packed = _packed(id)
        if packed is None:
            return False
        self._held += packed
        return True

    def __contains__(self, id: str) -> bool:
        wanted, held = _packed(id), self._held
        low, high = 0, len(held) // 16
        while wanted is not None and low < high:
            middle = (low + high) // 2
            found = bytes(held[middle * 16 : middle * 16 + 16])
            if found == wanted:
                return True
            low, high = (middle + 1, high) if found < wanted else (low, middle)
        return False

    def __len__(self) -> int:
        return len(self._held) // 16


def _packed(id: str) -> bytes | None:
    try:
        parsed = UUID(id)
    except ValueError:
        return None
    return parsed.bytes if str(parsed) == id else None
