"""The receipt of an import as a form to print, as a workbook, and saved in either."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.import_table.receipt_report import NoticeGroup, ReceiptReport
from munhalsa.application.logged_files import gone_unless_logged
from munhalsa.application.ports import Deed
from munhalsa.application.printing import FormPrinter, letterhead_of
from munhalsa.application.report_book import BookSheet
from munhalsa.application.report_forms import PaperTable, ReportForm, ReportPart
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import rows_told, spaced

# More rows than this are for the workbook: nobody reads them on paper.
MOST_ON_PAPER = 300
_HEADINGS = ("Rad", "Utfall", "Kolumn", "Varför")


class BookWriter(Protocol):
    """Writes workbooks."""

    def write_book(self, path: Path, sheets: Sequence[BookSheet]) -> None:
        """Write a workbook of several sheets."""


def save_receipt(
    context: Context,
    printer: FormPrinter,
    books: BookWriter,
    report: ReceiptReport,
    *,
    batch: str | None,
    out: Path,
) -> Path:
    """Write it as the file's name says, pdf or xlsx; FileUnusable for errors of the disk."""
    context.require_everywhere(Permission.IMPORT)
    suffix = check_format(out)
    if suffix == ".xlsx":
        books.write_book(out, receipt_book(report))
    else:
        with context.read(Permission.IMPORT) as reader:
            letterhead = letterhead_of(reader, the_municipality(reader))
        form = receipt_form(report, printed_on=context.today)
        printer.report(form, letterhead=letterhead, created=context.clock.now(), out=out)
    deed = Deed(
        action="print.import_receipt",
        subject_kind="import_batch",
        subject_id=batch or "",
        details={"as": suffix[1:]},
    )
    with gone_unless_logged(out):
        context.store.note(deed, session=context.session)
    return out


def check_format(out: Path) -> str:
    """The suffix, if it is one that a receipt can be saved as."""
    suffix = out.suffix.lower()
    if suffix not in (".pdf", ".xlsx"):
        raise Rejected("format_unknown", "Ett kvitto sparas som .pdf eller .xlsx.", field="receipt")
    return suffix


def receipt_form(report: ReceiptReport, *, printed_on: date) -> ReportForm:
    """The receipt on paper."""
    counts = PaperTable(
        heads=("Utfall", "Rader"),
        shares=(0.7, 0.3),
        rows=(
            *((word, spaced(count)) for word, count in report.counts),
            ("Rader i filen", spaced(report.rows_in)),
        ),
    )
    parts = [
        ReportPart(
            heading="Så gick det",
            paragraphs=(report.sum,),
            tables=(counts,),
            notes=report.notes,
        )
    ]
    for heading, groups in (("Varningar", report.warnings), ("Rättat", report.repairs)):
        if groups:
            parts.append(ReportPart(heading=heading, tables=(_group_table(groups),)))
    if report.rows:
        parts.append(_rows_on_paper(report))
    return ReportForm(
        texts="import_receipt",
        printed_on=printed_on,
        title=report.title,
        facts=report.facts,
        parts=tuple(parts),
    )


def _group_table(groups: Sequence[NoticeGroup]) -> PaperTable:
    return PaperTable(
        heads=("Vad", "Antal", "Rader", "Förklaring"),
        shares=(0.26, 0.1, 0.2, 0.44),
        rows=tuple((one.word, spaced(one.count), one.rows, one.message) for one in groups),
    )


def _rows_on_paper(report: ReceiptReport) -> ReportPart:
    shown = report.rows[:MOST_ON_PAPER]
    left = len(report.rows) - len(shown)
    table = PaperTable(
        heads=_HEADINGS,
        shares=(0.1, 0.18, 0.22, 0.5),
        rows=tuple((str(one.row), one.outcome, one.column, one.message) for one in shown),
    )
    notes = (f"{rows_told(left)} till finns i kvittot som arbetsbok (.xlsx).",) if left else ()
    return ReportPart(heading="Rader som inte togs in som de står", tables=(table,), notes=notes)


def receipt_book(report: ReceiptReport) -> Sequence[BookSheet]:
    """The receipt as a workbook: the sums, what was noticed, and every row."""
    facts = tuple(f"{label}: {value}" for label, value in report.facts)
    notices = (
        *(("Varning", *_cells(one)) for one in report.warnings),
        *(("Rättat", *_cells(one)) for one in report.repairs),
    )
    return (
        BookSheet(
            name="Kvitto",
            above=(report.title, *facts, report.sum, *report.notes),
            headings=("Utfall", "Rader"),
            rows=(*report.counts, ("Rader i filen", report.rows_in)),
        ),
        BookSheet(
            name="Varningar och rättat",
            above=("Varningar, och värden som rättades vid läsningen",),
            headings=("Slag", "Vad", "Förklaring", "Antal", "Rader"),
            rows=notices,
        ),
        BookSheet(
            name="Rader",
            above=("Rader som inte togs in som de står",),
            headings=("Rad", "Utfall", "Varför", "Kolumn"),
            rows=tuple((one.row, one.outcome, one.message, one.column) for one in report.rows),
        ),
    )


def _cells(one: NoticeGroup) -> tuple[str, str, int, str]:
    return one.word, one.message, one.count, one.rows
