"""Made from ui/cover.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class CoverForm:
    """The widgets of Cover, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("Cover")
        owner.setProperty("look", "page-ground")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(0)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.above = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.above)

        self.middle = QHBoxLayout()
        self.middle.setSpacing(0)
        self.middle.setObjectName("middle")
        self.middle.setContentsMargins(0, 0, 0, 0)
        self.left = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.middle.addItem(self.left)

        self.card = QFrame(owner)
        self.card.setObjectName("card")
        self.card.setProperty("look", "card")
        self.card_column = QVBoxLayout(self.card)
        self.card_column.setSpacing(12)
        self.card_column.setObjectName("card_column")
        self.card_column.setContentsMargins(24, 20, 24, 20)
        self.heading = QLabel(self.card)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "page")

        self.card_column.addWidget(self.heading)

        self.why = QLabel(self.card)
        self.why.setObjectName("why")
        self.why.setWordWrap(True)
        self.why.setProperty("look", "muted")

        self.card_column.addWidget(self.why)

        self.who_label = QLabel(self.card)
        self.who_label.setObjectName("who_label")

        self.card_column.addWidget(self.who_label)

        self.who = QComboBox(self.card)
        self.who.setObjectName("who")

        self.card_column.addWidget(self.who)

        self.name_label = QLabel(self.card)
        self.name_label.setObjectName("name_label")

        self.card_column.addWidget(self.name_label)

        self.name = QLineEdit(self.card)
        self.name.setObjectName("name")
        self.name.setMaxLength(200)

        self.card_column.addWidget(self.name)

        self.passphrase_label = QLabel(self.card)
        self.passphrase_label.setObjectName("passphrase_label")

        self.card_column.addWidget(self.passphrase_label)

        self.passphrase = QLineEdit(self.card)
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setMaxLength(256)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)

        self.card_column.addWidget(self.passphrase)

        self.busy = QProgressBar(self.card)
        self.busy.setObjectName("busy")
        self.busy.setMaximum(0)
        self.busy.setTextVisible(False)

        self.card_column.addWidget(self.busy)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.forgotten = QPushButton(self.card)
        self.forgotten.setObjectName("forgotten")
        self.forgotten.setProperty("look", "link")

        self.buttons.addWidget(self.forgotten)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(self.card)
        self.leave.setObjectName("leave")

        self.buttons.addWidget(self.leave)

        self.unlock = QPushButton(self.card)
        self.unlock.setObjectName("unlock")
        self.unlock.setProperty("look", "primary")

        self.buttons.addWidget(self.unlock)

        self.card_column.addLayout(self.buttons)

        self.middle.addWidget(self.card)

        self.right = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.middle.addItem(self.right)

        self.column.addLayout(self.middle)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.who_label.setBuddy(self.who)
        self.name_label.setBuddy(self.name)
        self.passphrase_label.setBuddy(self.passphrase)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.heading.setText(QCoreApplication.translate("Cover", "munhalsa är låst", None))
        self.who_label.setText(QCoreApplication.translate("Cover", "&Vem är du?", None))
        self.name_label.setText(QCoreApplication.translate("Cover", "&Ditt namn i registret", None))
        self.passphrase_label.setText(QCoreApplication.translate("Cover", "&Lösenfras", None))
        self.busy.setAccessibleName(QCoreApplication.translate("Cover", "Registret öppnas", None))
        self.forgotten.setText(QCoreApplication.translate("Cover", "Glö&mt lösenfrasen?", None))
        self.leave.setText(QCoreApplication.translate("Cover", "&Avsluta", None))
        self.unlock.setText(QCoreApplication.translate("Cover", "Lås &upp", None))
