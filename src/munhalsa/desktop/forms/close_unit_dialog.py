"""Made from ui/close_unit_dialog.ui by tools/make_forms.py: change that file, not this one."""

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
    QWidget,
)


class CloseUnitDialogForm:
    """The widgets of CloseUnitDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("CloseUnitDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setProperty("look", "section")
        self.what.setWordWrap(True)

        self.column.addWidget(self.what)

        self.consequence = QLabel(owner)
        self.consequence.setObjectName("consequence")
        self.consequence.setProperty("look", "apart")
        self.consequence.setWordWrap(True)

        self.column.addWidget(self.consequence)

        self.day_label = QLabel(owner)
        self.day_label.setObjectName("day_label")
        self.day_label.setProperty("look", "apart")

        self.column.addWidget(self.day_label)

        self.day_slot = QWidget(owner)
        self.day_slot.setObjectName("day_slot")
        self.day_column = QVBoxLayout(self.day_slot)
        self.day_column.setSpacing(4)
        self.day_column.setObjectName("day_column")
        self.day_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.day_slot)

        self.to_label = QLabel(owner)
        self.to_label.setObjectName("to_label")
        self.to_label.setProperty("look", "apart")

        self.column.addWidget(self.to_label)

        self.to_slot = QWidget(owner)
        self.to_slot.setObjectName("to_slot")
        self.to_column = QVBoxLayout(self.to_slot)
        self.to_column.setSpacing(4)
        self.to_column.setObjectName("to_column")
        self.to_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.to_slot)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 12, 0, 0)
        self.button_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.buttons.addItem(self.button_push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setProperty("look", "primary")

        self.buttons.addWidget(self.save)

        self.column.addLayout(self.buttons)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("CloseUnitDialog", "Stäng enheten", None))
        self.day_label.setText(QCoreApplication.translate("CloseUnitDialog", "Sista &dagen", None))
        self.to_label.setText(
            QCoreApplication.translate("CloseUnitDialog", "&Flytta de boende till", None)
        )
        self.leave.setText(QCoreApplication.translate("CloseUnitDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("CloseUnitDialog", "&Stäng enheten", None))
