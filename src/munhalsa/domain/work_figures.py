"""What training and deviations come to: M5 to M7 and K1 to K3 (spec: metrics)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from munhalsa.domain.deviation import Direction
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.metrics import Count
from munhalsa.domain.swedish import search_key
from munhalsa.domain.training import Issuer
from munhalsa.domain.unit_training import UnitTraining

WRONG_UNIT, DECLINED = "wrong_unit", "declined_at_visit"
DEVIATION_FIGURES = {"M6": WRONG_UNIT, "M7": DECLINED}


class SessionFacts(NamedTuple):
    """A session that was held, as many as took part, and the units it was for."""

    id: str
    kind: str
    hundredths: int
    participants: int
    units: tuple[str, ...]


class DeviationFacts(NamedTuple):
    """As much of a deviation as is counted."""

    id: str
    day: date
    direction: str
    category: str
    person_id: str | None
    failure: bool
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingHeld:
    """M5: sessions of care staff; the agreement's hours can be either of the two."""

    sessions: int
    participants: int
    session_hours: Decimal
    participant_hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationCount:
    """M6 and M7: how many persons, and how many deviations (some name nobody)."""

    persons: int
    deviations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """A row of K1; ``name`` is the category in words, ``reasons`` those given, each once."""

    direction: Direction
    category: str
    name: str
    count: Count
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedUnits:
    """K2: the units active on the day; ``missing`` are the names of those without training."""

    units: int
    trained: int
    share: Fraction | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedIssuers:
    """K3: distinct issuers who attended since 1 January, and how many are active on the day."""

    trained: int
    active: int


def training_held(sessions: Sequence[SessionFacts]) -> TrainingHeld:
    """M5; a session for several units counts once."""
    return TrainingHeld(
        sessions=len(sessions),
        participants=sum(one.participants for one in sessions),
        session_hours=Decimal(sum(one.hundredths for one in sessions)) / 100,
        participant_hours=Decimal(sum(one.hundredths * one.participants for one in sessions)) / 100,
    )


def sessions_by_unit(sessions: Iterable[SessionFacts]) -> Counter[str]:
    """At how many sessions each unit's staff were trained."""
    return Counter(unit for one in sessions for unit in one.units)


def deviation_count(deviations: Iterable[DeviationFacts], category: str) -> DeviationCount:
    """M6 or M7."""
    found = [one for one in deviations if one.category == category]
    people = {one.person_id for one in found if one.person_id is not None}
    return DeviationCount(persons=len(people), deviations=len(found))


def failures_of(
    deviations: Iterable[DeviationFacts],
    *,
    called: Callable[[str, Direction], str],
    with_reasons: bool,
) -> tuple[Failures, ...]:
    """K1 by direction and category, those most often first; ``called`` gives a category's name."""
    found: dict[tuple[str, str], list[DeviationFacts]] = defaultdict(list)
    for one in deviations:
        if one.failure:
            found[one.direction, one.category].append(one)
    ordered = sorted(found.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    return tuple(
        Failures(
            direction=Direction(direction),
            category=category,
            name=called(category, Direction(direction)),
            count=len(rows),
            reasons=_reasons(rows) if with_reasons else (),
        )
        for (direction, category), rows in ordered
    )


def _reasons(rows: Iterable[DeviationFacts]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.reason for row in rows if row.reason))


def trained_units(wheel: Sequence[UnitTraining]) -> TrainedUnits:
    """K2 of the units active on the day, in name order."""
    missing = tuple(unit.name for unit in wheel if not unit.is_trained)
    trained = len(wheel) - len(missing)
    return TrainedUnits(
        units=len(wheel),
        trained=trained,
        share=Fraction(trained, len(wheel)) if wheel else None,
        missing=missing,
    )


def trained_issuers(
    attended: Iterable[tuple[str | None, str]],
    issuers: Collection[Issuer],
    day: date,
    *,
    others_count: bool = True,
) -> TrainedIssuers:
    """K3 of (issuer's id, name) of everybody who attended.

    Somebody only named is the issuer of that name, or else counted by the name; without
    ``others_count`` nobody is who is not among the issuers.
    """
    known = {search_key(one.name): one.id for one in issuers}
    trained = {issuer or known.get(search_key(name), search_key(name)) for issuer, name in attended}
    if not others_count:
        trained &= {one.id for one in issuers}
    return TrainedIssuers(trained=len(trained), active=sum(is_active(one, day) for one in issuers))


def is_active(issuer: Issuer, day: date) -> bool:
    """Whether somebody is an issuer on the day."""
    return (issuer.from_day is None or issuer.from_day <= day) and (
        issuer.to_day is None or issuer.to_day >= day
    )
