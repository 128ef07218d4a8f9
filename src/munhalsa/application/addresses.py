"""Where somebody lives and where their post goes, as it is written on paper."""

from __future__ import annotations

import re

from munhalsa.domain.person import Residence
from munhalsa.domain.unit import Unit

_LINES = re.compile(r"\s*[,\n]\s*")


def city_line(postal_code: str | None, city: str | None) -> str | None:
    """Postal code and city as one line; None where both are missing."""
    return " ".join(part for part in (postal_code, city) if part) or None


def residence_text(home: Residence | None, unit: Unit | None) -> str | None:
    """The home on one line: a housing with room, or the own address."""
    if home is None:
        return None
    housing = unit is not None and unit.type.is_housing
    name = unit.name if unit is not None and (housing or home.street is None) else None
    parts = (name, home.room, *_own_or_units(home, unit))
    return ", ".join(part for part in parts if part) or None


def postal_lines(home: Residence | None, unit: Unit | None) -> tuple[str, ...]:
    """The lines below the name on an envelope; empty where no address is known."""
    if home is None:
        return ()
    name = unit.name if unit is not None and unit.type.is_housing else None
    return tuple(line for line in (name, *_own_or_units(home, unit)) if line)


def lines_of(address: str | None) -> tuple[str, ...]:
    """An address that was written in one field, as lines."""
    return tuple(line for line in _LINES.split((address or "").strip()) if line)


def _own_or_units(home: Residence, unit: Unit | None) -> tuple[str | None, ...]:
    """The own address, else the housing's; the office of home care is no address of anybody's."""
    if home.street is None and unit is not None:
        if not unit.type.is_housing:
            return ()
        return (unit.street, city_line(unit.postal_code, unit.city))
    care_of = f"c/o {home.care_of}" if home.care_of else None
    return (care_of, home.street, city_line(home.postal_code, home.city))
