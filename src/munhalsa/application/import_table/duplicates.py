"""Persons who may be in the store, or earlier in the file, under another number."""

from __future__ import annotations

from munhalsa.application.import_table.plan import Desk
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.likeness import birth_mark, one_slip_apart
from munhalsa.domain.swedish import search_key


class LikenessIndex:
    """Everybody in the store by birth date, and by name and unit; read when first needed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._born: dict[str, list[str]] = {}
        self._at: set[tuple[str, str]] = set()
        self._filled = False

    def is_like_another(
        self, identity: IdentityNumber, *, given: str, family: str, unit_id: str | None
    ) -> bool:
        """Whether somebody of that birth date or unit has the name; remembers the person too."""
        if not self._filled:
            self._fill()
        name = search_key(f"{family} {given}")
        same_day = self._born.setdefault(birth_mark(identity.value), [])
        found = any(one_slip_apart(name, other) for other in same_day)
        same_day.append(name)
        if unit_id is not None:
            found = found or (name, unit_id) in self._at
            self._at.add((name, unit_id))
        return found

    def _fill(self) -> None:
        self._filled = True
        everybody = self._desk.reader.exchange.names(
            day=self._desk.day, see_protected=self._desk.session.sees_protected
        )
        for known in everybody:
            name = search_key(f"{known.family_name} {known.given_name}")
            self._born.setdefault(birth_mark(known.number), []).append(name)
            if known.unit_id is not None:
                self._at.add((name, known.unit_id))
