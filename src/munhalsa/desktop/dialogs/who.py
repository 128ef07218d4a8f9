"""Who is about to log in, where more than one has a way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.widgets.field_message import FieldMessage


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
        passphrase: QLineEdit,
        message: FieldMessage,
        refused: FieldMessage,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._label, self._choice = label, choice
        self._passphrase, self._message = passphrase, message
        self._refused = refused
        self._to_choose = label.text()
        self._by_name = False
        self.show(MayLogIn())
        choice.activated.connect(self._choose)
        choice.editTextChanged.connect(self._type)

    @property
    def is_by_name(self) -> bool:
        """Whether the name is typed, and the database may do without a passphrase."""
        return self._by_name

    def show(self, who: MayLogIn) -> None:
        """Offer these, with whoever the store was asked for or was last opened by chosen."""
        wanted = self._desk.which.user
        self._refused.clear()
        self._by_name = False
        self._choice.clear()
        self._choice.setEditable(who.by_name)
        self._choice.addItems(list(who.names))
        self._label.setText(self.tr("&Ditt namn i registret") if who.by_name else self._to_choose)
        if who.by_name:
            self._choice.setEditText(wanted or "")
        elif wanted is not None:
            self._choice.setCurrentIndex(self._choice.findText(wanted))
        for widget in (self._label, self._choice):
            widget.setVisible(who.by_name or len(who.names) > 1)
        self._by_name = who.by_name

    def ask(self) -> None:
        """Begin with the name, where there is one to choose or to type."""
        if self._by_name or self._choice.count() > 1:
            self._choice.setFocus()

    def is_missing(self) -> bool:
        """Whether a name has to be typed first; says so at its field."""
        if not self._by_name or self._desk.which.user is not None:
            return False
        self.refuse(self.tr("Skriv ditt namn, så som det står i registret."))
        return True

    def refuse(self, words: str) -> bool:
        """Say at the name what is wrong with it; False where no name is asked for."""
        if self._choice.isHidden():
            return False
        self._refused.say(words)
        self._choice.setFocus()
        return True

    def _choose(self) -> None:
        self._desk.turn_to(replace(self._desk.which, user=self._choice.currentText()))
        self._refused.clear()
        self._message.clear()
        self._passphrase.clear()

    def _type(self, name: str) -> None:
        if self._by_name:
            self._desk.turn_to(replace(self._desk.which, user=name.strip() or None))
            self._refused.clear()
