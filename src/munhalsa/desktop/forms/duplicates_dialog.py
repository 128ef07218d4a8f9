"""Made from ui/duplicates_dialog.ui by tools/make_forms.py: change that file, not this one."""

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


class DuplicatesDialogForm:
    """The widgets of DuplicatesDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("DuplicatesDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setWordWrap(True)
        self.what.setProperty("look", "page")

        self.column.addWidget(self.what)

        self.explanation = QLabel(owner)
        self.explanation.setObjectName("explanation")
        self.explanation.setWordWrap(True)

        self.column.addWidget(self.explanation)

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
        self.apart = QPushButton(owner)
        self.apart.setObjectName("apart")

        self.buttons.addWidget(self.apart)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")

        self.buttons.addWidget(self.leave)

        self.compare = QPushButton(owner)
        self.compare.setObjectName("compare")
        self.compare.setProperty("look", "primary")

        self.buttons.addWidget(self.compare)

        self.column.addLayout(self.buttons)

        self.retranslate(owner)

        self.compare.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(
            QCoreApplication.translate("DuplicatesDialog", "Möjliga dubbletter", None)
        )
        self.what.setText(
            QCoreApplication.translate("DuplicatesDialog", "Möjliga dubbletter", None)
        )
        self.lines.setAccessibleName(
            QCoreApplication.translate("DuplicatesDialog", "Par som kan vara samma person", None)
        )
        self.apart.setText(
            QCoreApplication.translate("DuplicatesDialog", "&Inte samma person", None)
        )
        self.leave.setText(QCoreApplication.translate("DuplicatesDialog", "S&täng", None))
        self.compare.setText(QCoreApplication.translate("DuplicatesDialog", "&Jämför …", None))
