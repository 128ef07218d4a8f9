"""The passphrase once more, for a deed that asks for it again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from munhalsa.desktop.forms.passphrase_dialog import PassphraseDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.domain.refusal import Refusal


class PassphraseDialog(QDialog):
    """``given`` carries what was typed; the caller tries it and answers ``done`` or ``refuse``."""

    given = Signal(str)

    def __init__(self, why: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = PassphraseDialogForm()
        self.ui.set_up(self)
        self.ui.why.setText(why)
        self.message = FieldMessage(self.ui.passphrase, self)
        place = self.ui.column.indexOf(self.ui.passphrase) + 1
        self.ui.column.insertWidget(place, self.message)
        self.ui.passphrase.textEdited.connect(self._typed)
        self.ui.show_passphrase.toggled.connect(self._show_typed)
        self.ui.go_on.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.setMinimumWidth(look.sizes.px(440))
        self._show_busy(False)
        self.ui.passphrase.setFocus()

    def done_well(self) -> None:
        """The deed is done."""
        self.ui.passphrase.clear()
        self.accept()

    def refuse(self, error: BaseException) -> bool:
        """Show a refusal of the passphrase at its field; another error closes, and is not shown."""
        self._show_busy(False)
        if isinstance(error, Refusal) and error.field == "passphrase":
            self.message.say(error.message)
            self.ui.passphrase.selectAll()
            self.ui.passphrase.setFocus()
            return True
        self.ui.passphrase.clear()
        self.reject()
        return False

    def _give(self) -> None:
        if self.ui.passphrase.text():
            self.message.clear()
            self._show_busy(True)
            self.given.emit(self.ui.passphrase.text())

    def _typed(self, text: str) -> None:
        self.ui.go_on.setEnabled(bool(text))

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.ui.passphrase.setEchoMode(mode)

    def _show_busy(self, busy: bool) -> None:
        self.ui.busy.setVisible(busy)
        self.ui.passphrase.setEnabled(not busy)
        self.ui.leave.setEnabled(not busy)
        self.ui.go_on.setEnabled(not busy and bool(self.ui.passphrase.text()))
