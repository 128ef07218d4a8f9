"""Why somebody is counted in a figure or not: the answer and the sentences that decided it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.widgets.plain_list import PlainList


class ReasonsDialog(QDialog):
    """Nothing is chosen here: it is read and closed."""

    def __init__(self, answer: str, because: Sequence[str], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Varför räknas personen?"))
        self.setMinimumWidth(look.sizes.px(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        self.answer = QLabel(answer, self)
        set_look(self.answer, "section")
        self.answer.setWordWrap(True)
        column.addWidget(self.answer)
        self.because = PlainList(
            (self.tr("Därför"),), look, name=self.tr("Det som avgjorde"), parent=self
        )
        self.because.show_rows([(str(place), (text,)) for place, text in enumerate(because)])
        column.addWidget(self.because)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.tr("Stäng"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.because.setFocus()
