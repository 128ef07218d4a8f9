"""Made from ui/rename_unit_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class RenameUnitDialogForm:
    """The widgets of RenameUnitDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("RenameUnitDialog")
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

        self.name_label = QLabel(owner)
        self.name_label.setObjectName("name_label")
        self.name_label.setProperty("look", "apart")

        self.column.addWidget(self.name_label)

        self.name_slot = QWidget(owner)
        self.name_slot.setObjectName("name_slot")
        self.name_column = QVBoxLayout(self.name_slot)
        self.name_column.setSpacing(4)
        self.name_column.setObjectName("name_column")
        self.name_column.setContentsMargins(0, 0, 0, 0)
        self.name = QLineEdit(self.name_slot)
        self.name.setObjectName("name")
        self.name.setMaxLength(120)

        self.name_column.addWidget(self.name)

        self.column.addWidget(self.name_slot)

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

        self.name_label.setBuddy(self.name)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("RenameUnitDialog", "Byt namn", None))
        self.consequence.setText(
            QCoreApplication.translate(
                "RenameUnitDialog",
                "Enheten är samma enhet. Den hittas på det gamla namnet också, och "
                "namnbytet ställs i kön till Intygsbeställningen.",
                None,
            )
        )
        self.name_label.setText(QCoreApplication.translate("RenameUnitDialog", "&Nytt namn", None))
        self.day_label.setText(
            QCoreApplication.translate("RenameUnitDialog", "Första &dagen med det nya namnet", None)
        )
        self.leave.setText(QCoreApplication.translate("RenameUnitDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("RenameUnitDialog", "&Byt namn", None))
