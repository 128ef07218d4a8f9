"""Persons who may be in the store, or earlier in the file, under another number."""

from __future__ import annotations

from typing import NamedTuple

from munhalsa.application.import_table.plan import ConflictKind, Desk, Sheet
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.likeness import birth_mark, one_slip_apart
from munhalsa.domain.swedish import search_key

_Who = str | int


class NewPerson(NamedTuple):
    """Somebody whom a row brings, with the unit lived at."""

    row: int
    identity: IdentityNumber
    given_name: str
    family_name: str
    unit_id: str | None


class LikenessIndex:
    """Everybody in the store by birth date, and by name and unit; read when first needed.

    Somebody in the store is known by the id, somebody of the file by the row.
    """

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._sheet = sheet
        self._born: dict[str, list[tuple[str, _Who]]] = {}
        self._at: dict[tuple[str, str], list[_Who]] = {}
        self._filled = False

    def contest(self, one: NewPerson) -> None:
        """Something to decide about, if somebody of that birth date or unit has the name."""
        found = self._like(one)
        if not found:
            return
        rows = tuple(who for who in found if isinstance(who, int))
        persons = tuple(who for who in found if isinstance(who, str))
        self._sheet.contest(one.row, ConflictKind.LIKENESS, persons=persons, rows=rows)
        with_whom = "Jämför dem." if persons else f"Jämför med rad {rows[0]} i filen."
        self._sheet.warn(
            one.row,
            "possible_duplicate",
            "Personen kan redan finnas under ett annat nummer: någon med samma födelsedatum eller "
            f"boende har nästan samma namn. {with_whom}",
            column=self._desk.headings["identity"],
        )

    def _like(self, one: NewPerson) -> list[_Who]:
        """Those who are like the person, who is remembered too."""
        if not self._filled:
            self._fill()
        name = search_key(f"{one.family_name} {one.given_name}")
        same_day = self._born.setdefault(birth_mark(one.identity.value), [])
        found = [who for other, who in same_day if one_slip_apart(name, other)]
        same_day.append((name, one.row))
        if one.unit_id is not None:
            same_unit = self._at.setdefault((name, one.unit_id), [])
            found += same_unit
            same_unit.append(one.row)
        return list(dict.fromkeys(found))

    def _fill(self) -> None:
        self._filled = True
        everybody = self._desk.reader.exchange.names(
            day=self._desk.day, see_protected=self._desk.session.sees_protected
        )
        for known in everybody:
            name = search_key(f"{known.family_name} {known.given_name}")
            self._born.setdefault(birth_mark(known.number), []).append((name, known.id))
            if known.unit_id is not None:
                self._at.setdefault((name, known.unit_id), []).append(known.id)
