"""A passphrase field that opens the store: shared by the dialog at the start and the cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from munhalsa.desktop.desk import Desk, PassphraseNeeded
from munhalsa.desktop.dialogs.secret import Secret
from munhalsa.desktop.dialogs.who import MayLogIn, Who
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.domain.refusal import Refusal


class Unlocking(QObject):
    """Tries what was typed, says what went wrong, and calls ``opened`` when it went right.

    ``other`` gets what no passphrase can mend, such as a store that is newer or damaged. What is
    typed while the key store is tried is kept, and tried next where that was asked for.
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
        who: Who,
        opened: Callable[[], None],
        other: Callable[[BaseException], None],
        forgotten: QPushButton,
        look: Look,
        parent: QWidget,
        show: QCheckBox | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._why, self._field = why, field
        self._busy, self._message = busy, message
        self._who = who
        self._opened, self._other = opened, other
        self._forgotten, self._look, self._over = forgotten, look, parent
        self._may = MayLogIn()
        self._secret = Secret(field, button=button, busy=busy, show=show, parent=self)
        self._is_trying, self._is_wanted = False, False
        why.setVisible(bool(why.text()))
        button.clicked.connect(self.try_typed)
        forgotten.clicked.connect(self._recover)

    def offer(self, who: MayLogIn) -> None:
        """Let one of these come in."""
        self._may = who
        self._who.show(who)
        self._secret.need(not who.by_name)
        # The passwords of a shared database are its administrator's.
        self._forgotten.setHidden(who.by_name or not who.names)

    def begin(self, who: MayLogIn, *, user: str | None) -> None:
        """Try the key store at once, unless somebody has to say first who it is."""
        self.offer(who)
        if not who.by_name or user is not None:
            self.try_without()
        elif self._desk.which.user is None:
            self._who.ask()
        else:
            self._field.setFocus()

    def try_without(self) -> None:
        """Open by the system's key store, which asks for nothing; else say why that failed."""
        self._busy.setVisible(True)
        self._field.setFocus()
        self._open(None)

    def try_typed(self) -> None:
        """Open by what was typed, now or as soon as the key store has answered."""
        if not self._secret.is_ready or self._who.is_missing():
            return
        if self._is_trying:
            self._is_wanted = True
            return
        self._message.clear()
        self._secret.hold()
        # A database may know its people by the machine's account, and want no password.
        self._open(self._secret.text or None)

    def ask(self, why: str) -> None:
        """Say why a passphrase is needed and wait for it."""
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._field.setFocus()

    def forget(self) -> None:
        """Leave no trace of what was typed."""
        self._field.clear()
        self._message.clear()

    def _recover(self) -> None:
        # Hardly ever wanted, and a start waits for all that is loaded.
        from munhalsa.desktop.dialogs.recovering import ask_to_recover

        if not self._is_trying:
            ask_to_recover(
                self._desk,
                self._look,
                self._over,
                users=self._may.names,
                recovered=self._go_on,
            )

    def _go_on(self, user: str, passphrase: str) -> None:
        """In, as whoever has a new passphrase."""
        self._desk.turn_to(replace(self._desk.which, user=user))
        self.offer(self._may)
        self._secret.hold()
        self._open(passphrase)

    def _open(self, passphrase: str | None) -> None:
        self._is_trying, self._is_wanted = True, False
        self._desk.open(self, passphrase=passphrase, done=self._entered, failed=self._failed)

    def _entered(self, _: None) -> None:
        self._end_trying()
        self.forget()
        self._opened()

    def _failed(self, error: BaseException) -> None:
        wanted = self._is_wanted
        self._end_trying()
        if isinstance(error, PassphraseNeeded):
            self.ask(str(error))
            if wanted:
                self.try_typed()
        elif isinstance(error, Refusal) and error.field == "passphrase":
            self._message.say(error.message)
            self._secret.again()
        elif not self._is_about_name(error):
            self._other(error)

    def _is_about_name(self, error: BaseException) -> bool:
        """Whether it was said at the name."""
        return (
            isinstance(error, Refusal) and error.field == "user" and self._who.refuse(error.message)
        )

    def _end_trying(self) -> None:
        self._is_trying, self._is_wanted = False, False
        self._secret.release()
