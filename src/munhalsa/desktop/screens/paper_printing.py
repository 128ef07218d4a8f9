"""The form to post about somebody protected: asked why, printed, and shown before anything else."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.print_paper_application import PaperPrinted, print_paper_application
from munhalsa.application.view_person import PersonCard
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.printing.showing import page_file, show_pages
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.screens.protect_forms import print_form
from munhalsa.desktop.view import Frame

translate = QCoreApplication.translate


def ask_and_print(frame: Frame, view: QWidget, card: PersonCard) -> None:
    """Ask for the reason, print into the private folder and show the pages."""
    person = card.record.person
    out = page_file(frame)
    form = print_form(person)
    dialog = ChangeDialog(form, today=card.day, look=frame.look, parent=view)

    def make(place: Workplace, reason: str) -> PaperPrinted:
        return print_paper_application(
            place.context, place.printer, number=person.number, reason=reason, out=out
        )

    def done(_: PaperPrinted) -> None:
        dialog.accept()
        frame.say(translate("Protect", "Utskriften är noterad som ett steg på papper."))
        title = translate("Protect", "Pappersansökan")
        show_pages(frame, out, name="pappersansokan", title=title, parent=view)

    failed = partial(explain_at_field, frame, dialog)

    dialog.given.connect(
        lambda reason: frame.desk.do_at(
            view, lambda place: make(place, reason), done=done, failed=failed
        )
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
