"""The receipt of what was dropped from the log: shown, and printed; it names none it was about."""

from __future__ import annotations

from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.drop_log import OldLogDropped
from munhalsa.application.forms import Printed
from munhalsa.application.ports import Deed
from munhalsa.application.printing import FormPrinter, print_report_form
from munhalsa.application.report_forms import ReportForm, ReportPart
from munhalsa.domain.account import Permission
from munhalsa.domain.swedish import spaced

KEEP_OUTSIDE = (
    "Spara kvittot utanför registret. När loggen kontrolleras visas samma nyckel, och det är så "
    "någon annan ser att ingen har tagit bort mer."
)
IN_BACKUPS = (
    "En säkerhetskopia gjordes före. Den och äldre kopior innehåller händelserna tills de gallras."
)


def receipt_facts(done: OldLogDropped) -> tuple[tuple[str, str], ...]:
    """The receipt line by line."""
    gone = done.dropped
    return (
        ("Utförd", f"{done.on}"),
        ("Utförd av", done.by),
        ("Händelser borttagna ur loggen", spaced(gone.count)),
        ("Från och till", f"{gone.first} till {gone.last}"),
        ("Loggen börjar nu", f"{gone.before}"),
        ("Kontrollpunkt", gone.event),
        ("Undertecknad med nyckeln", gone.key),
    )


def receipt_notes(done: OldLogDropped) -> tuple[str, ...]:
    """What to do with the receipt, and where the events still are."""
    return (KEEP_OUTSIDE, *([IN_BACKUPS] if done.backed_up else []))


def print_log_receipt(
    context: Context, printer: FormPrinter, done: OldLogDropped, *, out: Path
) -> Printed:
    """The receipt as PDF."""
    context.require_everywhere(Permission.DROP_LOG)
    form = ReportForm(
        texts="log_receipt",
        printed_on=context.today,
        title="Kvitto på borttagen logg",
        facts=receipt_facts(done),
        parts=(ReportPart(heading="Spara kvittot", paragraphs=receipt_notes(done)),),
    )
    deed = Deed(action="print.log_receipt", subject_kind="audit", subject_id=done.dropped.event)
    return print_report_form(context, printer, form, leave=Permission.DROP_LOG, deed=deed, out=out)
