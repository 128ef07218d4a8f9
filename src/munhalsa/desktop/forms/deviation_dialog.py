"""Made from ui/deviation_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)


class DeviationDialogForm:
    """The widgets of DeviationDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("DeviationDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setWordWrap(True)
        self.what.setProperty("look", "section")

        self.column.addWidget(self.what)

        self.chips = QWidget(owner)
        self.chips.setObjectName("chips")

        self.column.addWidget(self.chips)

        self.area = QScrollArea(owner)
        self.area.setObjectName("area")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = QWidget()
        self.inside.setObjectName("inside")
        self.inside_column = QVBoxLayout(self.inside)
        self.inside_column.setSpacing(12)
        self.inside_column.setObjectName("inside_column")
        self.inside_column.setContentsMargins(0, 0, 0, 0)
        self.facts = QWidget(self.inside)
        self.facts.setObjectName("facts")
        self.facts_rows = QFormLayout(self.facts)
        self.facts_rows.setObjectName("facts_rows")
        self.facts_rows.setContentsMargins(0, 0, 0, 0)

        self.inside_column.addWidget(self.facts)

        self.history_title = QLabel(self.inside)
        self.history_title.setObjectName("history_title")
        self.history_title.setProperty("look", "section")

        self.inside_column.addWidget(self.history_title)

        self.area.setWidget(self.inside)

        self.column.addWidget(self.area)

        self.buttons = QWidget(owner)
        self.buttons.setObjectName("buttons")

        self.column.addWidget(self.buttons)

        self.retranslate(owner)

    def retranslate(self, owner: QDialog) -> None:
        self.history_title.setText(
            QCoreApplication.translate("DeviationDialog", "Vad som har hänt", None)
        )
