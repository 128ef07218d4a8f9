"""Asking by a form and doing what was asked: refusals at their field, warnings told, with undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.context import Context
from munhalsa.desktop.dialogs.fields import FieldsDialog, FieldsForm
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame
from munhalsa.domain.refusal import Refusal


class FormSteps(QObject):
    """One form at a time; ``dialog`` is the one that was opened last."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self.dialog: FieldsDialog | None = None

    def ask(
        self, form: FieldsForm, run: Callable[[Context, Any], Any], said: str, *, today: date
    ) -> None:
        """Open the form; ``run`` gets what was filled in, ``said`` is told when it is done."""
        dialog = FieldsDialog(form, today=today, look=self._frame.look, parent=self._view.window())
        self.dialog = dialog
        dialog.given.connect(lambda asked: self._do(dialog, run, asked, said))
        dialog.open()

    def _do(
        self, dialog: FieldsDialog, run: Callable[[Context, Any], Any], asked: Any, said: str
    ) -> None:
        def done(result: Any) -> None:
            dialog.accept()
            notes = " ".join(one.message for one in getattr(result, "warnings", ()))
            self._frame.say(
                f"{said} {notes}".strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: self._undo(result.event),
            )

        def failed(error: BaseException) -> None:
            if not (isinstance(error, Refusal) and dialog.show_refusal(error)):
                dialog.reject()
                self._frame.explain(error)

        self._frame.desk.do(
            self._view, lambda context: run(context, asked), done=done, failed=failed
        )

    def _undo(self, event: str) -> None:
        ask_to_undo(
            event,
            self._frame,
            self._view.window(),
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
        )
