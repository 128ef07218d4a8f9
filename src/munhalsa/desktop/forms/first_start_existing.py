"""Made from ui/first_start_existing.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class ExistingPageForm:
    """The widgets of ExistingPage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("ExistingPage")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.intro = QLabel(owner)
        self.intro.setObjectName("intro")
        self.intro.setWordWrap(True)
        self.intro.setProperty("look", "muted")

        self.column.addWidget(self.intro)

        self.store_label = QLabel(owner)
        self.store_label.setObjectName("store_label")
        self.store_label.setProperty("look", "apart")

        self.column.addWidget(self.store_label)

        self.store_row = QHBoxLayout()
        self.store_row.setSpacing(8)
        self.store_row.setObjectName("store_row")
        self.store_row.setContentsMargins(0, 0, 0, 0)
        self.store = QLineEdit(owner)
        self.store.setObjectName("store")

        self.store_row.addWidget(self.store)

        self.browse = QPushButton(owner)
        self.browse.setObjectName("browse")
        self.browse.setAutoDefault(False)

        self.store_row.addWidget(self.browse)

        self.column.addLayout(self.store_row)

        self.user_label = QLabel(owner)
        self.user_label.setObjectName("user_label")
        self.user_label.setProperty("look", "apart")

        self.column.addWidget(self.user_label)

        self.user = QLineEdit(owner)
        self.user.setObjectName("user")
        self.user.setMaxLength(100)

        self.column.addWidget(self.user)

        self.user_note = QLabel(owner)
        self.user_note.setObjectName("user_note")
        self.user_note.setWordWrap(True)
        self.user_note.setProperty("look", "muted")

        self.column.addWidget(self.user_note)

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

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.store_label.setBuddy(self.store)
        self.user_label.setBuddy(self.user)
        self.passphrase_label.setBuddy(self.passphrase)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.store_label.setText(
            QCoreApplication.translate("ExistingPage", "&Mapp eller adress", None)
        )
        self.browse.setText(QCoreApplication.translate("ExistingPage", "&Välj mapp …", None))
        self.user_label.setText(
            QCoreApplication.translate("ExistingPage", "Ditt &namn i registret", None)
        )
        self.user_note.setText(
            QCoreApplication.translate("ExistingPage", "Tomt: registrets första användare.", None)
        )
        self.passphrase_label.setText(
            QCoreApplication.translate("ExistingPage", "&Lösenfras", None)
        )
        self.show_passphrase.setText(
            QCoreApplication.translate("ExistingPage", "Visa det &jag skriver", None)
        )
