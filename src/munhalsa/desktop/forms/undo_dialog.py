"""Made from ui/undo_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QTableWidget,
    QVBoxLayout,
)


class UndoDialogForm:
    """The widgets of UndoDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("UndoDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.question = QLabel(owner)
        self.question.setObjectName("question")
        self.question.setWordWrap(True)
        self.question.setProperty("look", "page")

        self.column.addWidget(self.question)

        self.consequence = QLabel(owner)
        self.consequence.setObjectName("consequence")
        self.consequence.setWordWrap(True)

        self.column.addWidget(self.consequence)

        self.lines = QTableWidget(owner)
        self.lines.setObjectName("lines")
        self.lines.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.lines.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lines.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.lines.setTabKeyNavigation(False)
        self.lines.setShowGrid(False)

        self.column.addWidget(self.lines)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 4, 0, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.no = QPushButton(owner)
        self.no.setObjectName("no")

        self.buttons.addWidget(self.no)

        self.yes = QPushButton(owner)
        self.yes.setObjectName("yes")

        self.buttons.addWidget(self.yes)

        self.column.addLayout(self.buttons)

        self.retranslate(owner)

        self.yes.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        self.lines.setAccessibleName(
            QCoreApplication.translate("UndoDialog", "Vad som ändras", None)
        )
        self.no.setText(QCoreApplication.translate("UndoDialog", "&Avbryt", None))
        self.yes.setText(QCoreApplication.translate("UndoDialog", "Å&ngra", None))
