"""A besöksdag: a day's visits to a unit, planned, confirmed, moved or cancelled (spec: records)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RoundState(StrEnum):
    """How far a round has come."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class RoundDeed(StrEnum):
    """What was done to a whole day."""

    MOVED = "moved"
    CANCELLED = "cancelled"


class Side(StrEnum):
    """Who moved or cancelled it."""

    PROVIDER = "provider"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A day at a unit; ``hygienist_id`` is the user, if the hygienist is one here.

    ``confirmed_on`` and ``confirmed_by``: by the unit, with ``staff`` set aside.
    """

    id: str
    version: int = 1
    unit_id: str
    day: date
    state: RoundState = RoundState.PLANNED
    hygienist: str | None = None
    hygienist_id: str | None = None
    confirmed_on: date | None = None
    confirmed_by: str | None = None
    staff: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundChange:
    """That a whole day was moved or cancelled; ``noticed_on`` is when the other side was told."""

    id: str
    version: int = 1
    unit_id: str
    round_id: str
    deed: RoundDeed
    by_side: Side
    noticed_on: date
    from_day: date
    to_day: date | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """That somebody is to be visited at a round; ``cancelled_on`` when it fell away."""

    id: str
    version: int = 1
    person_id: str
    round_id: str
    cancelled_on: date | None = None
    reason: str | None = None
