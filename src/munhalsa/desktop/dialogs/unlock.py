"""The first thing one sees when the store needs its passphrase."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.unlocking import Unlocking
from munhalsa.desktop.dialogs.who import Who
from munhalsa.desktop.forms.unlock_dialog import UnlockDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.field_message import FieldMessage


class UnlockDialog(QDialog):
    """Accepted when the store is open; rejected when the user leaves.

    ``error`` is what no passphrase can mend.
    """

    def __init__(self, desk: Desk, look: Look, *, users: Sequence[str] = ()) -> None:
        super().__init__()
        self.ui = UnlockDialogForm()
        self.ui.set_up(self)
        self.error: BaseException | None = None
        message = FieldMessage(self.ui.passphrase, self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.passphrase) + 1, message)
        self.unlocking = Unlocking(
            desk,
            why=self.ui.why,
            field=self.ui.passphrase,
            button=self.ui.unlock,
            busy=self.ui.busy,
            message=message,
            opened=self.accept,
            other=self._give_up,
            parent=self,
            show=self.ui.show_passphrase,
        )
        self.who = Who(
            desk,
            label=self.ui.who_label,
            choice=self.ui.who,
            passphrase=self.ui.passphrase,
            message=message,
            parent=self,
        )
        self.who.show(users)
        self.ui.leave.clicked.connect(self.reject)
        self.setMinimumWidth(look.sizes.px(440))

    def _give_up(self, error: BaseException) -> None:
        self.error = error
        self.reject()
