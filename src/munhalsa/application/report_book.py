"""The quarterly report as a workbook: an overview, then one sheet a figure with real numbers."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.application.export_profile import ExportCell
from munhalsa.application.report_table import figure_values, source_of
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.rules import FigureDefinition

VALUE_HEADINGS = ("Uppdelning", "Nyckel", "Benämning", "Värde")
_OVERVIEW = "Översikt"
_OVERVIEW_HEADINGS = ("Mått", "Måttets namn", "Benämning", "Värde")


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSheet:
    """A sheet: lines of text above, then a table. ``shares`` are the rows shown in per cent."""

    name: str
    above: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[Sequence[ExportCell], ...]
    shares: frozenset[int] = frozenset()


def report_book(report: QuarterlyReport) -> Sequence[BookSheet]:
    """The sheets of the report."""
    return [_overview(report), *(_sheet(report, figure) for figure in report.definitions)]


def _overview(report: QuarterlyReport) -> BookSheet:
    found = [
        (figure, value)
        for figure in report.definitions
        for value in figure_values(report, figure.id)
        if not value.breakdown
    ]
    return BookSheet(
        name=_OVERVIEW,
        above=(
            f"{report.municipality}, {report.quarter.label}",
            *([f"Del av kommunen: {', '.join(report.part)}"] if report.part else []),
            f"Framtaget {report.made_on}. Reglernas version {report.rules_version}.",
            *(["För spridning: små antal är skyddade."] if report.for_release else []),
        ),
        headings=_OVERVIEW_HEADINGS,
        rows=tuple((one.id, one.name, value.label, value.value) for one, value in found),
        shares=frozenset(place for place, (_, value) in enumerate(found) if value.share),
    )


def _sheet(report: QuarterlyReport, figure: FigureDefinition) -> BookSheet:
    values = figure_values(report, figure.id)
    return BookSheet(
        name=figure.id,
        above=(
            f"{figure.id} {figure.name}",
            figure.text,
            f"Definitionens version {figure.version}. {source_of(figure)}",
        ),
        headings=VALUE_HEADINGS,
        rows=tuple((one.breakdown, one.key, one.label, one.value) for one in values),
        shares=frozenset(place for place, one in enumerate(values) if one.share),
    )
