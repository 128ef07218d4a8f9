"""A besöksdag: a day's visits to a unit, planned, confirmed, moved or cancelled (spec: records)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from munhalsa.domain.dates import EARLIEST, add_months, months_before
from munhalsa.domain.deviation import Direction
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit

MONTHS_AHEAD = 24
"""So far ahead a day may be planned: further is a mistyped year."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPractice:
    """What the municipality has set: when a changed day is a deviation, and when it recurs.

    ``notice_days``: told so long before, it is no deviation. ``repeated``: so many changes by the
    provider at one unit within ``repeated_months`` are repeatedly cancelled.
    """

    notice_days: int = 14
    repeated: int = 2
    repeated_months: int = 12


class Offered(NamedTuple):
    """The deviation that a changed day is: who reports it, and its category's code."""

    direction: Direction
    category: str


def notice_days(change: RoundChange) -> int:
    """How many days before the visit the other side was told; never below 0."""
    return max(0, (change.from_day - change.noticed_on).days)


def deviation_of(
    change: RoundChange, earlier: Iterable[RoundChange], practice: RoundPractice
) -> Offered | None:
    """What deviation the change is, if it is one; ``earlier`` are other changes at the unit."""
    if change.by_side is Side.UNIT:
        late = notice_days(change) < practice.notice_days
        return Offered(Direction.TO_MUNICIPALITY, "staff_absent") if late else None
    if is_repeated(change, earlier, practice):
        return Offered(Direction.TO_PROVIDER, "assessment_repeatedly_cancelled")
    if notice_days(change) < practice.notice_days:
        return Offered(Direction.TO_PROVIDER, "assessment_not_done")
    return None


def is_repeated(
    change: RoundChange, earlier: Iterable[RoundChange], practice: RoundPractice
) -> bool:
    """Whether the provider has changed its days at the unit once too often."""
    since = months_before(change.from_day, practice.repeated_months)
    alike = {change.id} | {
        one.id
        for one in earlier
        if one.by_side is Side.PROVIDER and since < one.from_day <= change.from_day
    }
    return change.by_side is Side.PROVIDER and len(alike) >= practice.repeated


def check_day(unit: Unit, day: date, *, today: date) -> None:
    """Refuse a day on which the unit receives no visits."""
    if not EARLIEST <= day <= add_months(today, MONTHS_AHEAD):
        raise Rejected(
            "round_day_invalid",
            "Besöksdagen ligger för långt fram eller för långt bak. Kontrollera datumet.",
            field="date",
        )
    if unit.no_visits_until is not None and day <= unit.no_visits_until:
        raise Rejected(
            "no_visits",
            f"Enheten tar inte emot besök till och med {unit.no_visits_until}. Välj en senare dag.",
            field="date",
        )
    if not unit.is_active_on(day):
        raise Rejected(
            "unit_not_active",
            "Enheten är inte aktiv den dagen. Välj en annan dag eller en annan enhet.",
            field="unit",
        )


def check_planned(one: Round) -> None:
    """Refuse to change a day that has been held or called off."""
    if one.state is RoundState.PLANNED:
        return
    words = "hållen" if one.state is RoundState.HELD else "inställd"
    raise Rejected(
        "round_is_over",
        f"Besöksdagen är redan {words}. Ångra det först, från enhetens historik.",
        field="round",
    )


def check_held(one: Round, *, today: date) -> None:
    """Refuse to call a day held before it has come."""
    if one.day > today:
        raise Rejected(
            "round_in_future",
            "Besöksdagen har inte varit än. Den kan noteras som hållen när dagen är här.",
            field="round",
        )


def check_noticed(noticed_on: date, *, today: date) -> None:
    """Refuse that somebody will be told."""
    if noticed_on > today:
        raise Rejected(
            "noticed_in_future",
            "Dagen för beskedet ligger framåt i tiden. Ange när beskedet kom.",
            field="notice",
        )
