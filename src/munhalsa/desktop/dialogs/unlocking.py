"""A passphrase field that opens the store: shared by the dialog at the start and the cover."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QPushButton

from munhalsa.desktop.desk import Desk, PassphraseNeeded
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.domain.refusal import Refusal


class Unlocking(QObject):
    """Tries what was typed, says what went wrong, and calls ``opened`` when it went right.

    ``other`` gets what no passphrase can mend, such as a store that is newer or damaged.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        why: QLabel,
        field: QLineEdit,
        button: QPushButton,
        busy: QProgressBar,
        message: FieldMessage,
        opened: Callable[[], None],
        other: Callable[[BaseException], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._why, self._field, self._button = why, field, button
        self._busy, self._message = busy, message
        self._opened, self._other = opened, other
        button.clicked.connect(self.try_typed)
        field.textEdited.connect(self._typed)
        self._show_busy(False)
        self._typed("")

    def try_without(self) -> None:
        """Open by the system's key store, which asks for nothing; else say why that failed."""
        self._open(None)

    def try_typed(self) -> None:
        """Open by what was typed."""
        if self._field.text() and self._field.isEnabled():
            self._open(self._field.text())

    def ask(self, why: str) -> None:
        """Say why a passphrase is needed and wait for it."""
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._show_busy(False)
        self._field.setFocus()

    def forget(self) -> None:
        """Leave no trace of what was typed."""
        self._field.clear()
        self._message.clear()
        self._typed("")

    def _open(self, passphrase: str | None) -> None:
        self._message.clear()
        self._show_busy(True)
        self._desk.open(self, passphrase=passphrase, done=self._entered, failed=self._failed)

    def _entered(self, _: None) -> None:
        self._show_busy(False)
        self.forget()
        self._opened()

    def _failed(self, error: BaseException) -> None:
        self._show_busy(False)
        if isinstance(error, PassphraseNeeded):
            self.ask(str(error))
        elif isinstance(error, Refusal) and error.field == "passphrase":
            self._message.say(error.message)
            self._field.selectAll()
            self._field.setFocus()
        else:
            self._other(error)

    def _show_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        self._field.setEnabled(not busy)
        self._button.setEnabled(not busy and bool(self._field.text()))

    def _typed(self, text: str) -> None:
        self._button.setEnabled(bool(text))
