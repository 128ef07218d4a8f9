"""The quarterly report on paper: the same values as every other output, in an order to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from munhalsa.application.report_breakdowns import breakdown_part, columns_of, side_by_side
from munhalsa.application.report_chart import chart_of
from munhalsa.application.report_forms import (
    PaperTable,
    ReportForm,
    ReportPart,
)
from munhalsa.application.report_table import (
    Value,
    figure_values,
    shown,
    source_of,
    why_no_coverage,
)
from munhalsa.application.report_words import (
    BREAKDOWNS,
    DIRECTIONS,
    PERIODS,
    SHARED_SESSIONS,
)
from munhalsa.domain.metrics import (
    Hidden,
)
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.rules import FigureDefinition
from munhalsa.domain.swedish import counted, spaced
from munhalsa.domain.visit_figures import Period

NOT_CLOSED = "Enligt dagens uppgifter, inte fastställt"
_FIGURE_SHARES = (0.62, 0.18)
_HEADLINES = (
    ("M1", "total", "Personer med intyg"),
    ("T1", "share", "Täckningsgrad"),
    ("M2", "yes", "Önskar munhälsobedömning"),
    ("M3", "quarter", "Fått munhälsobedömning, kvartalet"),
    ("M3", "rolling_12_months", "Fått munhälsobedömning, 12 månader"),
    ("A1", "share", "Andel av dem som önskar som fått, 12 månader"),
    ("M4", "rolling_12_months", "Fått nödvändig tandvård, 12 månader"),
    ("M5", "sessions", "Utbildningstillfällen för personal"),
    ("K2", "share", "Enheter utbildade på tre år"),
    ("M6", "deviations", "Avvikelser: fel boendeenhet"),
    ("M7", "deviations", "Avvikelser: tackade nej trots ja"),
)
_PARTS = (
    ("Intyg och önskemål", ("M1", "M2", "T1")),
    ("Munhälsobedömningar", ("M3", "A1", "A2")),
    ("Nödvändig tandvård", ("M4", "A3")),
    ("Utbildning", ("M5", "K2", "K3")),
    ("Avvikelser och samverkan", ("M6", "M7", "K1")),
    ("Det som väntar", ("D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8")),
)
_BY_PERIOD = ("A2", "A3")


def report_form(
    report: QuarterlyReport,
    *,
    earlier: Sequence[QuarterlyReport] = (),
    printed_on: date,
    state: str = NOT_CLOSED,
) -> ReportForm:
    """The report to print; ``earlier`` stand beside its headlines, ``state`` is what it shows."""
    title = f"Kvartalsrapport munhälsa, {report.quarter.label}"
    names = {figure.id: figure.name for figure in report.definitions}
    parts: list[ReportPart | None] = [_headlines(report, earlier)]
    parts += [_part(report, heading, figures, names) for heading, figures in _PARTS]
    parts += [breakdown_part(report, breakdown) for breakdown in BREAKDOWNS]
    parts += [_sessions(report), _open_questions(report), _definitions(report), _trace(report)]
    return ReportForm(
        texts="quarterly_report",
        printed_on=printed_on,
        title=title,
        facts=_facts(report, state),
        parts=tuple(part for part in parts if part is not None),
    )


def _facts(report: QuarterlyReport, state: str) -> tuple[tuple[str, str], ...]:
    quarter = report.quarter
    rows = [
        ("Kommun", report.municipality),
        *((("Del av kommunen", ", ".join(report.part)),) if report.part else ()),
        ("Period", f"{quarter.first_day} till {quarter.last_day}"),
        ("Framtagen", report.made_on.isoformat()),
        ("Läge", state),
    ]
    if report.for_release:
        rows.append(("För spridning", "Små antal är skyddade: <5 är 1–4, .. är dolt."))
    return tuple(rows)


def _headlines(report: QuarterlyReport, earlier: Sequence[QuarterlyReport]) -> ReportPart:
    reports = (report, *earlier)
    found = [_by_key(one) for one in reports]
    rows = [
        (label, *(_told(values.get((figure, key))) for values in found))
        for figure, key, label in _HEADLINES
        if (figure, key) in found[0]
    ]
    share = 0.52 / len(reports)
    return ReportPart(
        heading="I korthet",
        tables=(
            PaperTable(
                heads=("Mått", *(one.quarter.label.capitalize() for one in reports)),
                shares=(0.48, *(share for _ in reports)),
                rows=tuple(rows),
                words=1,
            ),
        ),
    )


def _by_key(report: QuarterlyReport) -> Mapping[tuple[str, str], Value]:
    return {
        (figure.id, value.key): value
        for figure in report.definitions
        for value in figure_values(report, figure.id)
        if not value.breakdown
    }


def _part(
    report: QuarterlyReport, heading: str, figures: Iterable[str], names: Mapping[str, str]
) -> ReportPart | None:
    """A table a figure, with the chart of the part."""
    if report.for_release and heading == "Det som väntar":
        return None
    known = [figure for figure in figures if figure in names]
    if heading == "Det som väntar":
        tables = [_waiting(report, names), *_waiting_by(report)]
    elif heading == "Avvikelser och samverkan":
        tables = [_deviations(report, names), *_failures(report)]
    else:
        tables = [
            table for figure in known for table in _figure_tables(report, figure, names[figure])
        ]
    return ReportPart(
        heading=heading,
        chart=chart_of(report, heading),
        tables=tuple(tables),
        paragraphs=_said(report, heading),
    )


def _figure_tables(report: QuarterlyReport, figure: str, name: str) -> Iterator[PaperTable]:
    """The figure; the units that it misses have a table of their own."""
    yield _figure_table(report, figure, f"{figure} {name}")
    missing = report.trained_units.missing
    if figure == "K2" and missing:
        yield PaperTable(
            heads=("K2 Enheter utan utbildning på tre år",),
            shares=(1.0,),
            rows=tuple((unit,) for unit in missing),
        )


def _figure_table(report: QuarterlyReport, figure: str, heading: str) -> PaperTable:
    values = [one for one in figure_values(report, figure) if not one.breakdown]
    if figure in _BY_PERIOD:
        return _period_table(heading, values)
    return PaperTable(
        heads=(heading, "Värde"),
        shares=_FIGURE_SHARES,
        words=1,
        rows=tuple((one.label, _told(one)) for one in values if not one.key.startswith("missing.")),
    )


def _period_table(heading: str, values: Iterable[Value]) -> PaperTable:
    """The three periods beside each other; what a period withholds is said in each of its cells."""
    found: dict[str, dict[str, Value]] = {}
    # A period that is withheld has one row only: the others tell their order.
    for value in sorted(values, key=lambda one: one.value == Hidden.WITHHELD):
        period, _, row = value.key.partition(".")
        found.setdefault(row, {})[period] = value
    withheld = {
        period.value
        for period in Period
        if any(
            rows[period.value].value == Hidden.WITHHELD
            for rows in found.values()
            if period.value in rows
        )
    }
    return PaperTable(
        heads=(heading, *(words.capitalize() for words in PERIODS.values())),
        shares=(0.46, 0.17, 0.2, 0.17),
        words=1,
        rows=tuple(
            (
                next(iter(rows.values())).label.rsplit(", ", 1)[0],
                *(
                    Hidden.WITHHELD.value
                    if period.value in withheld
                    else _told(rows.get(period.value))
                    for period in Period
                ),
            )
            for rows in found.values()
        ),
    )


def _deviations(report: QuarterlyReport, names: Mapping[str, str]) -> PaperTable:
    return PaperTable(
        heads=("Avvikelser", "Personer", "Avvikelser"),
        shares=(0.6, 0.2, 0.2),
        words=1,
        rows=tuple(
            (f"{figure} {names[figure]}", str(one.persons), str(one.deviations))
            for figure, one in report.deviations.items()
            if figure in names
        ),
    )


def _waiting(report: QuarterlyReport, names: Mapping[str, str]) -> PaperTable:
    return PaperTable(
        heads=(f"Lista, {report.waiting_on}", "Personer"),
        shares=_FIGURE_SHARES,
        words=1,
        rows=tuple(
            (f"{figure} {names.get(figure, figure)}", "saknas" if count is None else str(count))
            for figure, count in report.waiting.items()
        ),
    )


def _waiting_by(report: QuarterlyReport) -> Iterator[PaperTable]:
    """The lists side by side, a table a breakdown; a dash where a list is not known."""
    figures = tuple(report.waiting)
    width = 0.54 / max(len(figures), 1)
    for breakdown, word in BREAKDOWNS.items():
        columns = columns_of(report, report.breakdowns, figures, breakdown)
        rows = side_by_side(breakdown, columns)
        if rows:
            yield PaperTable(
                heads=(word, *figures),
                shares=(0.46, *(width for _ in figures)),
                rows=rows,
                words=1,
            )


def _failures(report: QuarterlyReport) -> tuple[PaperTable, ...]:
    if not report.failures:
        return ()
    return (
        PaperTable(
            heads=("K1 Brister, riktning", "Kategori", "Antal", "Orsaker"),
            shares=(0.28, 0.28, 0.1, 0.34),
            rows=tuple(
                (
                    DIRECTIONS[row.direction],
                    row.name,
                    str(shown(row.count)),
                    "; ".join(row.reasons) or "–",
                )
                for row in report.failures
            ),
        ),
    )


def _said(report: QuarterlyReport, heading: str) -> tuple[str, ...]:
    """What a table cannot say."""
    if heading == "Intyg och önskemål":
        return (_coverage_said(report),)
    if heading == "Nödvändig tandvård" and report.cared_for is None:
        return ("Inga tandvårdsbesök har tagits in. Uppgiften saknas, den är inte noll.",)
    if heading == "Utbildning" and report.part:
        return (SHARED_SESSIONS,)
    if heading == "Avvikelser och samverkan" and not report.failures:
        if report.for_release:
            return ("K1 lämnas inte ut i detalj när antalen är små.",)
        return ("Ingen avvikelse i kvartalet är markerad som brist i samverkan (K1).",)
    return ()


def _coverage_said(report: QuarterlyReport) -> str:
    coverage = report.coverage
    if coverage is None:
        return f"Täckningsgraden (T1) saknas: {why_no_coverage(report)}."
    if coverage.share is None or isinstance(coverage.missing_to_target, Hidden):
        return "Täckningsgraden (T1) är dold: den skulle röja ett litet antal."
    target = percent(coverage.target)
    if coverage.missing_to_target == 0:
        return f"Täckningsgraden är {percent(coverage.share)}. Målet {target} är nått."
    return (
        f"Täckningsgraden är {percent(coverage.share)} mot målet {target}. "
        f"{counted(coverage.missing_to_target, 'person', 'personer')} fattas till målet."
    )


def _sessions(report: QuarterlyReport) -> ReportPart | None:
    rows = report.breakdowns.get("M5", {}).get("unit", ())
    if not rows:
        return None
    return ReportPart(
        heading="Utbildningstillfällen efter boendeenhet",
        tables=(
            PaperTable(
                heads=("Boendeenhet", "M5"),
                shares=_FIGURE_SHARES,
                words=1,
                rows=tuple((row.name, str(shown(row.count))) for row in rows),
            ),
        ),
    )


def _open_questions(report: QuarterlyReport) -> ReportPart:
    """What the agreement leaves open."""
    notes = dict.fromkeys(
        f"{figure.id}: {figure.note}" for figure in report.definitions if figure.note
    )
    return ReportPart(heading="Det överenskommelsen lämnar öppet", items=tuple(notes))


def _definitions(report: QuarterlyReport) -> ReportPart:
    return ReportPart(
        heading="Så har måtten räknats",
        tables=(
            PaperTable(
                heads=("Mått", "Definition", "Källa"),
                shares=(0.27, 0.44, 0.29),
                rows=tuple(
                    (
                        f"{figure.id} {figure.name}",
                        figure.text,
                        f"Version {figure.version}. {_source(figure)}",
                    )
                    for figure in report.definitions
                    if not (report.for_release and figure.id in report.waiting)
                ),
            ),
        ),
    )


def _source(figure: FigureDefinition) -> str:
    """The source; what the words leave open stands in a part of its own."""
    return source_of(replace(figure, note=None))


def _trace(report: QuarterlyReport) -> ReportPart:
    several = len(report.chain_heads) > 1
    heads = [
        f"Loggens slut{f' ({chain})' if several else ''}: {value}"
        for chain, value in report.chain_heads.items()
    ]
    said = (
        f"Rapporten är framtagen ur kommunens register med reglernas version "
        f"{report.rules_version}. Allt är läst vid ett och samma tillfälle. Loggens "
        "kontrollsumma visar vilket läge i registret den bygger på."
    )
    return ReportPart(heading="Spårbarhet", paragraphs=(said,), items=tuple(heads))


def _told(value: Value | None) -> str:
    """A value as it stands on paper: shares with two decimals of a per cent."""
    if value is None:
        return "saknas"
    if value.share and isinstance(value.value, float | int):
        return percent(Fraction(value.value))
    if isinstance(value.value, int):
        return spaced(value.value)
    number = isinstance(value.value, float)
    return str(value.value).replace(".", ",") if number else str(value.value)


def percent(share: Fraction | float) -> str:
    """Two decimals of a per cent, as it is written in Swedish."""
    return f"{float(share) * 100:.2f}".replace(".", ",") + " %"
