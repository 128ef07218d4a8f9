"""Printing labels with the addresses that the letters go to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.forms import Printed
from munhalsa.application.label_forms import LabelsForm
from munhalsa.application.letter_receivers import contacts_with_letters, receivers_of
from munhalsa.application.print_job import Order, in_order
from munhalsa.application.printing import (
    FormPrinter,
    note_printed,
    refuse_protected,
    with_homes,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.label_sheet import LabelSheet
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsJob:
    """``sheet`` is the code of a sheet of labels; the first is printed on label ``start``."""

    out: Path
    sheet: str
    start: int = 1
    order: Order = Order.NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsPrinted:
    """The file, how many labels are in it, and how many of them have a name and no address."""

    printed: Printed
    labels: int
    without_address: int


def print_labels(
    context: Context,
    printer: FormPrinter,
    *,
    numbers: Sequence[str] = (),
    ids: Sequence[str] = (),
    job: LabelsJob,
) -> LabelsPrinted:
    """A label for each letter that would be printed to them, in the same order.

    Persons by identity number, or by their ids.
    """
    context.require(Permission.PRINT)
    sheet = sheet_meant(printer.label_sheets(context.today), job.sheet)
    sheet.check_start(job.start)
    with context.read(Permission.PRINT) as reader:
        persons = [person_by_number(reader, text, today=context.today) for text in numbers]
        persons += reader.find(Person, id=list(ids))
        addressed = with_homes(context, reader, persons)
        everybody = [each.person.id for each in addressed]
        contacts = contacts_with_letters(reader, everybody, day=context.today)
    refuse_protected(context, addressed)
    receivers = [
        receiver
        for each in in_order(job.order, addressed)
        for receiver in receivers_of(each, contacts.get(each.person.id, ()))
    ]
    form = LabelsForm(
        printed_on=context.today,
        sheet=sheet,
        start=job.start,
        labels=tuple(one.lines for one in receivers),
    )
    printed = printer.labels(form, created=context.clock.now(), out=job.out)
    return LabelsPrinted(
        printed=note_printed(context, "print.labels", addressed, printed),
        labels=len(receivers),
        without_address=sum(not one.has_address for one in receivers),
    )


def sheet_meant(sheets: Sequence[LabelSheet], code: str) -> LabelSheet:
    """The sheet of that code."""
    for one in sheets:
        if one.code == code.strip().lower():
            return one
    codes = ", ".join(one.code for one in sheets)
    raise Rejected(
        "label_sheet_unknown", f"Arket ska vara något av {codes}. Välj ett av dem.", field="sheet"
    )
