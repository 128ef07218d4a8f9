"""Ids of a list of any length, sixteen bytes each: of half a million persons 8 MB, not 90."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

_SIZE = 16


class PackedIds(Sequence[str]):
    """The ids (UUIDs as text) of an iterable, in its order; never changed."""

    __slots__ = ("_packed",)

    def __init__(self, ids: Iterable[str]) -> None:
        self._packed = bytes.fromhex("".join(ids).replace("-", ""))

    def __len__(self) -> int:
        return len(self._packed) // _SIZE

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        places = range(len(self))[place]
        return self._at(places) if isinstance(places, int) else [self._at(one) for one in places]

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._place(id) is not None

    def index(self, id: str, start: int = 0, stop: int | None = None) -> int:
        """As of a list."""
        places = range(len(self))[start:stop]
        place = self._place(id, first=places.start)
        if place is None or place >= places.stop:
            raise ValueError("not among the ids")
        return place

    def _at(self, place: int) -> str:
        text = self._packed[place * _SIZE : (place + 1) * _SIZE].hex()
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def _place(self, id: str, first: int = 0) -> int | None:
        try:
            wanted = bytes.fromhex(id.replace("-", ""))
        except ValueError:
            return None
        if len(wanted) != _SIZE:
            return None
        found = self._packed.find(wanted, first * _SIZE)
        # The same bytes may stand across two ids.
        while found % _SIZE and found != -1:
            found = self._packed.find(wanted, found + 1)
        return None if found == -1 else found // _SIZE
