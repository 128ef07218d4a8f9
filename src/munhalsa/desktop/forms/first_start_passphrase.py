"""Made from ui/first_start_passphrase.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class PassphrasePageForm:
    """The widgets of PassphrasePage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("PassphrasePage")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.intro = QLabel(owner)
        self.intro.setObjectName("intro")
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.passphrase_label = QLabel(owner)
        self.passphrase_label.setObjectName("passphrase_label")
        self.passphrase_label.setProperty("look", "apart")

        self.column.addWidget(self.passphrase_label)

        self.passphrase = QLineEdit(owner)
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setMaxLength(256)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)

        self.column.addWidget(self.passphrase)

        self.again_label = QLabel(owner)
        self.again_label.setObjectName("again_label")
        self.again_label.setProperty("look", "apart")

        self.column.addWidget(self.again_label)

        self.again = QLineEdit(owner)
        self.again.setObjectName("again")
        self.again.setMaxLength(256)
        self.again.setEchoMode(QLineEdit.EchoMode.Password)

        self.column.addWidget(self.again)

        self.show_passphrase = QCheckBox(owner)
        self.show_passphrase.setObjectName("show_passphrase")

        self.column.addWidget(self.show_passphrase)

        self.keyring = QCheckBox(owner)
        self.keyring.setObjectName("keyring")

        self.column.addWidget(self.keyring)

        self.keyring_note = QLabel(owner)
        self.keyring_note.setObjectName("keyring_note")
        self.keyring_note.setWordWrap(True)
        self.keyring_note.setProperty("look", "muted")

        self.column.addWidget(self.keyring_note)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.passphrase_label.setBuddy(self.passphrase)
        self.again_label.setBuddy(self.again)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.passphrase_label.setText(
            QCoreApplication.translate("PassphrasePage", "&Lösenfras", None)
        )
        self.again_label.setText(
            QCoreApplication.translate("PassphrasePage", "Lösenfrasen en &gång till", None)
        )
        self.show_passphrase.setText(
            QCoreApplication.translate("PassphrasePage", "&Visa det jag skriver", None)
        )
        self.keyring.setText(
            QCoreApplication.translate(
                "PassphrasePage", "Öppna utan lösenfras på den &här datorn", None
            )
        )
