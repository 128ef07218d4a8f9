"""The figures of a quarter on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from textwrap import wrap
from typing import Any

from munhalsa.application.close_quarter import FrozenQuarter, close_quarter, frozen_quarter
from munhalsa.application.explain_figure import explain_figure
from munhalsa.application.export_profile import FileType
from munhalsa.application.print_report import print_report
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.report_book import report_book
from munhalsa.application.report_document import report_document
from munhalsa.application.report_form import percent
from munhalsa.application.report_table import HEADINGS, Value, figure_values, report_rows
from munhalsa.application.report_words import BREAKDOWNS
from munhalsa.application.workplace import Workplace
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, option, word
from munhalsa.cli.print_commands import print_answer
from munhalsa.cli.values import choice_of, whole_number
from munhalsa.domain.metrics import NO_CERTIFICATE
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import Rejected, WrongUsage
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.small_numbers import protect
from munhalsa.domain.visit_figures import Period

_LABEL, _NUMBER = 66, 12
"""How wide a label and a number are, of the 80 characters that a terminal has."""
_FORMATS = ("json", "csv", "xlsx", "pdf")
_FILES = ("csv", "xlsx", "pdf")


def _metrics(desk: Desk, asked: Namespace) -> Answer:
    quarter = _quarter(asked)
    _check_format(asked)
    with desk.open() as workplace:
        report = quarterly_report(workplace.context, quarter)
        kept = frozen_quarter(workplace.context, quarter)
        if asked.closed:
            report = _as_closed(kept)
        if asked.for_release:
            report = protect(report)
        document = report_document(report)
        document["closed"] = None if kept is None else _closed_document(kept, asked)
        if asked.out is not None:
            out = Path(asked.out)
            chosen = _chosen(asked.format, out)
            if chosen == "pdf":
                closed = kept if asked.closed else None
                printed = print_report(
                    workplace.context, workplace.printer, report, out=out, kept=closed
                )
                document["pages"] = printed.pages
            else:
                _write(workplace, report, document, out, chosen)
            document["file"] = str(out)
    warnings = None if asked.out is None else ()
    told = [] if asked.for_release else _kept_lines(kept)
    return Answer(document=document, lines=[*_lines(report), *told], warnings=warnings)


def _check_format(asked: Namespace) -> None:
    if asked.format is not None and asked.format not in _FORMATS:
        raise _format_unknown()
    if asked.out is None and asked.format in _FILES:
        raise WrongUsage("out_missing", "Ange --out med filens namn.", field="out")


def _format_unknown() -> Rejected:
    return Rejected(
        "format_unknown", f"Formatet ska vara något av {', '.join(_FORMATS)}.", field="format"
    )


def _as_closed(kept: FrozenQuarter | None) -> QuarterlyReport:
    if kept is None:
        raise Rejected(
            "quarter_not_closed",
            "Kvartalet är inte fastställt. Ta bort --closed, eller fastställ det först.",
            field="closed",
        )
    return kept.report


def _closed_document(kept: FrozenQuarter, asked: Namespace) -> dict[str, Any]:
    """What was reported; for release with small numbers protected, and nobody behind."""
    report = protect(kept.report) if asked.for_release else kept.report
    told = report_document(report)
    return {
        "closed_on": kept.closed_on.isoformat(),
        "closed_by": kept.closed_by,
        "head": dict(kept.chain_heads),
        "figures": told["figures"],
        "breakdowns": told["breakdowns"],
        "differences": None
        if asked.for_release
        else {
            one.figure: {
                "came": [kept.numbers[person] for person in one.came],
                "left": [kept.numbers[person] for person in one.left],
                "hidden": one.hidden,
                "disposed": one.disposed,
            }
            for one in kept.differences
        },
    }


def _kept_lines(kept: FrozenQuarter | None) -> list[str]:
    """Also how few differ from what was closed, which is never for release."""
    if kept is None:
        return []
    lines = ["", f"Fastställt {kept.closed_on} av {kept.closed_by}."]
    if not kept.differences:
        return [*lines, "Inget har ändrats sedan dess."]
    return lines + [
        f"{one.figure}: {len(one.came)} räknas nu som inte räknades då, {len(one.left)} räknas "
        f"inte längre"
        + (f", {one.hidden} visas inte" if one.hidden else "")
        + (f", {one.disposed} är gallrade" if one.disposed else "")
        + "."
        for one in kept.differences
    ]


def _close(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = close_quarter(workplace.context, _quarter(asked), dry_run=asked.dry_run)
    quarter = done.report.quarter
    said = (
        f"{quarter.label.capitalize()} kan fastställas. Inget är sparat."
        if asked.dry_run
        else f"{quarter.label.capitalize()} är fastställt."
    )
    return Answer(
        document={
            "closed": None
            if asked.dry_run
            else {
                "year": quarter.year,
                "number": quarter.number,
                "closed_on": done.closed_on.isoformat(),
                "closed_by": done.closed_by,
                "head": dict(done.report.chain_heads),
            },
            "event": done.event,
        },
        lines=[said],
        warnings=done.warnings,
    )


def _explain(desk: Desk, asked: Namespace) -> Answer:
    period = None if asked.period is None else choice_of(asked.period, Period, field="period")
    with desk.open() as workplace:
        found = explain_figure(
            workplace.context,
            asked.number,
            figure=asked.figure,
            quarter=_quarter(asked),
            period=period,
        )
    word = "Räknas" if found.counted else "Räknas inte"
    return Answer(
        document={
            "figure": found.figure,
            "counted": found.counted,
            "because": [one.text for one in found.because],
            "records": [
                {"kind": type(one.record).__name__.lower(), "id": getattr(one.record, "id", None)}
                for one in found.because
                if one.record is not None
            ],
        },
        lines=[
            f"{word} i {found.figure}, {found.quarter.label}.",
            *(f"- {one.text}" for one in found.because),
        ],
    )


def _quarter(asked: Namespace) -> Quarter:
    return Quarter(
        year=whole_number(asked.year, field="year", lowest=1900, highest=2200),
        number=whole_number(asked.quarter, field="quarter", lowest=1, highest=4),
    )


def _chosen(format: str | None, out: Path) -> str:
    """The format that was asked for, else that of the file's name."""
    chosen = format or out.suffix.removeprefix(".")
    if chosen not in _FORMATS:
        raise _format_unknown()
    return chosen


def _write(
    workplace: Workplace,
    report: QuarterlyReport,
    document: Mapping[str, Any],
    out: Path,
    chosen: str,
) -> None:
    if chosen == "json":
        workplace.tables.write_json(out, document)
    elif chosen == "xlsx":
        workplace.tables.write_book(out, report_book(report))
    else:
        workplace.tables.write(
            out, headings=HEADINGS, rows=report_rows(report), file_type=FileType.CSV
        )


def _print(desk: Desk, asked: Namespace) -> Answer:
    """As ``metrics --format pdf``, for whoever looks among the prints."""
    with desk.open() as workplace:
        quarter = _quarter(asked)
        report = quarterly_report(workplace.context, quarter)
        kept = frozen_quarter(workplace.context, quarter) if asked.closed else None
        if asked.closed:
            report = _as_closed(kept)
        printed = print_report(
            workplace.context,
            workplace.printer,
            protect(report) if asked.for_release else report,
            out=Path(asked.out),
            kept=kept,
        )
    return print_answer(printed)


def _lines(report: QuarterlyReport) -> list[str]:
    part = [f"Del av kommunen: {', '.join(report.part)}"] if report.part else []
    lines = [f"{report.municipality}, {report.quarter.label}", *part]
    for figure in report.definitions:
        lines += ["", f"{figure.id}  {figure.name}"]
        for value in figure_values(report, figure.id):
            lines += _value_lines(value)
    return lines


def _value_lines(value: Value) -> Iterator[str]:
    """The label, in as many lines as it needs in a terminal, and the number at its end."""
    # A ground is told by its letter here: the words of the law are longer than any line.
    of_ground = value.breakdown.startswith(BREAKDOWNS["ground"]) and value.key != NO_CERTIFICATE
    label = value.key if of_ground else value.label
    whole = f"{value.breakdown}: {label}" if value.breakdown else label
    number = _number_text(value)
    if len(number) > _NUMBER:
        whole, number = f"{whole}: {number}", ""
    *above, last = wrap(whole, _LABEL, initial_indent="    ", subsequent_indent="      ")
    yield from above
    yield f"{last.ljust(_LABEL)}{number.rjust(_NUMBER)}".rstrip()


def _number_text(value: Value) -> str:
    if value.share and isinstance(value.value, int | float):
        return percent(Fraction(value.value))
    return (
        str(value.value).replace(".", ",") if isinstance(value.value, float) else str(value.value)
    )


_YEAR = option("--year", "år", word="ÅR", required=True)
_QUARTER = option("--quarter", "kvartal, 1–4", word="KVARTAL", required=True)
_FOR_RELEASE = flag("--for-release", "för spridning: små antal skyddas")
_CLOSED = flag("--closed", "som kvartalet fastställdes, inte enligt dagens uppgifter")

COMMANDS = (
    Command(
        words="metrics",
        help="räkna fram kvartalets mått",
        run=_metrics,
        arguments=(
            _YEAR,
            _QUARTER,
            option("--format", "json, csv, xlsx eller pdf", word="FORMAT"),
            option("--out", "skriv till fil", word="FIL"),
            _FOR_RELEASE,
            _CLOSED,
        ),
        example="metrics --year 2026 --quarter 3",
    ),
    Command(
        words="print quarterly-report",
        help="skriv ut kvartalsrapporten",
        run=_print,
        arguments=(
            _YEAR,
            _QUARTER,
            _FOR_RELEASE,
            _CLOSED,
            option("--out", "PDF-filen som skrivs", word="FIL", required=True),
        ),
        example="print quarterly-report --year 2026 --quarter 3 --out kvartal.pdf",
    ),
    Command(
        words="metrics-close",
        help="fastställ kvartalet: det som rapporterats ändras inte mer",
        run=_close,
        arguments=(
            _YEAR,
            _QUARTER,
            flag("--dry-run", "visa vad som saknas, utan att fastställa"),
        ),
        example="metrics-close --year 2026 --quarter 3",
    ),
    Command(
        words="explain",
        help="visa varför en person räknas i ett mått, eller inte",
        run=_explain,
        arguments=(
            word("number", "personnummer", shown="NUMMER"),
            option("--figure", "måttet, till exempel M3", word="MÅTT", required=True),
            _YEAR,
            _QUARTER,
            option("--period", "quarter, year_to_date eller rolling_12_months", word="PERIOD"),
        ),
        example="explain 19360101-6987 --figure M3 --year 2026 --quarter 3",
    ),
)
