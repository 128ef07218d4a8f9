"""Printing the quarterly report."""

from __future__ import annotations

from pathlib import Path

from munhalsa.application.close_quarter import FrozenQuarter
from munhalsa.application.context import Context
from munhalsa.application.forms import Printed
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.printing import FormPrinter, print_report_form
from munhalsa.application.quarterly_report import report_of
from munhalsa.application.report_form import NOT_CLOSED, report_form
from munhalsa.domain.account import Permission
from munhalsa.domain.closed_quarter import ClosedQuarter
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.small_numbers import protect


def print_report(
    context: Context,
    printer: FormPrinter,
    report: QuarterlyReport,
    *,
    out: Path,
    kept: FrozenQuarter | None = None,
) -> Printed:
    """Print a report that was made; the quarter before and the same one last year stand beside.

    ``kept``: the report is the one that was frozen so.
    """
    context.require(Permission.SEE_FIGURES)
    quarter = report.quarter
    wanted = (quarter.previous, Quarter(year=quarter.year - 1, number=quarter.number))
    with context.read(Permission.SEE_FIGURES) as reader:
        earlier = [
            report_of(context, reader, one)
            for one in wanted
            if context.rules.figures_on(one.last_day)
        ]
        state = _state(reader, quarter, kept, whole=not report.part)
    form = report_form(
        report,
        earlier=[protect(one) for one in earlier] if report.for_release else earlier,
        printed_on=context.today,
        state=state,
    )
    deed = Deed(
        action="print.quarterly_report",
        subject_kind="report",
        subject_id=f"{quarter.year}-{quarter.number}",
    )
    return print_report_form(
        context, printer, form, leave=Permission.SEE_FIGURES, deed=deed, out=out
    )


def _state(reader: Reader, quarter: Quarter, kept: FrozenQuarter | None, *, whole: bool) -> str:
    """Whether it is what was closed, or what is known today; of a part nothing is ever closed."""
    if kept is not None:
        return f"Fastställt {kept.closed_on} av {kept.closed_by}"
    found = reader.find(ClosedQuarter, year=quarter.year, number=quarter.number)
    if not whole or not found:
        return NOT_CLOSED
    (closed,) = found
    return (
        f"Enligt dagens uppgifter. Kvartalet fastställdes {closed.closed_on} av "
        f"{closed.closed_by}; det som har ändrats sedan dess är med här."
    )
