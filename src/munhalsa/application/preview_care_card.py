"""A care card as it will be printed, looked at before it is signed."""

from __future__ import annotations

from pathlib import Path

from munhalsa.application.care_cards import AddCareCard, CareCardChanged, add_care_card, drawn_up
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number, the_municipality
from munhalsa.application.forms import Printed
from munhalsa.application.print_care import card_form
from munhalsa.application.printing import (
    FormPrinter,
    letterhead_of,
    refuse_protected,
    with_homes,
)
from munhalsa.domain.account import Permission


def preview_care_card(
    context: Context, printer: FormPrinter, command: AddCareCard, *, out: Path
) -> Printed:
    """The page itself, and nothing kept; refused where the card would be, or is more than a page.

    It is for the eyes of who is making it, and therefore not logged as printed.
    """
    context.require(Permission.RECORD_ASSESSMENTS)
    with context.read(Permission.RECORD_ASSESSMENTS) as reader:
        letterhead = letterhead_of(reader, the_municipality(reader))
        person = person_by_number(reader, command.number, today=context.today)
        card, lines = drawn_up(context, reader, person, command)
        (addressed,) = with_homes(context, reader, [person])
        form = card_form(context, reader, addressed, card, lines)
    refuse_protected(context, [addressed])
    return printer.care_cards([form], letterhead=letterhead, created=context.clock.now(), out=out)


def sign_care_card(
    context: Context, printer: FormPrinter, command: AddCareCard, *, trial: Path
) -> CareCardChanged:
    """Add the card if it can be printed on its page; ``trial`` is gone again afterwards."""
    try:
        preview_care_card(context, printer, command, out=trial)
    finally:
        trial.unlink(missing_ok=True)
    return add_care_card(context, command)
