"""The quarterly report as rows for a table file, and as the document of ``metrics --json``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from munhalsa.domain.metrics import Count, Coverage, Hidden, QuarterlyReport, Wishes
from munhalsa.domain.rules import FigureDefinition

HEADINGS = (
    "Mått",
    "Måttets namn",
    "Uppdelning",
    "Nyckel",
    "Benämning",
    "Värde",
    "Definitionens version",
    "Källa",
)
MISSING = "saknas"
_TOTAL = "total"
_BREAKDOWNS = {
    "unit": "Boendeenhet",
    "ground": "Personkrets",
    "sex": "Kön",
    "age": "Ålder",
}

Row = tuple[str, str, str, str, str, int | float | str, str, str]


def report_rows(report: QuarterlyReport) -> Sequence[Row]:
    """One row a number under HEADINGS: each figure, then its breakdowns."""
    return [
        (figure.id, figure.name, breakdown, key, label, value, figure.version, _source(figure))
        for figure in report.definitions
        for breakdown, key, label, value in _values(report, figure.id)
    ]


def report_document(report: QuarterlyReport) -> dict[str, Any]:
    """The report with the keys of the command line's answer; what is withheld is None."""
    quarter = report.quarter
    return {
        "quarter": {
            "year": quarter.year,
            "number": quarter.number,
            "first_day": quarter.first_day.isoformat(),
            "last_day": quarter.last_day.isoformat(),
        },
        "municipality": {"code": report.municipality_code, "name": report.municipality},
        "definitions": {
            figure.id: {
                "name": figure.name,
                "text": figure.text,
                "version": figure.version,
                "source": figure.source,
                "assumption": figure.assumption,
                "note": figure.note,
            }
            for figure in report.definitions
        },
        "figures": {
            "M1": report.with_certificate,
            "M2": {name: _plain(count) for name, _, count in _answers(report.wishes)},
            "T1": None if report.coverage is None else _coverage_document(report.coverage),
        },
        "breakdowns": {
            figure: {
                breakdown: [
                    {"key": row.key, "name": row.name, "count": _plain(row.count)} for row in rows
                ]
                for breakdown, rows in parts.items()
            }
            for figure, parts in report.breakdowns.items()
        },
    }


def _values(
    report: QuarterlyReport, figure: str
) -> Iterator[tuple[str, str, str, int | float | str]]:
    """(breakdown, key, label, value); the breakdown is empty for the figure as a whole."""
    if figure == "M1":
        yield "", _TOTAL, "Antal personer", report.with_certificate
    if figure == "M2":
        for key, label, count in _answers(report.wishes):
            yield "", key, label, _shown(count)
    if figure == "T1":
        yield from _coverage_values(report.coverage)
    for breakdown, rows in report.breakdowns.get(figure, {}).items():
        for row in rows:
            yield _BREAKDOWNS.get(breakdown, breakdown), row.key, row.name, _shown(row.count)


def _answers(wishes: Wishes) -> tuple[tuple[str, str, Count], ...]:
    return (
        ("yes", "Önskar", wishes.yes),
        ("no", "Önskar inte", wishes.no),
        ("not_asked", "Inte tillfrågad", wishes.not_asked),
    )


def _coverage_values(
    coverage: Coverage | None,
) -> Iterator[tuple[str, str, str, int | float | str]]:
    if coverage is None:
        yield "", "share", "Täckningsgrad (befolkning saknas)", MISSING
        return
    base = f"från {coverage.lowest_age} år"
    share = Hidden.WITHHELD.value if coverage.share is None else float(coverage.share)
    yield "", "certificates", f"Personer med intyg, {base}", _shown(coverage.certificates)
    yield "", "population", f"Befolkning, {base}", coverage.population
    yield "", "share", f"Täckningsgrad, {base}", share
    yield "", "target", "Mål för täckningsgraden", float(coverage.target)
    yield (
        "",
        "missing_to_target",
        "Personer som fattas till målet",
        _shown(coverage.missing_to_target),
    )
    yield "", "unknown_age", "Personer med intyg och okänd ålder", _shown(coverage.unknown_age)


def _coverage_document(coverage: Coverage) -> dict[str, Any]:
    return {
        "certificates": _plain(coverage.certificates),
        "population": coverage.population,
        "share": None if coverage.share is None else float(coverage.share),
        "missing_to_target": _plain(coverage.missing_to_target),
    }


def _source(figure: FigureDefinition) -> str:
    """The source, owning up to what is somebody's assumption and to what the words leave open."""
    remarks = [] if figure.assumption is None else [f"Antagande: {figure.assumption}"]
    remarks += [] if figure.note is None else [figure.note]
    return ". ".join([figure.source, *remarks])


def _shown(count: Count) -> int | str:
    return count.value if isinstance(count, Hidden) else count


def _plain(count: Count) -> int | str | None:
    """The count for a program: a small one is the text <5, one that is withheld is None."""
    return None if count is Hidden.WITHHELD else _shown(count)
