"""Who is about to log in, where more than one has a way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.widgets.field_message import FieldMessage


class Who(QObject):
    """The names to choose among; the desk opens the store for the one that is chosen."""

    def __init__(
        self,
        desk: Desk,
        *,
        label: QLabel,
        choice: QComboBox,
        passphrase: QLineEdit,
        message: FieldMessage,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._label, self._choice = label, choice
        self._passphrase, self._message = passphrase, message
        self.show(())
        choice.activated.connect(self._choose)

    def show(self, users: Sequence[str]) -> None:
        """Offer these, with whoever the store was asked for or was last opened by chosen."""
        self._choice.clear()
        self._choice.addItems(list(users))
        wanted = self._desk.which.user
        if wanted is not None:
            self._choice.setCurrentIndex(self._choice.findText(wanted))
        for widget in (self._label, self._choice):
            widget.setVisible(len(users) > 1)

    def ask(self) -> None:
        """Begin with the name, where there is one to choose."""
        if self._choice.count() > 1:
            self._choice.setFocus()

    def _choose(self) -> None:
        self._desk.turn_to(replace(self._desk.which, user=self._choice.currentText()))
        self._message.clear()
        self._passphrase.clear()
