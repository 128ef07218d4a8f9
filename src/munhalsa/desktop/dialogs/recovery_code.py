"""A new recovery code: shown once, and printed for the safe."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget

from munhalsa.desktop.dialogs.shown_once import ShownOnceDialog
from munhalsa.desktop.look import Look

translate = QCoreApplication.translate


class RecoveryCodeDialog(ShownOnceDialog):
    """``print_it`` prints the code while it is still there."""

    def __init__(
        self, code: str, look: Look, parent: QWidget, *, print_it: Callable[[], None]
    ) -> None:
        super().__init__(
            title=translate("RecoveryCode", "Ny återställningskod"),
            heading=translate("RecoveryCode", "Registret har en ny återställningskod"),
            told=translate("RecoveryCode", "Den tidigare koden öppnar inte registret längre."),
            secrets=((translate("RecoveryCode", "&Koden"), code),),
            note=translate(
                "RecoveryCode",
                "Koden visas bara nu. Skriv ut den och lås in den, till exempel i kommunens "
                "kassaskåp. Säkerhetskopior som redan finns öppnas med den kod som gällde då.",
            ),
            noted=translate("RecoveryCode", "Jag har &sparat den"),
            look=look,
            parent=parent,
        )
        self.print = QPushButton(translate("RecoveryCode", "Skriv &ut …"), self)
        self.print.clicked.connect(print_it)
        self.buttons.insertWidget(1, self.print)
        # The last in the tree too, where a screen reader goes through it.
        self.close_button.raise_()
        QWidget.setTabOrder(self.fields[0], self.print)
        QWidget.setTabOrder(self.print, self.close_button)
