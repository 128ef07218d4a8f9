"""Protecting small numbers in a report that leaves the municipality (spec: metrics).

A count of 1-4 is hidden, and more counts with it until none of them can be worked out. What a
reader knows is taken to be: every count that is shown, the total of persons with a certificate
(always shown), that the three answers add up to it, that the rows of a breakdown add up to their
figure, that nobody wants an assessment (M2) without being counted in M1, how many of the age groups
are counted in the coverage, that ``<5`` is 1-4 and that what is withheld is 5 or more. A hidden
count is protected when another report agrees with all of this: one person counted in another hidden
row instead.

The headline figures are protected the same way where they would give a hidden count away: M2 where
one of the answers is small, T1 where those below its age are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from munhalsa.domain.metrics import UNKNOWN, Count, Coverage, Hidden, QuarterlyReport, Share, Wishes
from munhalsa.domain.rules import AgeGroup

HIGHEST_SMALL = 4
_ALL, _WANTING = "M1", "M2"
_AGE = "age"
_YES = "yes"


def protect(report: QuarterlyReport) -> QuarterlyReport:
    """The report for release; a breakdown that cannot be protected is left without rows."""
    if report.for_release:
        return report
    wishes = _protected_wishes(report.wishes)
    coverage = report.coverage
    breakdowns: dict[str, dict[str, tuple[Share, ...]]] = {_ALL: {}, _WANTING: {}}
    for name, rows in report.breakdowns[_ALL].items():
        columns = {_ALL: _counts(rows)}
        if not isinstance(wishes.yes, Hidden):
            columns[_WANTING] = _counts(report.breakdowns[_WANTING][name])
        known = _known_of_ages(coverage, report.age_groups) if name == _AGE else None
        table = _settled(_Table(columns=columns, ages=known))
        if name == _AGE and coverage is not None:
            coverage = _protected_coverage(coverage, table)
        for figure in (_ALL, _WANTING):
            shown = table.shown(figure)
            breakdowns[figure][name] = tuple(
                replace(row, count=shown[row.key])
                for row in report.breakdowns[figure][name]
                if row.key in shown
            )
    return replace(
        report, wishes=wishes, coverage=coverage, breakdowns=breakdowns, for_release=True
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
    """One breakdown: a column a figure, each with its true counts and what is hidden of them."""

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
        rows = [
            key
            for key, count in counts.items()
            if count > HIGHEST_SMALL and key not in self.hidden[figure]
        ]
        return sorted(rows, key=lambda key: (key == _YES, counts[key]))

    def is_protected(self, figure: str, key: str) -> bool:
        """Whether one person in or out of the row could go unseen."""
        return any(
            self._can_move(figures, origin=origin, goal=goal)
            for other in self.hidden[figure]
            if other != key
            for origin, goal in ((key, other), (other, key))
            for figures in ((figure,), tuple(self.columns))
        )

    def _can_move(self, figures: Sequence[str], *, origin: str, goal: str) -> bool:
        world = {figure: dict(counts) for figure, counts in self.columns.items()}
        for figure in figures:
            if not {origin, goal} <= self.hidden[figure]:
                return False
            for key, step in ((origin, -1), (goal, 1)):
                before = world[figure][key]
                world[figure][key] = before + step
                if not before + step or _is_small(before) is not _is_small(before + step):
                    return False
        return self._agrees(world, (origin, goal))

    def _agrees(self, world: Mapping[str, Mapping[str, int]], keys: Iterable[str]) -> bool:
        wanting = world.get(_WANTING, {})
        everybody = world.get(_ALL, {})
        if any(wanting.get(key, 0) > everybody.get(key, 0) for key in keys):
            return False
        return self.ages is None or self.ages.agrees(everybody)


def _settled(table: _Table) -> _Table:
    """The table with enough hidden; what cannot be protected is taken out of it."""
    failed = _hide_more(table)
    if failed is None:
        return table
    if failed == _ALL and table.ages is not None:
        return _settled(_Table(columns=table.columns))
    kept = {_ALL: table.columns[_ALL]} if failed == _WANTING else {}
    return _settled(_Table(columns=kept, ages=table.ages))


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
