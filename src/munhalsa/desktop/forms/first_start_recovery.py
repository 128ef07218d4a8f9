"""Made from ui/first_start_recovery.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class RecoveryPageForm:
    """The widgets of RecoveryPage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("RecoveryPage")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(8)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.intro = QLabel(owner)
        self.intro.setObjectName("intro")
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.code_card = QFrame(owner)
        self.code_card.setObjectName("code_card")
        self.code_card.setFrameShape(QFrame.Shape.NoFrame)
        self.code_card.setProperty("look", "card")
        self.code_column = QVBoxLayout(self.code_card)
        self.code_column.setSpacing(8)
        self.code_column.setObjectName("code_column")
        self.code_column.setContentsMargins(16, 16, 16, 16)
        self.code = QLabel(self.code_card)
        self.code.setObjectName("code")
        self.code.setWordWrap(True)
        self.code.setProperty("look", "page")

        self.code_column.addWidget(self.code)

        self.column.addWidget(self.code_card)

        self.code_row = QHBoxLayout()
        self.code_row.setSpacing(8)
        self.code_row.setObjectName("code_row")
        self.code_row.setContentsMargins(0, 0, 0, 0)
        self.print = QPushButton(owner)
        self.print.setObjectName("print")
        self.print.setAutoDefault(False)

        self.code_row.addWidget(self.print)

        self.code_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.code_row.addItem(self.code_push)

        self.column.addLayout(self.code_row)

        self.note = QLabel(owner)
        self.note.setObjectName("note")
        self.note.setWordWrap(True)
        self.note.setProperty("look", "muted")

        self.column.addWidget(self.note)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.print.setText(
            QCoreApplication.translate("RecoveryPage", "&Skriv ut eller spara …", None)
        )
