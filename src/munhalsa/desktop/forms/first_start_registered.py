"""Made from ui/first_start_registered.ui by tools/make_forms.py: change that file, not this one."""

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


class RegisteredPageForm:
    """The widgets of RegisteredPage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("RegisteredPage")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(8)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.intro = QLabel(owner)
        self.intro.setObjectName("intro")
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.yes = QRadioButton(owner)
        self.yes.setObjectName("yes")

        self.column.addWidget(self.yes)

        self.yes_note = QLabel(owner)
        self.yes_note.setObjectName("yes_note")
        self.yes_note.setWordWrap(True)
        self.yes_note.setProperty("look", "muted")

        self.column.addWidget(self.yes_note)

        self.no = QRadioButton(owner)
        self.no.setObjectName("no")

        self.column.addWidget(self.no)

        self.no_note = QLabel(owner)
        self.no_note.setObjectName("no_note")
        self.no_note.setWordWrap(True)
        self.no_note.setProperty("look", "muted")

        self.column.addWidget(self.no_note)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.yes.setText(
            QCoreApplication.translate(
                "RegisteredPage", "&Ja, de flesta eller alla finns där", None
            )
        )
        self.no.setText(
            QCoreApplication.translate("RegisteredPage", "&Nej, de ska registreras där", None)
        )
