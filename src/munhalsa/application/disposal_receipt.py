"""The receipt of a disposal: shown, and printed; it names no one whom it was about."""

from __future__ import annotations

from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.disposal_words import BACKUPS_NOTE, receipt_facts
from munhalsa.application.forms import Printed
from munhalsa.application.ports import Deed
from munhalsa.application.printing import FormPrinter, print_report_form
from munhalsa.application.report_forms import PaperTable, ReportForm, ReportPart
from munhalsa.application.request_disposal import OrderLine, list_disposals, not_found
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.two_people import ApprovalState


def receipt_of(context: Context, request: str) -> OrderLine:
    """The disposal's receipt; refused while there is none."""
    found = [one for one in list_disposals(context) if one.id == request]
    if not found:
        raise not_found()
    if found[0].state is not ApprovalState.USED:
        raise Rejected(
            "not_carried_out",
            "Gallringen är inte utförd, så det finns inget kvitto.",
            field="request",
        )
    return found[0]


def print_receipt(
    context: Context, printer: FormPrinter, receipt: OrderLine, *, out: Path
) -> Printed:
    """The receipt as PDF."""
    leave = Permission.SEE_DISPOSALS
    context.require_everywhere(leave)
    deed = Deed(action="print.disposal_receipt", subject_kind="disposal", subject_id=receipt.id)
    form = receipt_form(context, receipt)
    return print_report_form(context, printer, form, leave=leave, deed=deed, out=out)


def receipt_form(context: Context, receipt: OrderLine) -> ReportForm:
    """The receipt on paper."""
    rules = PaperTable(
        heads=("Regel", "Tid", "Personer", "Källa"),
        shares=(0.24, 0.1, 0.12, 0.54),
        rows=tuple(
            (
                one.name,
                f"{one.years} år",
                str(one.persons),
                one.source if one.assumption is None else f"{one.source}. {one.assumption}",
            )
            for one in receipt.rules
        ),
    )
    return ReportForm(
        texts="disposal_receipt",
        printed_on=context.today,
        title="Kvitto på gallring",
        facts=receipt_facts(receipt),
        parts=(
            ReportPart(heading="Regler och antal", tables=(rules,)),
            ReportPart(heading="Säkerhetskopior", paragraphs=(BACKUPS_NOTE,)),
        ),
    )
