"""Made from ui/first_start_who.ui by tools/make_forms.py: change that file, not this one."""

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


class WhoPageForm:
    """The widgets of WhoPage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("WhoPage")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.intro = QLabel(owner)
        self.intro.setObjectName("intro")
        self.intro.setWordWrap(True)
        self.intro.setProperty("look", "muted")

        self.column.addWidget(self.intro)

        self.municipality_label = QLabel(owner)
        self.municipality_label.setObjectName("municipality_label")
        self.municipality_label.setProperty("look", "apart")

        self.column.addWidget(self.municipality_label)

        self.municipality = QLineEdit(owner)
        self.municipality.setObjectName("municipality")

        self.column.addWidget(self.municipality)

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

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.municipality_label.setBuddy(self.municipality)
        self.user_label.setBuddy(self.user)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.municipality_label.setText(QCoreApplication.translate("WhoPage", "Ko&mmun", None))
        self.user_label.setText(QCoreApplication.translate("WhoPage", "Ditt &namn", None))
