"""Made from ui/first_start_example.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class ExamplePageForm:
    """The widgets of ExamplePage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("ExamplePage")
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

        self.column.addWidget(self.passphrase)

        self.note = QLabel(owner)
        self.note.setObjectName("note")
        self.note.setWordWrap(True)
        self.note.setProperty("look", "muted")

        self.column.addWidget(self.note)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.passphrase_label.setBuddy(self.passphrase)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.passphrase_label.setText(
            QCoreApplication.translate("ExamplePage", "&Lösenfras till exemplet", None)
        )
