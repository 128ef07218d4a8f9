"""Who is about to log in, where more than one has a way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MayLogIn:
    """The names that can be told before a store is open; ``by_name``: none can, one is typed."""

    names: Sequence[str] = ()
    by_name: bool = False


def may_log_in(desk: Desk) -> MayLogIn:
    """Asked on the store's worker."""
    program, which = desk.program, desk.which
    return MayLogIn(names=program.users(which), by_name=program.asks_name(which))


class Who(QObject):
    """The name to choose or to type; the desk opens the store for that one."""

    def __init__(
        self,
        desk: Desk,
        *,
        label: QLabel,
        choice: QComboBox,
        name_label: QLabel,
        name: QLineEdit,
        passphrase: QLineEdit,
        message: FieldMessage,
        refused: FieldMessage,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._label, self._choice = label, choice
        self._name_label, self._name = name_label, name
        self._passphrase, self._message = passphrase, message
        self._refused = refused
        self.show(MayLogIn())
        choice.activated.connect(self._choose)
        name.textEdited.connect(self._type)

    def show(self, who: MayLogIn) -> None:
        """Offer these, with whoever the store was asked for or was last opened by chosen."""
        self._refused.clear()
        self._choice.clear()
        self._choice.addItems(list(who.names))
        wanted = self._desk.which.user
        self._name.setText(wanted or "")
        if wanted is not None:
            self._choice.setCurrentIndex(self._choice.findText(wanted))
        self._label.setVisible(len(who.names) > 1)
        self._choice.setVisible(len(who.names) > 1)
        self._name_label.setVisible(who.by_name)
        self._name.setVisible(who.by_name)

    def ask(self) -> None:
        """Begin with the name, where there is one to choose or to type."""
        if not self._name.isHidden():
            self._name.setFocus()
        elif self._choice.count() > 1:
            self._choice.setFocus()

    def is_missing(self) -> bool:
        """Whether a name has to be typed first; says so at its field."""
        if self._name.isHidden() or self._desk.which.user is not None:
            return False
        return self.refuse(self.tr("Skriv ditt namn, så som det står i registret."))

    def refuse(self, words: str) -> bool:
        """Say at the name what is wrong with it; False where none is typed."""
        if self._name.isHidden():
            return False
        self._refused.say(words)
        self._name.setFocus()
        return True

    def _choose(self) -> None:
        self._desk.turn_to(replace(self._desk.which, user=self._choice.currentText()))
        self._message.clear()
        self._passphrase.clear()

    def _type(self, name: str) -> None:
        self._desk.turn_to(replace(self._desk.which, user=name.strip() or None))
        self._refused.clear()
