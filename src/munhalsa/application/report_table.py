"""The quarterly report as values and as rows for a table file: what every output shows alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from munhalsa.application.report_words import (
    BREAKDOWNS,
    CARE_NEEDS,
    DIRECTIONS,
    OUTCOMES,
    PERIODS,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.metrics import Count, Hidden, Wishes
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.rules import FigureDefinition
from munhalsa.domain.visit_figures import Period, Periods
from munhalsa.domain.work_figures import DeviationCount, TrainedUnits, TrainingHeld

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
WITHHELD = Hidden.WITHHELD.value
_TOTAL = "total"

Number = int | float | str
Row = tuple[str, str, str, str, str, Number, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One number of a figure, or the word that stands for it.

    ``breakdown`` is empty for the figure as a whole. ``share``: a fraction to be shown in per cent.
    """

    breakdown: str = ""
    key: str
    label: str
    value: Number
    share: bool = False


def report_rows(report: QuarterlyReport) -> Sequence[Row]:
    """One row a number under HEADINGS: each figure, then its breakdowns."""
    return [row for figure in report.definitions for row in figure_rows(report, figure)]


def figure_rows(report: QuarterlyReport, figure: FigureDefinition) -> Sequence[Row]:
    """The rows of one figure."""
    source = source_of(figure)
    return [
        (
            *(figure.id, figure.name, value.breakdown, value.key, value.label),
            *(value.value, figure.version, source),
        )
        for value in figure_values(report, figure.id)
    ]


def figure_values(report: QuarterlyReport, figure: str) -> Sequence[Value]:
    """Every number of a figure: as a whole, then by each breakdown."""
    return [*_whole(report, figure), *_broken_down(report, figure)]


def source_of(figure: FigureDefinition) -> str:
    """The source, owning up to what is somebody's assumption and to what the words leave open."""
    remarks = [] if figure.assumption is None else [f"Antagande: {figure.assumption}"]
    remarks += [] if figure.note is None else [figure.note]
    return ". ".join([figure.source, *remarks])


def number_of(value: Decimal) -> int | float:
    """Hours as a number: whole where they are."""
    return int(value) if value == value.to_integral_value() else float(value)


def shown(count: Count) -> int | str:
    """A count, or the sign that stands for it."""
    return count.value if isinstance(count, Hidden) else count


def _broken_down(report: QuarterlyReport, figure: str) -> Iterator[Value]:
    for breakdown, rows in report.breakdowns.get(figure, {}).items():
        for row in rows:
            yield Value(
                breakdown=BREAKDOWNS.get(breakdown, breakdown),
                key=row.key,
                label=row.name,
                value=shown(row.count),
            )
    for period, parts in report.period_breakdowns.get(figure, {}).items():
        if period is Period.QUARTER:
            continue
        for breakdown, rows in parts.items():
            for row in rows:
                yield Value(
                    breakdown=f"{BREAKDOWNS.get(breakdown, breakdown)}, {PERIODS[period]}",
                    key=row.key,
                    label=row.name,
                    value=shown(row.count),
                )


def _whole(report: QuarterlyReport, figure: str) -> Iterator[Value]:
    match figure:
        case "M1":
            yield Value(key=_TOTAL, label="Antal personer", value=report.with_certificate)
        case "M2":
            for key, label, count in answers(report.wishes):
                yield Value(key=key, label=label, value=shown(count))
        case "M3":
            yield from _periods(report.assessed)
        case "M4":
            yield from _cared_for(report)
        case "M5":
            yield from _training(report.training)
        case "M6" | "M7":
            yield from _deviations(report.deviations[figure])
        case "T1":
            yield from _coverage(report)
        case _:
            yield from _of_ours(report, figure)


def _of_ours(report: QuarterlyReport, figure: str) -> Iterator[Value]:
    match figure:
        case "K1":
            yield from _failures(report)
        case "K2":
            yield from _trained_units(report.trained_units)
        case "K3":
            yield from _trained_issuers(report)
        case "A1":
            yield from _received(report)
        case "A2":
            yield from _reach(report)
        case "A3":
            yield from _needs(report)
        case _:
            yield from _waiting(report, figure)


def answers(wishes: Wishes) -> tuple[tuple[str, str, Count], ...]:
    """(key, label, count) of the three answers of M2."""
    return (
        ("yes", "Önskar", wishes.yes),
        ("no", "Önskar inte", wishes.no),
        ("not_asked", "Inte tillfrågad", wishes.not_asked),
    )


def _periods(counts: Periods) -> Iterator[Value]:
    for period, label in PERIODS.items():
        yield Value(key=period.value, label=f"Personer, {label}", value=shown(counts.of(period)))


def _cared_for(report: QuarterlyReport) -> Iterator[Value]:
    if report.cared_for is None:
        yield Value(key=_TOTAL, label="Personer (inga besök är intagna)", value=MISSING)
        return
    yield from _periods(report.cared_for)
    newest = report.visits_imported_on
    yield Value(
        key="imported_on",
        label="Besöken togs senast in",
        value=MISSING if newest is None else newest.isoformat(),
    )


def _training(training: TrainingHeld) -> Iterator[Value]:
    yield Value(key="sessions", label="Tillfällen", value=training.sessions)
    yield Value(key="participants", label="Deltagare", value=training.participants)
    yield Value(
        key="session_hours",
        label="Timmar, tillfällenas längd",
        value=number_of(training.session_hours),
    )
    yield Value(
        key="participant_hours",
        label="Deltagartimmar, längd gånger deltagare",
        value=number_of(training.participant_hours),
    )


def _deviations(counts: DeviationCount) -> Iterator[Value]:
    yield Value(key="persons", label="Personer", value=counts.persons)
    yield Value(key="deviations", label="Avvikelser", value=counts.deviations)


def _failures(report: QuarterlyReport) -> Iterator[Value]:
    for row in report.failures:
        reasons = f" ({'; '.join(row.reasons)})" if row.reasons else ""
        yield Value(
            key=f"{row.direction.value}.{row.category}",
            label=f"{DIRECTIONS[row.direction]}: {row.name}{reasons}",
            value=shown(row.count),
        )


def _trained_units(units: TrainedUnits) -> Iterator[Value]:
    yield Value(key="units", label="Aktiva enheter", value=units.units)
    yield Value(key="trained", label="Utbildade enheter", value=units.trained)
    yield _share_value("share", "Andel utbildade enheter", units.share)
    for place, name in enumerate(units.missing, start=1):
        yield Value(key=f"missing.{place}", label="Enhet som saknar utbildning", value=name)


def _trained_issuers(report: QuarterlyReport) -> Iterator[Value]:
    found = report.trained_issuers
    yield Value(key=_TOTAL, label="Utbildade intygsutfärdare", value=found.trained)
    yield Value(key="active", label="Aktiva intygsutfärdare", value=found.active)


def why_no_coverage(report: QuarterlyReport) -> str:
    """Why T1 is missing, as the end of a sentence."""
    if report.part:
        return "befolkningen är känd för hela kommunen, inte för en del av den"
    return "befolkningen saknas"


def _coverage(report: QuarterlyReport) -> Iterator[Value]:
    coverage = report.coverage
    if coverage is None:
        why = why_no_coverage(report)
        yield Value(key="share", label=f"Täckningsgrad ({why})", value=MISSING)
        return
    base = f"från {coverage.lowest_age} år"
    yield Value(
        key="certificates", label=f"Personer med intyg, {base}", value=shown(coverage.certificates)
    )
    yield Value(key="population", label=f"Befolkning, {base}", value=coverage.population)
    share = WITHHELD if coverage.share is None else float(coverage.share)
    yield Value(key="share", label=f"Täckningsgrad, {base}", value=share, share=True)
    target = float(coverage.target)
    yield Value(key="target", label="Mål för täckningsgraden", value=target, share=True)
    yield Value(
        key="missing_to_target",
        label="Personer som fattas till målet",
        value=shown(coverage.missing_to_target),
    )
    yield Value(
        key="unknown_age",
        label="Personer med intyg och okänd ålder",
        value=shown(coverage.unknown_age),
    )


def _received(report: QuarterlyReport) -> Iterator[Value]:
    found = report.received
    yield Value(key="received", label="Önskar och har fått", value=shown(found.received))
    yield Value(key="wanting", label="Önskar", value=shown(found.wanting))
    if isinstance(found.wanting, Hidden):
        yield Value(key="share", label="Andel som fått", value=WITHHELD)
    else:
        yield _share_value("share", "Andel som fått", found.share)


def _reach(report: QuarterlyReport) -> Iterator[Value]:
    for period, label in PERIODS.items():
        found = report.reach.get(period)
        if found is None:
            yield Value(
                key=f"{period.value}.tried", label=f"Försökta besök, {label}", value=WITHHELD
            )
            continue
        for outcome, count in found.outcomes.items():
            words = OUTCOMES.get(outcome, outcome)
            yield Value(key=f"{period.value}.{outcome}", label=f"{words}, {label}", value=count)
        yield Value(
            key=f"{period.value}.tried", label=f"Försökta besök, {label}", value=found.tried
        )
        yield Value(
            key=f"{period.value}.counted",
            label=f"Räknas som utförda, {label}",
            value=found.performed,
        )
        yield _share_value(
            f"{period.value}.staff_share", f"Andel med personal, {label}", found.staff_share
        )


def _needs(report: QuarterlyReport) -> Iterator[Value]:
    for period, label in PERIODS.items():
        found = report.needs.get(period)
        if found is None:
            yield Value(
                key=f"{period.value}.with_need", label=f"Med vårdbehov, {label}", value=WITHHELD
            )
            continue
        for key, words in CARE_NEEDS.items():
            count: int = getattr(found, key)
            yield Value(key=f"{period.value}.{key}", label=f"{words}, {label}", value=count)
        yield Value(
            key=f"{period.value}.cared_for",
            label=f"Fick nödvändig tandvård inom 6 månader, {label}",
            value=MISSING if found.cared_for is None else found.cared_for,
        )


def _waiting(report: QuarterlyReport, figure: str) -> Iterator[Value]:
    count = report.waiting.get(figure)
    day = report.waiting_on.isoformat()
    missing = WITHHELD if report.for_release else MISSING
    yield Value(key=_TOTAL, label=f"På listan {day}", value=missing if count is None else count)


def _share_value(key: str, label: str, share: Fraction | None) -> Value:
    return Value(key=key, label=label, value=MISSING if share is None else float(share), share=True)
