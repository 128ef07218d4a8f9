"""Labels for the letters of everybody who is marked in a list, shown before all else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.print_job import Order
from munhalsa.application.print_labels import LabelsJob, LabelsPrinted, print_labels
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.due_words import persons_of
from munhalsa.desktop.printing.showing import page_file, show_pages
from munhalsa.desktop.screens.due_letters import order_field
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame
from munhalsa.domain.label_sheet import LabelSheet
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which sheet, where on it to begin, and in what order."""

    sheet: str
    start: int
    order: Order

    def job(self, out: Path) -> LabelsJob:
        """The same, written to a file."""
        return LabelsJob(out=out, sheet=self.sheet, start=self.start, order=self.order)


def ask_for_labels(frame: Frame, view: QWidget, ids: Sequence[str], *, today: date) -> None:
    """Ask which sheet, then print into the private folder and show the pages."""

    def ask(sheets: Sequence[LabelSheet]) -> None:
        form = labels_form(len(ids), sheets)
        dialog = FieldsDialog(form, today=today, look=frame.look, parent=view)
        dialog.given.connect(lambda wanted: _print(frame, view, dialog, ids, wanted))
        dialog.open()

    frame.desk.do_at(
        view,
        lambda place: place.printer.label_sheets(today),
        done=ask,
        failed=frame.explain,
    )


def labels_form(persons: int, sheets: Sequence[LabelSheet]) -> FieldsForm:
    """For so many persons; gives Wanted."""
    return FieldsForm(
        what=translate("Labels", "Etiketter till {0}").format(persons_of(persons)),
        explanation=translate(
            "Labels",
            "De adresser som breven går till. Skriv ut i verklig storlek (100 %), och prova på "
            "vanligt papper först.",
        ),
        save=translate("Labels", "&Visa etiketterna"),
        fields=(
            Field(
                name="sheet",
                label=translate("Labels", "Ar&k"),
                kind=FieldKind.CHOICE,
                choices=tuple((one.name, one.code) for one in sheets),
            ),
            Field(
                name="start",
                label=translate("Labels", "&Börja på etikett"),
                value="1",
                longest=3,
            ),
            order_field(),
        ),
        command=_wanted,
    )


def _wanted(filled: Mapping[str, Any]) -> Wanted:
    text = filled["start"] or ""
    if not (text.isascii() and text.isdigit()):
        message = translate("Labels", "Skriv numret på den första lediga etiketten, från 1.")
        raise Rejected("number_invalid", message, field="start")
    return Wanted(sheet=filled["sheet"], start=int(text), order=Order(filled["order"]))


def _print(
    frame: Frame, view: QWidget, dialog: FieldsDialog, ids: Sequence[str], wanted: Wanted
) -> None:
    out = page_file(frame)

    def job(place: Workplace) -> LabelsPrinted:
        return print_labels(place.context, place.printer, ids=ids, job=wanted.job(out))

    def done(printed: LabelsPrinted) -> None:
        dialog.accept()
        if printed.without_address:
            words = translate("Labels", "Etiketter utan adress: {0}. Fyll i den på personens kort.")
            frame.say(words.format(printed.without_address), tone=Tone.WARN)
        title = translate("Labels", "Etiketter")
        show_pages(frame, out, name="etiketter", title=title, parent=view)

    failed = partial(explain_at_field, frame, dialog)

    frame.desk.do_at(view, job, done=done, failed=failed)
