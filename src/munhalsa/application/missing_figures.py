"""Which figures of a report are missing and why: said before a quarter is closed without them."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.application.report_table import MISSING, figure_values, why_no_coverage
from munhalsa.domain.refusal import Notice
from munhalsa.domain.report import QuarterlyReport


def missing_figures(report: QuarterlyReport) -> Sequence[Notice]:
    """One for each figure whose own number nobody can know, with what would mend it."""
    return [
        Notice(
            code="figure_missing",
            message=f"{figure.id} {figure.name} saknas: {_why(report, figure.id)}.",
        )
        for figure in report.definitions
        if _is_missing(report, figure.id)
    ]


def _is_missing(report: QuarterlyReport, figure: str) -> bool:
    values = figure_values(report, figure)
    return bool(values) and values[0].value == MISSING


def _why(report: QuarterlyReport, figure: str) -> str:
    if figure == "T1":
        return why_no_coverage(report)
    return "inga tandvårdsbesök har tagits in"
