"""Breakdowns of the quarterly report on paper: figures side by side, a row for each name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from munhalsa.application.report_forms import PaperTable, ReportPart
from munhalsa.application.report_table import shown
from munhalsa.application.report_words import BREAKDOWNS
from munhalsa.domain.metrics import NO_CERTIFICATE, OWN_HOME, UNKNOWN, Share
from munhalsa.domain.report import Breakdown, QuarterlyReport
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.visit_figures import Period

_COLUMNS_SAID = (
    "M1 intyg, M2 önskar, M3 fått munhälsobedömning och M4 fått nödvändig tandvård, båda under "
    "12 månader."
)
_SIDE_BY_SIDE = ("M1", "M2", "M3", "M4")


def breakdown_part(report: QuarterlyReport, breakdown: str) -> ReportPart | None:
    """M1 to M4 side by side for every row of a breakdown."""
    longest = {
        figure: periods[Period.ROLLING] for figure, periods in report.period_breakdowns.items()
    }
    columns = columns_of(report, {**report.breakdowns, **longest}, _SIDE_BY_SIDE, breakdown)
    rows = side_by_side(breakdown, columns)
    if not rows:
        return None
    left_out = None in columns
    notes = [_COLUMNS_SAID, "–: uppgiften saknas eller går inte att skydda."]
    return ReportPart(
        heading=f"Efter {BREAKDOWNS[breakdown].lower()}",
        tables=(
            PaperTable(
                heads=(BREAKDOWNS[breakdown], *_SIDE_BY_SIDE),
                shares=(0.52, 0.12, 0.12, 0.12, 0.12),
                rows=rows,
                words=1,
            ),
        ),
        notes=tuple(notes if left_out else notes[:1]) if breakdown == "unit" or left_out else (),
    )


def columns_of(
    report: QuarterlyReport,
    found: Mapping[str, Breakdown],
    figures: Sequence[str],
    breakdown: str,
) -> Sequence[tuple[Share, ...] | None]:
    """The rows of each figure; None where it is not known or could not be protected."""
    columns = [found.get(figure, {}).get(breakdown) for figure in figures]
    return [None if report.for_release and not rows else rows for rows in columns]


def side_by_side(
    breakdown: str, columns: Sequence[tuple[Share, ...] | None]
) -> tuple[tuple[str, ...], ...]:
    """A row a name, a cell a figure: 0 where a figure counts nobody, a dash where it is None."""
    names = {row.key: _row_name(breakdown, row) for rows in columns for row in rows or ()}
    if breakdown == "unit":
        names = dict(sorted(names.items(), key=_by_unit))
    counts = [
        None if rows is None else {row.key: str(shown(row.count)) for row in rows}
        for rows in columns
    ]
    return tuple(
        (name, *("–" if some is None else some.get(key, "0") for some in counts))
        for key, name in names.items()
    )


def _by_unit(unit: tuple[str, str]) -> tuple[bool, bool, str]:
    """Units by name; behind them own homes, then those that nobody knows."""
    key, name = unit
    return key == UNKNOWN, key == OWN_HOME, sort_key(name)


def _row_name(breakdown: str, row: Share) -> str:
    if breakdown == "ground" and row.key != NO_CERTIFICATE:
        return f"{row.key}: {row.name}"
    return row.name
