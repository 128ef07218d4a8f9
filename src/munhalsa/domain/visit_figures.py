"""What the visits of a year come to: M3, M4 and A1 to A3 (spec: metrics)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from munhalsa.domain.assessment import AssessmentOutcome, CareNeed
from munhalsa.domain.dates import months_before, months_ending_on
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.metrics import Count, CubeCell, Margins
from munhalsa.domain.quarter import Quarter

MONTHS = 12
"""How long the longest period is, ending on the quarter's last day."""
MONTHS_TO_CARE = 6
"""How soon a need of care should have been met (A3)."""

_CANCELLED = {AssessmentOutcome.CANCELLED_BY_PROVIDER, AssessmentOutcome.CANCELLED_BY_UNIT}


class Period(StrEnum):
    """The periods that the agreement could mean; each of them lies within the next."""

    QUARTER = "quarter"
    YEAR_TO_DATE = "year_to_date"
    ROLLING = "rolling_12_months"


_SHORTEST_FIRST = tuple(Period)


def period_days(quarter: Quarter) -> dict[Period, tuple[date, date]]:
    """First and last day of each period."""
    last = quarter.last_day
    return {
        Period.QUARTER: (quarter.first_day, last),
        Period.YEAR_TO_DATE: (date(quarter.year, 1, 1), last),
        Period.ROLLING: months_ending_on(last, MONTHS),
    }


class MarginCell(NamedTuple):
    """Persons with one value of one breakdown, by the shortest period that they count in.

    ``dimension`` is unit, ground, sex or year (of birth); ``value`` is text also for a year.
    """

    dimension: str
    value: str | None
    period: int
    persons: int


class VisitCell(NamedTuple):
    """Visits alike; ``cared``: necessary dental care was received within MONTHS_TO_CARE."""

    period: int
    outcome: str
    performed: bool
    staff_took_part: bool | None
    care_need: str | None
    cared: bool
    visits: int


class VisitLine(NamedTuple):
    """One visit that A2 counts, and A3 where it is performed."""

    id: str
    period: int
    outcome: str
    performed: bool
    care_need: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """Persons counted in each of the three periods (M3, M4)."""

    quarter: Count
    year_to_date: Count
    rolling_12_months: Count

    def of(self, period: Period) -> Count:
        """The count of one period."""
        count: Count = getattr(self, period.value)
        return count


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A1: of those who want an assessment (M2), how many got one in 12 months."""

    received: Count
    wanting: Count
    share: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A2: visits by outcome; tried are all but the cancelled.

    ``with_staff`` are the performed ones in which staff took part, ``staff_known`` those of which
    it is known whether they did.
    """

    outcomes: Mapping[str, int]
    tried: int
    performed: int
    with_staff: int
    staff_known: int
    staff_share: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """A3: performed assessments by the care need found.

    ``cared_for``: of those with a need, how many got care in time; None: no visits are imported.
    """

    none: int
    not_urgent: int
    urgent: int
    not_stated: int
    with_need: int
    cared_for: int | None


def first_days(quarter: Quarter) -> tuple[date, date, date]:
    """The first days of the quarter, the year and the 12 months: the bounds that queries take."""
    return (
        quarter.first_day,
        date(quarter.year, 1, 1),
        months_ending_on(quarter.last_day, MONTHS)[0],
    )


def year_before(day: date) -> date:
    """What is later than this lies in the 12 months that end on the day."""
    return months_before(day, MONTHS)


def margins_by_period(cells: Iterable[MarginCell]) -> dict[Period, Margins]:
    """The margins of each period; who counts in a shorter one counts in the longer ones too."""
    found = {period: Margins() for period in Period}
    for dimension, value, shortest, persons in cells:
        for period in _SHORTEST_FIRST[shortest:]:
            found[period].add(dimension, value, persons)
    return found


def periods_of(margins: Mapping[Period, Margins]) -> Periods:
    """How many persons each period counts."""
    return Periods(**{period.value: found.persons for period, found in margins.items()})


def received_of(cells: Sequence[CubeCell]) -> Received:
    """A1 of the persons with a certificate on the day."""
    wanting = sum(cell.count for cell in cells if cell.wants)
    received = sum(cell.count for cell in cells if cell.wants and cell.received)
    return Received(
        received=received,
        wanting=wanting,
        share=Fraction(received, wanting) if wanting else None,
    )


def reach_of(cells: Iterable[VisitCell]) -> dict[Period, Reach]:
    """A2 for each period."""
    return {period: _reach(found) for period, found in _by_period(cells).items()}


def needs_of(cells: Iterable[VisitCell], *, visits_known: bool) -> dict[Period, Needs]:
    """A3 for each period; without imported visits nobody knows who was cared for."""
    return {
        period: _needs(found, visits_known=visits_known)
        for period, found in _by_period(cells).items()
    }


def _by_period(cells: Iterable[VisitCell]) -> dict[Period, list[VisitCell]]:
    found: dict[Period, list[VisitCell]] = {period: [] for period in Period}
    for cell in cells:
        for period in _SHORTEST_FIRST[cell.period :]:
            found[period].append(cell)
    return found


def _reach(cells: Sequence[VisitCell]) -> Reach:
    outcomes: Counter[str] = Counter({outcome.value: 0 for outcome in AssessmentOutcome})
    for cell in cells:
        outcomes[cell.outcome] += cell.visits
    performed = [cell for cell in cells if cell.performed]
    done = sum(cell.visits for cell in performed)
    with_staff = sum(cell.visits for cell in performed if cell.staff_took_part)
    return Reach(
        outcomes=dict(outcomes),
        tried=sum(count for outcome, count in outcomes.items() if outcome not in _CANCELLED),
        performed=done,
        with_staff=with_staff,
        staff_known=sum(cell.visits for cell in performed if cell.staff_took_part is not None),
        staff_share=Fraction(with_staff, done) if done else None,
    )


def _needs(cells: Sequence[VisitCell], *, visits_known: bool) -> Needs:
    found: Counter[str | None] = Counter()
    cared = 0
    for cell in cells:
        if cell.performed:
            found[cell.care_need] += cell.visits
            cared += cell.visits if _is_needed(cell) and cell.cared else 0
    not_urgent, urgent = found[CareNeed.NOT_URGENT], found[CareNeed.URGENT]
    return Needs(
        none=found[CareNeed.NONE],
        not_urgent=not_urgent,
        urgent=urgent,
        not_stated=found[None],
        with_need=not_urgent + urgent,
        cared_for=cared if visits_known else None,
    )


def _is_needed(cell: VisitCell) -> bool:
    return cell.care_need in (CareNeed.NOT_URGENT, CareNeed.URGENT)
