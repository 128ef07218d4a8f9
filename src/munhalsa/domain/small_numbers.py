"""Protecting small numbers in a report that leaves the municipality (spec: metrics).

A count of 1-4 in a breakdown is hidden, and more counts with it until none of them can be worked
out. What a reader knows is taken to be: every count that is shown, the figures themselves (always
shown), that the three answers of M2 add up to M1, that the rows of a breakdown add up to their
figure, that nobody wants an assessment (M2) without being counted in M1, that who counts in a
period (M3, M4) counts in every longer one, how many of the age groups are counted in the coverage,
that ``<5`` is 1-4 and that what is withheld is 5 or more. A hidden count is protected when another
report agrees with all of this: one person counted in another hidden row instead.

The headline figures are protected the same way where they would give a hidden count away: M2 where
one of the answers is small, T1 where those below its age are few. What would tell of few persons in
ways of its own is left out whole: the breakdown of A1, a period of A2 or A3 with a small count, the
lists D0 to D8, and the reasons of K1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from munhalsa.domain.assessment import AssessmentOutcome
from munhalsa.domain.metrics import (
    DIMENSIONS,
    UNKNOWN,
    Count,
    Coverage,
    Hidden,
    Share,
    Wishes,
)
from munhalsa.domain.report import Breakdown, QuarterlyReport
from munhalsa.domain.rules import AgeGroup
from munhalsa.domain.visit_figures import Needs, Period, Reach, Received
from munhalsa.domain.work_figures import DEVIATION_FIGURES, Failures

HIGHEST_SMALL = 4
_ALL, _WANTING = "M1", "M2"
_AGE = "age"
_YES = "yes"


def protect(report: QuarterlyReport) -> QuarterlyReport:
    """The report for release; a breakdown that cannot be protected is left without rows."""
    if report.for_release:
        return report
    wishes = _protected_wishes(report.wishes)
    held, coverage = _certificates(report, wishes)
    periods = {figure: _periods(found) for figure, found in report.period_breakdowns.items()}
    single = {
        figure: _alone(found)
        for figure, found in report.breakdowns.items()
        if figure in ("M5", *report.deviations)
    }
    return replace(
        report,
        wishes=wishes,
        coverage=coverage,
        received=_protected_received(report.received, wishes),
        reach={period: one for period, one in report.reach.items() if not _few(_of_reach(one))},
        needs={period: one for period, one in report.needs.items() if not _few(_of_needs(one))},
        failures=_protected_failures(report),
        waiting=dict.fromkeys(report.waiting),
        breakdowns={
            **held,
            **{figure: found[Period.QUARTER] for figure, found in periods.items()},
            **single,
            **{figure: dict.fromkeys(DIMENSIONS, ()) for figure in ("A1", *report.waiting)},
        },
        period_breakdowns=periods,
        for_release=True,
    )


def _certificates(
    report: QuarterlyReport, wishes: Wishes
) -> tuple[dict[str, Breakdown], Coverage | None]:
    """The breakdowns of M1 and M2, and T1, which tells something of the ages."""
    coverage = report.coverage
    found: dict[str, dict[str, tuple[Share, ...]]] = {_ALL: {}, _WANTING: {}}
    for name, rows in report.breakdowns[_ALL].items():
        columns = {_ALL: _counts(rows)}
        if not isinstance(wishes.yes, Hidden):
            columns[_WANTING] = _counts(report.breakdowns[_WANTING][name])
        known = _known_of_ages(coverage, report.age_groups) if name == _AGE else None
        table = _settled(_Table(columns=columns, ages=known))
        if name == _AGE and coverage is not None:
            coverage = _protected_coverage(coverage, table)
        for figure in (_ALL, _WANTING):
            found[figure][name] = _as_shown(report.breakdowns[figure][name], table, figure)
    return dict(found), coverage


def _periods(found: Mapping[Period, Breakdown]) -> dict[Period, Breakdown]:
    """The breakdowns of three periods, each of which lies within the next."""
    longest_first = tuple(reversed(Period))
    shown: dict[Period, dict[str, tuple[Share, ...]]] = {period: {} for period in Period}
    for name in found[Period.QUARTER]:
        columns = {period.value: _counts(found[period][name]) for period in longest_first}
        table = _settled(_Table(columns=columns))
        for period in Period:
            shown[period][name] = _as_shown(found[period][name], table, period.value)
    return dict(shown)


def _alone(found: Breakdown) -> Breakdown:
    """The breakdowns of a figure that no other tells of."""
    return {
        name: _as_shown(rows, _settled(_Table(columns={name: _counts(rows)})), name)
        for name, rows in found.items()
    }


def _as_shown(rows: Iterable[Share], table: _Table, figure: str) -> tuple[Share, ...]:
    shown = table.shown(figure)
    return tuple(replace(row, count=shown[row.key]) for row in rows if row.key in shown)


def _protected_received(received: Received, wishes: Wishes) -> Received:
    """A1, which would tell how many want an assessment where that is hidden."""
    if not isinstance(wishes.yes, Hidden):
        return received
    return Received(received=Hidden.WITHHELD, wanting=wishes.yes, share=None)


def _of_reach(reach: Reach) -> Iterable[int]:
    """The rows, and what is left between two numbers that are told."""
    partly = reach.performed - reach.outcomes[AssessmentOutcome.PERFORMED]
    return (
        *reach.outcomes.values(),
        partly,
        reach.outcomes[AssessmentOutcome.PARTLY_PERFORMED] - partly,
        reach.with_staff,
        reach.performed - reach.with_staff,
        reach.staff_known - reach.with_staff,
        reach.performed - reach.staff_known,
    )


def _of_needs(needs: Needs) -> Iterable[int]:
    found = (needs.none, needs.not_urgent, needs.urgent, needs.not_stated)
    if needs.cared_for is None:
        return found
    return (*found, needs.cared_for, needs.with_need - needs.cared_for)


def _few(counts: Iterable[int]) -> bool:
    return any(_is_small(count) for count in counts)


def _protected_failures(report: QuarterlyReport) -> tuple[Failures, ...]:
    """K1 without reasons; none of it where M6 or M7 tell what a hidden row must be."""
    single = {
        category
        for figure, category in DEVIATION_FIGURES.items()
        if report.deviations[figure].deviations == 1
    }
    if any(row.category in single for row in report.failures):
        return ()
    return tuple(
        replace(row, reasons=(), count=Hidden.SMALL)
        if not isinstance(row.count, Hidden) and _is_small(row.count)
        else replace(row, reasons=())
        for row in report.failures
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _AgesKnown:
    """What T1 tells of the age groups: how many are counted, of which groups wholly or in part."""

    certificates: int
    whole: frozenset[str]
    part: frozenset[str]

    def agrees(self, counts: Mapping[str, int]) -> bool:
        """Whether persons so divided by age can be what T1 counts."""
        least = sum(count for key, count in counts.items() if key in self.whole)
        most = least + sum(count for key, count in counts.items() if key in self.part)
        return least <= self.certificates <= most


@dataclass(slots=True, kw_only=True)
class _Table:
    """One breakdown: a column a figure, each with its true counts and what is hidden of them.

    Whoever counts in a column counts in every column before it.
    """

    columns: dict[str, dict[str, int]]
    ages: _AgesKnown | None = None
    hidden: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.hidden = {
            figure: {key for key, count in counts.items() if _is_small(count)}
            for figure, counts in self.columns.items()
        }

    def shown(self, figure: str) -> dict[str, Count]:
        """What stands in the column; nothing where the whole column is left out."""
        return {
            key: _sign(count) if key in self.hidden[figure] else count
            for key, count in self.columns.get(figure, {}).items()
        }

    def open_candidates(self, figure: str) -> list[str]:
        """Rows that can be hidden too, the smallest first."""
        counts = self.columns[figure]
        rows = [key for key in counts if key not in self.hidden[figure]]
        return sorted(rows, key=lambda key: (key == _YES, counts[key]))

    def is_protected(self, figure: str, key: str) -> bool:
        """Whether one person in or out of the row could go unseen."""
        groups = [group for group in self._groups() if figure in group]
        return any(
            self._can_move(figures, origin=origin, goal=goal)
            for other in self.hidden[figure]
            if other != key
            for origin, goal in ((key, other), (other, key))
            for figures in groups
        )

    def _groups(self) -> Iterable[tuple[str, ...]]:
        """The columns that one person can be counted in together: fewest first."""
        names = tuple(self.columns)
        for size in range(1, len(names) + 1):
            yield from combinations(names, size)

    def _can_move(self, figures: Sequence[str], *, origin: str, goal: str) -> bool:
        steps = {origin: -1, goal: 1}
        for figure in figures:
            if not {origin, goal} <= self.hidden[figure]:
                return False
            for key, step in steps.items():
                before = self.columns[figure][key]
                if _is_small(before) is not _is_small(before + step):
                    return False
        return self._agrees(figures, steps)

    def _agrees(self, moved: Sequence[str], steps: Mapping[str, int]) -> bool:
        """Whether each column is still within the one before it, and the ages are as T1 tells."""

        def count(figure: str, key: str) -> int:
            return self.columns[figure].get(key, 0) + (steps[key] if figure in moved else 0)

        for outer, inner in pairwise(self.columns):
            if any(count(inner, key) > count(outer, key) for key in steps):
                return False
        if self.ages is None:
            return True
        return self.ages.agrees({**self.columns[_ALL], **{key: count(_ALL, key) for key in steps}})


def _settled(table: _Table) -> _Table:
    """The table with enough hidden; what cannot be protected is taken out of it."""
    failed = _hide_more(table)
    if failed is None:
        return table
    names = list(table.columns)
    kept = names[: names.index(failed)]
    if not kept and table.ages is not None:
        return _settled(_Table(columns=table.columns))
    return _settled(_Table(columns={name: table.columns[name] for name in kept}, ages=table.ages))


def _hide_more(table: _Table) -> str | None:
    """Hide until every hidden count is protected; the figure for which that fails, if any."""
    while True:
        bare = [
            (figure, key)
            for figure in table.columns
            for key in sorted(table.hidden[figure])
            if not table.is_protected(figure, key)
        ]
        if not bare:
            return None
        figure, key = bare[0]
        if not _hide_one(table, figure, key):
            return figure


def _hide_one(table: _Table, figure: str, key: str) -> bool:
    """Hide the smallest row that protects this one, in its column or, failing that, in all."""
    for candidate in table.open_candidates(figure):
        for figures in ((figure,), tuple(table.columns)):
            before = {name: set(rows) for name, rows in table.hidden.items()}
            for name in figures:
                if table.columns[name].get(candidate):
                    table.hidden[name].add(candidate)
            if table.is_protected(figure, key):
                return True
            table.hidden = before
    return False


def _protected_wishes(wishes: Wishes) -> Wishes:
    """The answers with the small ones hidden, and one more; all of them where that is no help."""
    answers = {_YES: wishes.yes, "no": wishes.no, "not_asked": wishes.not_asked}
    counts = {key: count for key, count in answers.items() if not isinstance(count, Hidden)}
    table = _Table(columns={"answers": counts})
    if _hide_more(table) is not None:
        return Wishes(yes=Hidden.WITHHELD, no=Hidden.WITHHELD, not_asked=Hidden.WITHHELD)
    return Wishes(**table.shown("answers"))


def _known_of_ages(coverage: Coverage | None, groups: Iterable[AgeGroup]) -> _AgesKnown | None:
    if coverage is None or isinstance(coverage.certificates, Hidden):
        return None
    base = coverage.lowest_age
    reaching = [row for row in groups if row.highest is None or row.highest >= base]
    whole = {row.key for row in reaching if row.lowest is not None and row.lowest >= base}
    return _AgesKnown(
        certificates=coverage.certificates,
        whole=frozenset(whole),
        part=frozenset(row.key for row in reaching) - whole,
    )


def _protected_coverage(coverage: Coverage, table: _Table) -> Coverage:
    """T1 without what would give a hidden age group away."""
    ages = table.shown(_ALL)
    unknown = ages.get(UNKNOWN, 0) if ages else Hidden.WITHHELD
    if table.ages is not None:
        return replace(coverage, unknown_age=unknown)
    return replace(
        coverage,
        certificates=Hidden.WITHHELD,
        share=None,
        missing_to_target=Hidden.WITHHELD,
        unknown_age=unknown,
    )


def _counts(rows: Iterable[Share]) -> dict[str, int]:
    return {row.key: row.count for row in rows if not isinstance(row.count, Hidden)}


def _is_small(count: int) -> bool:
    return 0 < count <= HIGHEST_SMALL


def _sign(count: int) -> Hidden:
    return Hidden.SMALL if _is_small(count) else Hidden.WITHHELD
