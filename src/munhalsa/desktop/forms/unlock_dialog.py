"""Made from ui/unlock_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
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


class UnlockDialogForm:
    """The widgets of UnlockDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("UnlockDialog")
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

        self.who_label = QLabel(owner)
        self.who_label.setObjectName("who_label")
        self.who_label.setProperty("look", "apart")

        self.column.addWidget(self.who_label)

        self.who = QComboBox(owner)
        self.who.setObjectName("who")

        self.column.addWidget(self.who)

        self.name_label = QLabel(owner)
        self.name_label.setObjectName("name_label")
        self.name_label.setProperty("look", "apart")

        self.column.addWidget(self.name_label)

        self.name = QLineEdit(owner)
        self.name.setObjectName("name")
        self.name.setMaxLength(200)

        self.column.addWidget(self.name)

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
        self.forgotten = QPushButton(owner)
        self.forgotten.setObjectName("forgotten")
        self.forgotten.setProperty("look", "link")

        self.buttons.addWidget(self.forgotten)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.unlock = QPushButton(owner)
        self.unlock.setObjectName("unlock")
        self.unlock.setProperty("look", "primary")

        self.buttons.addWidget(self.unlock)

        self.column.addLayout(self.buttons)

        self.who_label.setBuddy(self.who)
        self.name_label.setBuddy(self.name)
        self.passphrase_label.setBuddy(self.passphrase)

        self.retranslate(owner)

        self.unlock.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("UnlockDialog", "Lås upp registret", None))
        self.heading.setText(QCoreApplication.translate("UnlockDialog", "Lås upp registret", None))
        self.who_label.setText(QCoreApplication.translate("UnlockDialog", "V&em är du?", None))
        self.name_label.setText(
            QCoreApplication.translate("UnlockDialog", "&Ditt namn i registret", None)
        )
        self.passphrase_label.setText(
            QCoreApplication.translate("UnlockDialog", "&Lösenfras", None)
        )
        self.show_passphrase.setText(
            QCoreApplication.translate("UnlockDialog", "&Visa det jag skriver", None)
        )
        self.busy.setAccessibleName(
            QCoreApplication.translate("UnlockDialog", "Registret öppnas", None)
        )
        self.forgotten.setText(
            QCoreApplication.translate("UnlockDialog", "Glö&mt lösenfrasen?", None)
        )
        self.leave.setText(QCoreApplication.translate("UnlockDialog", "&Avsluta", None))
        self.unlock.setText(QCoreApplication.translate("UnlockDialog", "Lås &upp", None))
