"""Uppföljning: the report of a quarter beside those before it, and what could be counted otherwise.

The main report is computed as for every other output; of the quarters beside it only the values are
kept, and each is asked for by itself, so that nobody waits for eight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from munhalsa.application.close_quarter import FrozenQuarter, frozen_quarter
from munhalsa.application.context import Context
from munhalsa.application.figure_records import Row
from munhalsa.application.find_records import the_municipality
from munhalsa.application.ports import PersonLine
from munhalsa.application.quarterly_report import (
    WAITING_FIGURES,
    check_has_begun,
    coverage_on,
    lowest_age_on,
    quarterly_report,
    report_of,
)
from munhalsa.application.report_table import Value, figure_values
from munhalsa.application.report_words import BREAKDOWNS, PERIODS
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.metrics import Count, Coverage
from munhalsa.domain.person import Person
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.visit_figures import Period

QUARTERS_SHOWN = 8
_AT_A_TIME = 1000
_PERIOD_FIGURES = frozenset({"M3", "M4"})
_BREAKDOWN_OF = {words: code for code, words in BREAKDOWNS.items()}
_PERIOD_OF = {words: period for period, words in PERIODS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The one number of a figure; None where it is not known. ``share``: of one, not a count."""

    value: Fraction | int | None
    share: bool = False


Key = tuple[str, str]
"""The breakdown in words (empty for the figure as a whole) and the key of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A quarter to compare with: the headline of each figure, and the value of each row."""

    quarter: Quarter
    headlines: Mapping[str, Headline]
    values: Mapping[str, Mapping[Key, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A quarter as it is shown; ``frozen`` if it is closed.

    ``other_coverage`` is T1 counted by the other base of age that the agreement can be read as.
    """

    report: QuarterlyReport
    beside: Beside
    frozen: FrozenQuarter | None
    other_coverage: Coverage | None


def follow_up(context: Context, quarter: Quarter) -> FollowUp:
    """The quarter's report, by itself; a quarter to come is refused."""
    report = quarterly_report(context, quarter)
    return FollowUp(
        report=report,
        beside=_beside(report),
        frozen=frozen_quarter(context, quarter),
        other_coverage=_other_coverage(context, quarter),
    )


def beside(context: Context, quarter: Quarter) -> Beside:
    """The values of another quarter, to compare with."""
    context.require(Permission.SEE_FIGURES)
    check_has_begun(context, quarter)
    with context.read(Permission.SEE_FIGURES) as reader:
        return _beside(report_of(context, reader, quarter))


def seen_behind(context: Context, ids: Sequence[str]) -> Sequence[str]:
    """Those of the persons behind a figure whom this user may see, in the order of the ids."""
    context.require(Permission.SEE_PERSONS)
    sees = context.session.sees_protected
    seen: list[str] = []
    for first in range(0, len(ids), _AT_A_TIME):
        some = ids[first : first + _AT_A_TIME]
        with context.read() as reader:
            known = {one.id for one in reader.find(Person, id=some) if sees or not one.is_protected}
        seen += [one for one in some if one in known]
    return seen


def persons_behind(context: Context, ids: Sequence[str]) -> Sequence[PersonLine]:
    """Those persons as a list shows them, in the order of the ids."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        return reader.persons.lines(
            ids, day=context.today, see_protected=context.session.sees_protected
        )


def quarters_to_choose(today: date, *, years: int = 6) -> Sequence[Quarter]:
    """The quarter that runs and those before it, the newest first."""
    quarters = [Quarter.of(today)]
    while len(quarters) < years * 4:
        quarters.append(quarters[-1].previous)
    return quarters


def quarters_beside(quarter: Quarter) -> Sequence[Quarter]:
    """The quarters before it that are shown with it, the newest first."""
    quarters = [quarter.previous]
    while len(quarters) < QUARTERS_SHOWN - 1:
        quarters.append(quarters[-1].previous)
    return quarters


def is_list(figure: str) -> bool:
    """Whether the figure counts a list of those who wait (D0 to D8)."""
    return figure in WAITING_FIGURES


def row_of(figure: str, value: Value) -> Row:
    """The row of a figure's records that a value counts."""
    words, _, of_period = value.breakdown.partition(", ")
    period = _PERIOD_OF.get(of_period, Period.QUARTER)
    if words:
        return Row(period=period, breakdown=_BREAKDOWN_OF[words], key=value.key)
    if figure == "M2":
        return Row(answer=value.key)
    if figure in _PERIOD_FIGURES and value.key in set(Period):
        return Row(period=Period(value.key))
    return Row()


def headlines(report: QuarterlyReport) -> Mapping[str, Headline]:
    """The one number of each figure."""
    coverage = report.coverage
    return {
        "M1": _count(report.with_certificate),
        "M2": _count(report.wishes.yes),
        "M3": _count(report.assessed.quarter),
        "M4": _count(None if report.cared_for is None else report.cared_for.quarter),
        "M5": _count(report.training.sessions),
        **{figure: _count(found.persons) for figure, found in report.deviations.items()},
        "K1": _count(sum(row.count for row in report.failures if isinstance(row.count, int))),
        "K2": Headline(value=report.trained_units.share, share=True),
        "K3": _count(report.trained_issuers.trained),
        "T1": Headline(value=None if coverage is None else coverage.share, share=True),
        "A1": Headline(value=report.received.share, share=True),
        "A2": _count(report.reach[Period.QUARTER].tried),
        "A3": _count(report.needs[Period.QUARTER].with_need),
        **{figure: _count(count) for figure, count in report.waiting.items()},
    }


def _count(count: Count | None) -> Headline:
    return Headline(value=count if isinstance(count, int) else None)


def _beside(report: QuarterlyReport) -> Beside:
    return Beside(
        quarter=report.quarter,
        headlines=headlines(report),
        values={
            figure.id: {
                (value.breakdown, value.key): value for value in figure_values(report, figure.id)
            }
            for figure in report.definitions
        },
    )


def _other_coverage(context: Context, quarter: Quarter) -> Coverage | None:
    if context.session.units_for(Permission.SEE_FIGURES) is not None:
        return None
    day = quarter.last_day
    with context.read(Permission.SEE_FIGURES) as reader:
        base = context.rules.coverage_target_on(day).base_age
        chosen = lowest_age_on(context, reader, day)
        return coverage_on(
            context,
            reader,
            day,
            the_municipality(reader).id,
            reader.figures.reached_cube(day),
            lowest_age=base + 1 if chosen == base else base,
        )
