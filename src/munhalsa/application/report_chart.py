"""Charts of the quarterly report on paper: as many bars as a table beside has rows."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.application.report_forms import BarChart, ChartBar
from munhalsa.application.report_table import shown
from munhalsa.application.report_words import PERIODS
from munhalsa.domain.metrics import Count, Hidden
from munhalsa.domain.report import QuarterlyReport


def chart_of(report: QuarterlyReport, heading: str) -> BarChart | None:
    """The chart beside the tables of a part; None where it has none."""
    wishes = report.wishes
    if heading == "Intyg och önskemål":
        counts = [
            ("Önskar", wishes.yes),
            ("Önskar inte", wishes.no),
            ("Inte tillfrågad", wishes.not_asked),
        ]
        return bar_chart("Svar bland personer med intyg", counts)
    if heading == "Munhälsobedömningar":
        periods = [
            (words.capitalize(), report.assessed.of(period)) for period, words in PERIODS.items()
        ]
        return bar_chart("Personer som fått munhälsobedömning", periods)
    if heading == "Nödvändig tandvård" and report.cared_for is not None:
        periods = [
            (words.capitalize(), report.cared_for.of(period)) for period, words in PERIODS.items()
        ]
        return bar_chart("Personer som fått nödvändig tandvård", periods)
    if heading == "Utbildning":
        units = report.trained_units
        return bar_chart(
            "Enheter efter utbildning på tre år",
            [("Utbildade", units.trained), ("Saknar utbildning", units.units - units.trained)],
        )
    return None


def bar_chart(what: str, counts: Sequence[tuple[str, Count]]) -> BarChart:
    """Bars as long as their counts; one that is hidden has a sign and no length."""
    known = [count for _, count in counts if not isinstance(count, Hidden)]
    longest = max(known, default=0)
    return BarChart(
        title=what,
        told=f"Stapeldiagram. {what}: "
        + ", ".join(f"{label.lower()} {shown(count)}" for label, count in counts)
        + ". Samma tal står i tabellen nedanför.",
        bars=tuple(
            ChartBar(
                label=label,
                length=0.0 if isinstance(count, Hidden) or not longest else count / longest,
                shown=str(shown(count)),
            )
            for label, count in counts
        ),
    )
