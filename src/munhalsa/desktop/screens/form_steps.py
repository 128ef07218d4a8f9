"""Asking by a form and doing what was asked: refusals at their field, warnings told, with undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Protocol, TypeVar, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.context import Context
from munhalsa.desktop.dialogs.fields import FieldsDialog, FieldsForm
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.field_message import say_at_foot
from munhalsa.domain.refusal import Refusal

T = TypeVar("T")


class FormSteps(QObject):
    """One form at a time; ``dialog`` is the one that was opened last."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self.dialog: FieldsDialog | None = None

    def ask(
        self,
        form: FieldsForm,
        run: Callable[[Context, Any], Any],
        said: str,
        *,
        shown: object,
        today: date,
    ) -> None:
        """Open the form; ``run`` gets what was filled in, ``said`` is told when it is done.

        ``shown`` is what the form is about, as the desk wants it.
        """

        def done(result: Any) -> None:
            notes = " ".join(one.message for one in getattr(result, "warnings", ()))
            self._frame.say(
                f"{said} {notes}".strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: self._undo(result.event),
            )

        self.dialog = ask_fields(
            self._frame, self._view, form, run, shown=shown, done=done, today=today
        )

    def _undo(self, event: str) -> None:
        ask_to_undo(
            event,
            self._frame,
            self._view.window(),
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
        )


def ask_fields(
    frame: Frame,
    view: QWidget,
    form: FieldsForm,
    run: Callable[[Context, Any], T],
    *,
    shown: object,
    done: Callable[[T], None],
    today: date,
) -> FieldsDialog:
    """Open the form; ``run`` gets what was filled in, and what it refuses is told at its field."""
    dialog = FieldsDialog(form, today=today, look=frame.look, parent=view.window())

    def well(result: T) -> None:
        dialog.accept()
        done(result)

    dialog.given.connect(
        lambda asked: frame.desk.do(
            view,
            lambda context: run(context, asked),
            shown=shown,
            done=well,
            failed=partial(explain_at_field, frame, dialog),
        )
    )
    dialog.open()
    return dialog


class Asks(Protocol):
    """A dialog that asks for something: it closes when that is done, or tells a refusal."""

    def show_refusal(self, refusal: Refusal, /) -> bool:
        """Tell it at its field; whether there is such a field."""

    def accept(self) -> None:
        """Close: it is done."""

    def reject(self) -> None:
        """Close, with nothing done."""


def explain_at_field(frame: Frame, dialog: Asks, error: BaseException) -> None:
    """Tell what was refused at its field, else at the foot of the form: what was typed stays.

    Whatever is no refusal closes the form and is told in the window.
    """
    if not isinstance(error, Refusal):
        dialog.reject()
        frame.explain(error)
        return
    at_field = dialog.show_refusal(error)
    say_at_foot(cast("QDialog", dialog), "" if at_field else error.message)
