"""Settling differences in the window: asked what must be asked, done, told, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from munhalsa.application.ports import Changes
from munhalsa.application.settle_differences import Settled, SettleDifferences
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.dialogs.progress import run_long
from munhalsa.desktop.models.difference_rows import DifferenceRows
from munhalsa.desktop.screens.reconciliation_jobs import (
    ReadList,
    SettledRows,
    settle_rows,
)
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame
from munhalsa.domain.certificate import EndReason
from munhalsa.domain.reconciliation import Aspect, Choice, Difference
from munhalsa.domain.swedish import spaced

AT_ONCE = 50
"""So many are settled without a dialog that shows how far it has come."""
_ENDS = frozenset({Aspect.ONLY_HERE, Aspect.ENDED_THERE})


class Settling(QObject):
    """``settled`` carries the rows as they are then; ``changes`` are those of the last deed."""

    settled = Signal(object)

    def __init__(self, frame: Frame, page: QWidget) -> None:
        super().__init__(page)
        self._frame, self._page = frame, page
        self.dialog: FieldsDialog | None = None
        self.changes: Changes | None = None
        self._is_busy = False

    def settle(
        self,
        read: ReadList,
        rows: DifferenceRows,
        differences: Sequence[Difference],
        choice: Choice,
    ) -> None:
        """Settle what is marked; an end that is taken over is asked its reason first."""

        def go_on(reason: EndReason | None) -> None:
            asked = SettleDifferences(
                differences=differences, choice=choice, listed=read.found.listed, reason=reason
            )
            self._do(rows, asked)

        if not differences or self._is_busy:
            return
        if choice is Choice.THERE and any(one.aspect in _ENDS for one in differences):
            self._ask_reason(read, go_on)
        else:
            go_on(None)

    def _ask_reason(self, read: ReadList, go_on: Callable[[EndReason | None], None]) -> None:
        form = FieldsForm(
            what=self.tr("Varför har intyget avslutats?"),
            explanation=self.tr(
                "Listan har rätt om att intyget är slut. Det avslutas här med det skäl du väljer, "
                "för alla markerade."
            ),
            save=self.tr("Avsluta som i &listan"),
            fields=(
                Field(
                    name="reason",
                    label=self.tr("&Skäl"),
                    kind=FieldKind.CHOICE,
                    choices=[(one.word, one.reason.value) for one in read.reasons],
                ),
            ),
            command=lambda filled: EndReason(filled["reason"]),
        )
        dialog = FieldsDialog(
            form, today=read.day, look=self._frame.look, parent=self._page.window()
        )
        self.dialog = dialog

        def given(reason: EndReason) -> None:
            dialog.accept()
            go_on(reason)

        dialog.given.connect(given)
        dialog.open()

    def _do(self, rows: DifferenceRows, asked: SettleDifferences) -> None:
        """One at a time: the answer is put into the rows as they were when it was asked."""
        self._is_busy = True
        if len(asked.differences) <= AT_ONCE:
            self._frame.desk.do(
                self,
                lambda context: settle_rows(context, rows, asked),
                shown=(),
                done=self._done,
                failed=self._failed,
            )
            return
        run_long(
            self._frame,
            self._page,
            self.tr("Skillnaderna avgörs"),
            lambda place, control: settle_rows(place.context, rows, asked, control),
            done=self._done,
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self._is_busy = False
        self._frame.explain(error)

    def _done(self, done: SettledRows) -> None:
        self._is_busy = False
        settled = done.settled
        self.changes = done.changes
        self.settled.emit(done.rows)
        self._frame.say(
            " ".join(self._told(settled)),
            tone=Tone.WARN if settled.refused or settled.warnings else Tone.OK,
            undo=partial(self._undo, done.event) if settled.done else None,
        )

    def _told(self, settled: Settled) -> Sequence[str]:
        told = []
        if settled.settled == 1:
            told.append(self.tr("1 skillnad är avgjord."))
        elif settled.done:
            told.append(self.tr("{0} skillnader är avgjorda.").format(spaced(settled.settled)))
        if len(settled.refused) == 1:
            told.append(settled.refused[0][1].message)
        elif settled.refused:
            told.append(
                self.tr("{0} gick inte; varför står på raden.").format(spaced(len(settled.refused)))
            )
        return [*told, *dict.fromkeys(notice.message for _, notice in settled.warnings)]

    def _undo(self, event: str) -> None:
        ask_to_undo(
            event,
            self._frame,
            self._page.window(),
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
        )
