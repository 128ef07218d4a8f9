"""The grid of a unit's answers: one key a person, and down to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.domain.response import AnsweredBy

_ANSWERS = {Qt.Key.Key_J: True, Qt.Key.Key_N: False}
_NOTHING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_WHO = {
    Qt.Key.Key_1: AnsweredBy.SELF,
    Qt.Key.Key_2: AnsweredBy.GUARDIAN,
    Qt.Key.Key_3: AnsweredBy.RELATIVE,
    Qt.Key.Key_4: AnsweredBy.OTHER,
}


class AnswerTable(FittingTable):
    """``answered`` carries True, False or None for the row come to, ``told`` who gave it."""

    answered = Signal(object)
    told = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A letter answers and goes on; a figure says who; the rest moves about as ever."""
        key = Qt.Key(event.key())
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
        elif key in _ANSWERS:
            self.answered.emit(_ANSWERS[key])
            self._go_on()
        elif key in _NOTHING:
            self.answered.emit(None)
        elif key in _WHO:
            self.told.emit(_WHO[key])
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        row = self.currentIndex().row()
        if row + 1 < self._rows.rowCount():
            self._go_to(row + 1)
