"""A question, only where undo cannot help; the safe answer is the one Enter gives."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.desktop.forms.confirm_dialog import ConfirmDialogForm
from munhalsa.desktop.look import Look


class ConfirmDialog(QDialog):
    """Says what will be done and what cannot be undone; the button says what it does."""

    def __init__(
        self, question: str, consequence: str, *, yes: str, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.ui = ConfirmDialogForm()
        self.ui.set_up(self)
        self.setWindowTitle(question)
        self.ui.question.setText(question)
        self.ui.consequence.setText(consequence)
        self.ui.yes.setText(yes)
        self.ui.yes.clicked.connect(self.accept)
        self.ui.no.clicked.connect(self.reject)
        self.setMinimumWidth(look.sizes.px(420))

    def ask(self, then: Callable[[], None]) -> None:
        """Show it, and do the deed if the answer is yes."""
        self.accepted.connect(then)
        self.open()
