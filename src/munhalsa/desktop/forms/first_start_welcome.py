"""Made from ui/first_start_welcome.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QLabel,
    QRadioButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class WelcomePageForm:
    """The widgets of WelcomePage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("WelcomePage")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.intro = QLabel(owner)
        self.intro.setObjectName("intro")
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.new_register = QRadioButton(owner)
        self.new_register.setObjectName("new_register")

        self.column.addWidget(self.new_register)

        self.new_note = QLabel(owner)
        self.new_note.setObjectName("new_note")
        self.new_note.setWordWrap(True)
        self.new_note.setProperty("look", "muted")

        self.column.addWidget(self.new_note)

        self.existing = QRadioButton(owner)
        self.existing.setObjectName("existing")

        self.column.addWidget(self.existing)

        self.existing_note = QLabel(owner)
        self.existing_note.setObjectName("existing_note")
        self.existing_note.setWordWrap(True)
        self.existing_note.setProperty("look", "muted")

        self.column.addWidget(self.existing_note)

        self.backup = QRadioButton(owner)
        self.backup.setObjectName("backup")

        self.column.addWidget(self.backup)

        self.backup_note = QLabel(owner)
        self.backup_note.setObjectName("backup_note")
        self.backup_note.setWordWrap(True)
        self.backup_note.setProperty("look", "muted")

        self.column.addWidget(self.backup_note)

        self.example = QRadioButton(owner)
        self.example.setObjectName("example")

        self.column.addWidget(self.example)

        self.example_note = QLabel(owner)
        self.example_note.setObjectName("example_note")
        self.example_note.setWordWrap(True)
        self.example_note.setProperty("look", "muted")

        self.column.addWidget(self.example_note)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.new_register.setText(
            QCoreApplication.translate("WelcomePage", "Skapa ett &nytt register", None)
        )
        self.existing.setText(
            QCoreApplication.translate("WelcomePage", "Öppna ett &register som finns", None)
        )
        self.backup.setText(
            QCoreApplication.translate("WelcomePage", "Läs tillbaka en &säkerhetskopia", None)
        )
        self.example.setText(
            QCoreApplication.translate("WelcomePage", "&Prova med exempelkommunen", None)
        )
