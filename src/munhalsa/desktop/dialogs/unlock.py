"""The first thing one sees when the store needs its passphrase."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.unlocking import Unlocking
from munhalsa.desktop.dialogs.who import MayLogIn, Who
from munhalsa.desktop.forms.unlock_dialog import UnlockDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.still_wheel import keep_still


class UnlockDialog(QDialog):
    """Accepted when the store is open; rejected when the user leaves.

    ``error`` is what no passphrase can mend.
    """

    def __init__(self, desk: Desk, look: Look, *, users: MayLogIn | None = None) -> None:
        super().__init__()
        self.ui = UnlockDialogForm()
        self.ui.set_up(self)
        keep_still(self)
        self.error: BaseException | None = None
        message = FieldMessage(self.ui.passphrase, self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.passphrase) + 1, message)
        refused = FieldMessage(self.ui.name, self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.name) + 1, refused)
        who = Who(
            desk,
            label=self.ui.who_label,
            choice=self.ui.who,
            name_label=self.ui.name_label,
            name=self.ui.name,
            passphrase=self.ui.passphrase,
            message=message,
            refused=refused,
            parent=self,
        )
        self.unlocking = Unlocking(
            desk,
            why=self.ui.why,
            field=self.ui.passphrase,
            button=self.ui.unlock,
            busy=self.ui.busy,
            message=message,
            who=who,
            opened=self.accept,
            other=self._give_up,
            forgotten=self.ui.forgotten,
            look=look,
            parent=self,
            show=self.ui.show_passphrase,
        )
        self.unlocking.offer(users or MayLogIn())
        self.ui.leave.clicked.connect(self.reject)
        self.setMinimumWidth(look.sizes.px(440))

    def event(self, event: QEvent) -> bool:
        """As high as the words need: lines that wrap are not told by a size hint."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.resize(self.width(), self.ui.column.totalHeightForWidth(self.width()))
        return done

    def _give_up(self, error: BaseException) -> None:
        self.error = error
        self.reject()
