"""The form to post about somebody protected: asked why, printed, and shown before anything else."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.print_paper_application import PaperPrinted, print_paper_application
from munhalsa.application.view_person import PersonCard
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.protect_forms import print_form
from munhalsa.desktop.view import Frame
from munhalsa.domain.refusal import Refusal

translate = QCoreApplication.translate


def ask_and_print(frame: Frame, view: QWidget, card: PersonCard) -> None:
    """Ask for the reason, print into the private folder and show the pages."""
    person = card.record.person
    out = frame.temp / f"{uuid4().hex}.pdf"
    form = print_form(person)
    dialog = ChangeDialog(form, today=card.day, look=frame.look, parent=view)

    def make(place: Workplace, reason: str) -> PaperPrinted:
        return print_paper_application(
            place.context, place.printer, number=person.number, reason=reason, out=out
        )

    def done(paper: PaperPrinted) -> None:
        dialog.accept()
        frame.say(translate("Protect", "Utskriften är noterad som ett steg på papper."))
        _show(frame, view, paper, out)

    def failed(error: BaseException) -> None:
        if not (isinstance(error, Refusal) and dialog.show_refusal(error)):
            dialog.reject()
            frame.explain(error)

    dialog.given.connect(
        lambda reason: frame.desk.do_at(
            view, lambda place: make(place, reason), done=done, failed=failed
        )
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _show(frame: Frame, view: QWidget, paper: PaperPrinted, out: Path) -> None:
    preview = PreviewDialog(
        paper.printed.path,
        name="pappersansokan",
        title=translate("Protect", "Pappersansökan"),
        tasks=frame.desk.tasks,
        look=frame.look,
        parent=view,
    )
    preview.finished.connect(lambda _: out.unlink(missing_ok=True))
    preview.finished.connect(preview.deleteLater)
    preview.open()
