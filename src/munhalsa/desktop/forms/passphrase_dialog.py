"""Made from ui/passphrase_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
)


class PassphraseDialogForm:
    """The widgets of PassphraseDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("PassphraseDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "page")

        self.column.addWidget(self.heading)

        self.why = QLabel(owner)
        self.why.setObjectName("why")
        self.why.setWordWrap(True)
        self.why.setProperty("look", "apart")

        self.column.addWidget(self.why)

        self.passphrase_label = QLabel(owner)
        self.passphrase_label.setObjectName("passphrase_label")
        self.passphrase_label.setProperty("look", "apart")

        self.column.addWidget(self.passphrase_label)

        self.passphrase = QLineEdit(owner)
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setMaxLength(256)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)

        self.column.addWidget(self.passphrase)

        self.show_passphrase = QCheckBox(owner)
        self.show_passphrase.setObjectName("show_passphrase")

        self.column.addWidget(self.show_passphrase)

        self.busy = QProgressBar(owner)
        self.busy.setObjectName("busy")
        self.busy.setMaximum(0)
        self.busy.setTextVisible(False)

        self.column.addWidget(self.busy)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 12, 0, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.go_on = QPushButton(owner)
        self.go_on.setObjectName("go_on")
        self.go_on.setProperty("look", "primary")

        self.buttons.addWidget(self.go_on)

        self.column.addLayout(self.buttons)

        self.passphrase_label.setBuddy(self.passphrase)

        self.retranslate(owner)

        self.go_on.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(
            QCoreApplication.translate("PassphraseDialog", "Skriv lösenfrasen igen", None)
        )
        self.heading.setText(
            QCoreApplication.translate("PassphraseDialog", "Skriv lösenfrasen igen", None)
        )
        self.passphrase_label.setText(
            QCoreApplication.translate("PassphraseDialog", "&Lösenfras", None)
        )
        self.show_passphrase.setText(
            QCoreApplication.translate("PassphraseDialog", "&Visa det jag skriver", None)
        )
        self.busy.setAccessibleName(
            QCoreApplication.translate("PassphraseDialog", "Lösenfrasen prövas", None)
        )
        self.leave.setText(QCoreApplication.translate("PassphraseDialog", "Av&bryt", None))
        self.go_on.setText(QCoreApplication.translate("PassphraseDialog", "&Fortsätt", None))
