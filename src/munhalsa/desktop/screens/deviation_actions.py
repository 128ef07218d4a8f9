"""What can be done with deviations, from the register: each by a small form, undone by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.context import Context
from munhalsa.application.disagreements import record_disagreement
from munhalsa.application.handle_deviation import (
    CloseDeviation,
    answer_deviation,
    close_deviations,
    report_deviation,
)
from munhalsa.application.prepare_deviations import DeviationsDesk, prepare_deviations
from munhalsa.application.print_deviation import deviation_text, print_deviation
from munhalsa.application.record_deviation import record_deviation
from munhalsa.application.view_deviations import DeviationLine, DeviationRecord, show_deviation
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.deviation import DeviationDialog
from munhalsa.desktop.dialogs.fields import FieldsDialog, FieldsForm
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.screens import deviation_forms
from munhalsa.desktop.screens.deviation_change import DeviationChange
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import DeviationState, DeviationTask

Deed = Callable[[Context, Any], Any]


class Register(Protocol):
    """The list that the deeds are about."""

    def marked(self) -> Sequence[DeviationLine]:
        """The rows that are marked."""


class FormAsker(QObject):
    """Opens a form, carries out what it gives, and tells what was done, with a way back."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view

    def ask(
        self, made: Callable[[DeviationsDesk], FieldsForm], do: Deed, done: str, *, shown: object
    ) -> None:
        """Read what the form needs, and show it; ``shown`` is what it is about."""

        def show(desk: DeviationsDesk) -> None:
            dialog = FieldsDialog(
                made(desk), today=desk.today, look=self._frame.look, parent=self._view
            )
            dialog.given.connect(
                lambda given: self._do(dialog, partial(_given, do, given), done, shown)
            )
            dialog.open()

        self._frame.desk.read(
            self, prepare_deviations, done=show, failed=self._frame.explain, latest="form"
        )

    def tell(self, result: Any, done: str) -> None:
        """What was done, what to look at, and a button that takes it back."""
        notes = " ".join(one.message for one in getattr(result, "warnings", ()))
        self._frame.say(
            f"{done} {notes}".strip(),
            tone=Tone.WARN if notes else Tone.OK,
            undo=lambda: self.undo(result.event),
        )

    def undo(self, event: str) -> None:
        """Take an event back, after showing what that changes."""
        ask_to_undo(
            event,
            self._frame,
            self._view,
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
        )

    def _do(
        self, dialog: FieldsDialog, job: Callable[[Context], Any], done: str, shown: object
    ) -> None:
        def well(result: Any) -> None:
            dialog.accept()
            self.tell(result, done)

        failed = partial(explain_at_field, self._frame, dialog)

        self._frame.desk.do(self, job, shown=shown, done=well, failed=failed)


def _given(do: Deed, given: Any, context: Context) -> Any:
    return do(context, given)


class DeviationActions(QObject):
    """The commands, and who may give them."""

    def __init__(self, frame: Frame, view: QWidget, register: Register) -> None:
        super().__init__(view)
        self._frame, self._view, self._register = frame, view, register
        self.asker = FormAsker(frame, view)
        self._edits = frame.desk.may(Permission.EDIT_DEVIATIONS)
        self.new = command(
            self,
            self.tr("&Ny avvikelse …"),
            self._new,
            key="Ctrl+N",
            main=self._edits,
        )
        self.report = command(self, self.tr("&Rapportera …"), self._report, key="Ctrl+R")
        self.answer = command(self, self.tr("&Besvara …"), self._answer, key="Ctrl+B")
        self.close = command(self, self.tr("S&täng"), self._close, key="Ctrl+Shift+S")
        self.disagree = command(self, self.tr("Ny &oenighet …"), self._disagree, key="Ctrl+Shift+N")
        self.open = command(self, self.tr("&Visa"), self._open, key="Ctrl+O")

    def all(self) -> Sequence[QAction]:
        """Every command that the user may give."""
        if not self._edits:
            return (self.open,)
        return (self.open, self.new, self.report, self.answer, self.close, self.disagree)

    def row(self) -> Sequence[QAction]:
        """Those below the register."""
        if not self._edits:
            return (self.open,)
        return (self.open, self.report, self.answer, self.close, self.disagree)

    def allow(self, marked: Sequence[DeviationLine]) -> None:
        """Let only what fits the marked rows be done."""
        only = marked[0] if len(marked) == 1 else None
        self.open.setEnabled(only is not None)
        self.report.setEnabled(only is not None and only.task is DeviationTask.REPORT)
        self.answer.setEnabled(only is not None and only.state is DeviationState.REPORTED)
        self.close.setEnabled(
            bool(marked) and all(one.state is not DeviationState.CLOSED for one in marked)
        )

    def show(self, id: str) -> None:
        """One in full."""
        self._frame.desk.read(
            self,
            lambda context: show_deviation(context, id),
            done=self._show,
            failed=self._frame.explain,
            latest="deviation",
        )

    # Within.

    def _only(self) -> DeviationLine | None:
        marked = self._register.marked()
        return marked[0] if len(marked) == 1 else None

    def _open(self) -> None:
        line = self._only()
        if line is not None:
            self.show(line.id)

    def _show(self, record: DeviationRecord) -> None:
        line = record.deviation
        dialog = DeviationDialog(
            record,
            may_edit=self._edits,
            may_undo=partial(self._frame.desk.may_undo, leave=Permission.EDIT_DEVIATIONS),
            look=self._frame.look,
            parent=self._view,
        )
        dialog.change_wanted.connect(lambda: self._leave_for(dialog, lambda: self._change(line)))
        dialog.print_wanted.connect(lambda: self._leave_for(dialog, lambda: self._print(line)))
        dialog.copy_wanted.connect(lambda: self._copy(line))
        dialog.undo_wanted.connect(
            lambda event: self._leave_for(dialog, lambda: self.asker.undo(event))
        )
        dialog.open()

    def _leave_for(self, dialog: DeviationDialog, what: Callable[[], None]) -> None:
        dialog.accept()
        what()

    def _new(self) -> None:
        said = self.tr("Utkastet är sparat.")
        self.asker.ask(deviation_forms.new_form, record_deviation, said, shown=())

    def _change(self, line: DeviationLine) -> None:
        words = self.tr("Avvikelsen är ändrad.")

        def ask(desk: DeviationsDesk) -> None:
            DeviationChange(
                self._frame,
                self._view,
                desk,
                line,
                done=lambda changed: self.asker.tell(changed, words),
            ).open()

        self._frame.desk.read(
            self, prepare_deviations, done=ask, failed=self._frame.explain, latest="form"
        )

    def _report(self) -> None:
        line = self._only()
        if line is not None:
            self.asker.ask(
                lambda desk: deviation_forms.report_form(desk, line),
                report_deviation,
                self.tr("Avvikelsen är rapporterad."),
                shown=line,
            )

    def _answer(self) -> None:
        line = self._only()
        if line is not None:
            self.asker.ask(
                lambda desk: deviation_forms.answer_form(desk, line),
                answer_deviation,
                self.tr("Svaret är sparat."),
                shown=line,
            )

    def _close(self) -> None:
        marked = tuple(self._register.marked())
        commands = [CloseDeviation(deviation=one.id) for one in marked]
        count = len(commands)

        def done(results: Sequence[Any]) -> None:
            words = (
                self.tr("Avvikelsen är stängd.")
                if count == 1
                else self.tr("{0} avvikelser är stängda.").format(count)
            )
            self.asker.tell(results[0], words)

        def close(context: Context) -> Any:
            return Closed(close_deviations(context, commands))

        if commands:
            self._frame.desk.do(
                self,
                close,
                shown=marked,
                done=lambda closed: done(closed.results),
                failed=self._frame.explain,
            )

    def _disagree(self) -> None:
        marked = tuple(one.id for one in self._register.marked())
        self.asker.ask(
            lambda desk: deviation_forms.disagreement_form(desk, marked),
            record_disagreement,
            self.tr("Oenigheten är registrerad."),
            shown=(),
        )

    def _copy(self, line: DeviationLine) -> None:
        """For half a minute, and kept out of the clipboard's history."""

        def copied(text: str) -> None:
            self._frame.clipboard.copy(text)
            self._frame.say(
                self.tr("Rapporten ligger i urklipp i 30 sekunder. Klistra in den i it-stödet.")
            )

        self._frame.desk.read(
            self,
            lambda context: deviation_text(context, deviation=line.id),
            done=copied,
            failed=self._frame.explain,
        )

    def _print(self, line: DeviationLine) -> None:
        print_and_show(
            self._frame,
            lambda place, out: print_deviation(
                place.context, place.printer, deviation=line.id, out=out
            ),
            name="avvikelserapport",
            title=self.tr("Avvikelserapport"),
            parent=self._view,
        )


class Closed:
    """Several that were closed in one deed, told to the views as one change."""

    def __init__(self, results: Sequence[Any]) -> None:
        self.results = results
        self.changes = results[0].changes
        self.event = results[0].event
