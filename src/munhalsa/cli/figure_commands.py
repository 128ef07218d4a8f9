"""The figures of a quarter on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.application.export_profile import FileType
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.report_document import report_document
from munhalsa.application.report_table import HEADINGS, report_rows
from munhalsa.application.workplace import Workplace
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, option
from munhalsa.cli.values import whole_number
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import Rejected, WrongUsage
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.small_numbers import protect

_FORMATS = ("json", "csv", "xlsx")


def _metrics(desk: Desk, asked: Namespace) -> Answer:
    quarter = Quarter(
        year=whole_number(asked.year, field="year", lowest=1900, highest=2200),
        number=whole_number(asked.quarter, field="quarter", lowest=1, highest=4),
    )
    if asked.format is not None and asked.format not in _FORMATS:
        raise Rejected(
            "format_unknown", f"Formatet ska vara något av {', '.join(_FORMATS)}.", field="format"
        )
    if asked.out is None and asked.format in ("csv", "xlsx"):
        raise WrongUsage("out_missing", "Ange --out med filens namn.", field="out")
    with desk.open() as workplace:
        report = quarterly_report(workplace.context, quarter)
        if asked.for_release:
            report = protect(report)
        document = report_document(report)
        if asked.out is not None:
            document["file"] = str(_write(workplace, report, Path(asked.out), asked.format))
    warnings = None if asked.out is None else ()
    return Answer(document=document, lines=_lines(report), warnings=warnings)


def _write(workplace: Workplace, report: QuarterlyReport, out: Path, format: str | None) -> Path:
    chosen = format or out.suffix.removeprefix(".")
    if chosen not in _FORMATS:
        raise Rejected(
            "format_unknown", f"Formatet ska vara något av {', '.join(_FORMATS)}.", field="format"
        )
    if chosen == "json":
        workplace.tables.write_json(out, report_document(report))
    else:
        workplace.tables.write(
            out, headings=HEADINGS, rows=report_rows(report), file_type=FileType(chosen)
        )
    return out


def _lines(report: QuarterlyReport) -> list[str]:
    lines = [f"{report.municipality}, {report.quarter.label}", ""]
    return lines + table_lines(
        ("Mått", "Namn", "Uppdelning", "Grupp", "Antal"),
        [(row[0], row[1], row[2], row[4], row[5]) for row in report_rows(report)],
    )


COMMANDS = (
    Command(
        words="metrics",
        help="räkna fram kvartalets mått",
        run=_metrics,
        arguments=(
            option("--year", "år", word="ÅR", required=True),
            option("--quarter", "kvartal, 1–4", word="KVARTAL", required=True),
            option("--format", "json, csv eller xlsx", word="FORMAT"),
            option("--out", "skriv till fil", word="FIL"),
            flag("--for-release", "för spridning: små antal skyddas"),
        ),
        example="metrics --year 2026 --quarter 3",
    ),
)
