"""Two changed one record from the same beginning: what goes together, and what somebody chooses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that both have given another value."""

    field: str
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class BothChanges:
    """``values`` where only one has changed a field, or both alike; of a clash theirs."""

    values: Mapping[str, Any]
    clashes: tuple[Clash, ...]


def both_changes(
    *, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> BothChanges:
    """Field by field, each mapping with the same fields."""
    values = {
        field: mine[field] if theirs[field] == value else theirs[field]
        for field, value in base.items()
    }
    clashes = tuple(
        Clash(field=field, mine=mine[field], theirs=theirs[field])
        for field, value in base.items()
        if mine[field] != value and theirs[field] not in (value, mine[field])
    )
    return BothChanges(values=values, clashes=clashes)
