"""Finding a unit by what a table calls it: code, name or a name it had before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit, UnitName


def folded(text: str) -> str:
    """The same for names and codes that differ only in case and spaces."""
    return " ".join(text.casefold().split())


class UnitIndex:
    """Every unit by code, name and former name; takes in new ones as they are planned."""

    def __init__(self, units: Iterable[Unit], names: Iterable[UnitName]) -> None:
        self.by_id: dict[str, Unit] = {}
        self._codes: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._former: dict[str, list[str]] = {}
        for unit in units:
            self.put(unit)
        for name in names:
            self._former.setdefault(folded(name.name), []).append(name.unit_id)

    def put(self, unit: Unit) -> None:
        """A new unit, or other values for one; what it was called stays a way to find it."""
        old = self.by_id.get(unit.id)
        if old is not None and folded(old.name) != folded(unit.name):
            self._names[folded(old.name)].remove(unit.id)
            self._former.setdefault(folded(old.name), []).append(unit.id)
        if old is None or folded(old.name) != folded(unit.name):
            self._names.setdefault(folded(unit.name), []).append(unit.id)
        self.by_id[unit.id] = unit
        if unit.code is not None:
            self._codes[folded(unit.code)] = unit.id

    def with_code(self, code: str) -> Unit | None:
        """The unit that has the code."""
        found = self._codes.get(folded(code))
        return None if found is None else self.by_id[found]

    def named(self, name: str) -> list[Unit]:
        """Units of that name; those that had it before only where none has it now."""
        key = folded(name)
        ids = self._names.get(key) or self._former.get(key) or []
        return [self.by_id[each] for each in dict.fromkeys(ids)]

    def find(self, text: str, *, day: date, heading: str) -> Unit | None:
        """The unit by code or name; of several of a name, the only one active on the day.

        Rejected('unit_ambiguous') when there is more than one such.
        """
        unit = self.with_code(text)
        return unit if unit is not None else self.find_named(text, day=day, heading=heading)

    def find_named(self, text: str, *, day: date, heading: str) -> Unit | None:
        """The same for what can only be a name."""
        units = self.named(text)
        if len(units) > 1:
            units = [unit for unit in units if unit.is_active_on(day)] or units
        if len(units) > 1:
            raise Rejected(
                "unit_ambiguous",
                "Flera enheter har det namnet. Skriv enhetskoden i stället.",
                field=heading,
            )
        return units[0] if units else None

    def depends_on_day(self, text: str) -> bool:
        """Whether several units share the name, so that the day decides which one is meant."""
        return self.with_code(text) is None and len(self.named(text)) > 1
