"""Made from ui/conflict_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
)


class ConflictDialogForm:
    """The widgets of ConflictDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("ConflictDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setWordWrap(True)
        self.what.setProperty("look", "section")

        self.column.addWidget(self.what)

        self.explanation = QLabel(owner)
        self.explanation.setObjectName("explanation")
        self.explanation.setWordWrap(True)

        self.column.addWidget(self.explanation)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 4, 0, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")

        self.buttons.addWidget(self.leave)

        self.go_on = QPushButton(owner)
        self.go_on.setObjectName("go_on")
        self.go_on.setProperty("look", "primary")

        self.buttons.addWidget(self.go_on)

        self.column.addLayout(self.buttons)

        self.retranslate(owner)

        self.go_on.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(
            QCoreApplication.translate("ConflictDialog", "Någon annan har ändrat", None)
        )
        self.what.setText(
            QCoreApplication.translate(
                "ConflictDialog", "Någon annan har ändrat samma uppgifter", None
            )
        )
        self.explanation.setText(
            QCoreApplication.translate(
                "ConflictDialog",
                "Välj för varje uppgift vad som ska gälla. Det som bara en av er har "
                "ändrat behålls.",
                None,
            )
        )
        self.leave.setText(QCoreApplication.translate("ConflictDialog", "&Avbryt", None))
        self.go_on.setText(QCoreApplication.translate("ConflictDialog", "Spara &valet", None))
