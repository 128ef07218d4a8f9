"""The passphrase once more, for a deed that asks for it again."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.desktop.dialogs.secret import Secret
from munhalsa.desktop.forms.passphrase_dialog import PassphraseDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.domain.refusal import Refusal


class Deed(NamedTuple):
    """What the passphrase lets through, in its own words; ``for_good`` is never undone."""

    heading: str
    why: str
    go_on: str
    for_good: bool = False


class PassphraseDialog(QDialog):
    """``given`` carries what was typed; the caller tries it and answers ``done`` or ``refuse``."""

    given = Signal(str)

    def __init__(self, why: str | Deed, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = PassphraseDialogForm()
        self.ui.set_up(self)
        if isinstance(why, Deed):
            self.setWindowTitle(why.heading)
            self.ui.heading.setText(why.heading)
            self.ui.go_on.setText(why.go_on)
            if why.for_good:
                self.ui.go_on.setProperty("look", "danger")
        self.ui.why.setText(why.why if isinstance(why, Deed) else why)
        self.message = FieldMessage(self.ui.passphrase, self)
        place = self.ui.column.indexOf(self.ui.passphrase) + 1
        self.ui.column.insertWidget(place, self.message)
        self._secret = Secret(
            self.ui.passphrase,
            button=self.ui.go_on,
            busy=self.ui.busy,
            show=self.ui.show_passphrase,
            rest=[self.ui.leave],
            parent=self,
        )
        self.ui.go_on.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.setMinimumWidth(look.sizes.px(440))
        self.ui.passphrase.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need: lines that wrap are not told by a size hint."""
        super().showEvent(event)
        self.ui.column.activate()
        self.resize(self.width(), self.ui.column.totalHeightForWidth(self.width()))

    def done_well(self) -> None:
        """The deed is done."""
        self.ui.passphrase.clear()
        self.accept()

    def refuse(self, error: BaseException) -> bool:
        """Show a refusal of the passphrase at its field; another error closes, and is not shown."""
        self._secret.release()
        if isinstance(error, Refusal) and error.field == "passphrase":
            self.message.say(error.message)
            self._secret.again()
            return True
        self.ui.passphrase.clear()
        self.reject()
        return False

    def reject(self) -> None:
        """What is being tried is not left; it is answered in a moment."""
        if not self._secret.is_held:
            super().reject()

    def _give(self) -> None:
        if self._secret.text:
            self.message.clear()
            self._secret.hold()
            self.given.emit(self._secret.text)
