"""What hides the window while it is locked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.unlocking import Unlocking
from munhalsa.desktop.dialogs.who import Who
from munhalsa.desktop.forms.cover import CoverForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.field_message import FieldMessage


class Cover(QWidget):
    """Lies over its whole parent and asks for the passphrase."""

    def __init__(
        self,
        desk: Desk,
        look: Look,
        parent: QWidget,
        *,
        opened: Callable[[], None],
        leave: Callable[[], object],
        other: Callable[[BaseException], None],
    ) -> None:
        super().__init__(parent)
        self._over = parent
        self.ui = CoverForm()
        self.ui.set_up(self)
        self.setAutoFillBackground(True)
        self._locked = self.ui.heading.text()
        self.setAccessibleName(self.ui.heading.text())
        message = FieldMessage(self.ui.passphrase, self.ui.card)
        self.ui.card_column.insertWidget(
            self.ui.card_column.indexOf(self.ui.passphrase) + 1, message
        )
        self.message = message
        refused = FieldMessage(self.ui.name, self.ui.card)
        self.ui.card_column.insertWidget(self.ui.card_column.indexOf(self.ui.name) + 1, refused)
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
        self.who = who
        self.unlocking = Unlocking(
            desk,
            why=self.ui.why,
            field=self.ui.passphrase,
            button=self.ui.unlock,
            busy=self.ui.busy,
            message=message,
            who=who,
            opened=opened,
            other=other,
            forgotten=self.ui.forgotten,
            look=look,
            parent=self,
        )
        self.ui.passphrase.returnPressed.connect(self.unlocking.try_typed)
        self.ui.leave.clicked.connect(leave)
        self.ui.card.setMinimumWidth(look.sizes.px(380))
        parent.installEventFilter(self)
        self.setVisible(False)

    def raise_over(self, *, left: bool = False) -> None:
        """Hide the parent and ask; ``left``: nobody is to come back to where they were."""
        self.setGeometry(self._over.rect())
        self.setVisible(True)
        self.raise_()
        self.unlocking.forget()
        back = self.tr("Registret är stängt. Skriv lösenfrasen för att fortsätta där du var.")
        out = self.tr("Du är utloggad och registret är stängt. Skriv lösenfrasen för att logga in.")
        self.unlocking.ask(out if left else back)
        self.ui.heading.setText(self.tr("Logga in") if left else self._locked)
        self.setAccessibleName(self.ui.heading.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Always as large as the window."""
        if event.type() is QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
        return False
