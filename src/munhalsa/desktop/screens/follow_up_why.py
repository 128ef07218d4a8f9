"""Who is behind a figure, asked of one person: counted or not and why, and what differs since."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.explain_figure import Explained, explain_figure
from munhalsa.application.follow_up import FollowUp
from munhalsa.desktop.dialogs.fields import Field, FieldsDialog, FieldsForm
from munhalsa.desktop.dialogs.reasons import ReasonsDialog
from munhalsa.desktop.dialogs.records import RecordsDialog
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.view import Frame, Place
from munhalsa.domain.quarter import Quarter


class WhyCounted(QObject):
    """``ask`` for one person, ``show_differences`` for those who differ from what was reported."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view

    def ask(self, figure: str, quarter: Quarter) -> None:
        """Ask for the number, and show what decided."""
        form = FieldsForm(
            what=self.tr("Varför räknas personen i {0}?").format(figure),
            explanation=self.tr("Gäller {0}, enligt dagens uppgifter.").format(quarter.label),
            save=self.tr("&Visa"),
            fields=(Field(name="number", label=self.tr("&Personnummer"), wide=True),),
            command=_number,
        )
        look = self._frame.look
        dialog = FieldsDialog(form, today=quarter.last_day, look=look, parent=self._view)

        def done(found: Explained) -> None:
            dialog.accept()
            words = self.tr("Räknas i {0}") if found.counted else self.tr("Räknas inte i {0}")
            answer = f"{words.format(found.figure)}, {quarter.label}"
            because = [one.text for one in found.because]
            ReasonsDialog(answer, because, look, self._view).open()

        failed = partial(explain_at_field, self._frame, dialog)

        dialog.given.connect(
            lambda number: self._frame.desk.read(
                self._view,
                lambda context: explain_figure(context, number, figure=figure, quarter=quarter),
                done=done,
                failed=failed,
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_differences(self, figure: str, found: FollowUp) -> None:
        """Whoever is counted today and was not when the quarter was closed, or the other way."""
        frozen = found.frozen
        ids = [
            person
            for one in (() if frozen is None else frozen.differences)
            if one.figure.partition(".")[0] == figure
            for person in (*one.came, *one.left)
        ]
        if not ids:
            self._frame.say(self.tr("Inget skiljer från det som är fastställt."))
            return
        title = self.tr("{0}: skiljer från det som fastställdes").format(figure)
        dialog = RecordsDialog(title, list(dict.fromkeys(ids)), self._frame, self._view)
        dialog.wanted.connect(lambda person: self._frame.go(Place(view="persons", about=person)))
        dialog.open()


def _number(filled: Mapping[str, Any]) -> str:
    return str(filled["number"] or "")
