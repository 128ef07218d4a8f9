"""Made from ui/place_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class PlaceDialogForm:
    """The widgets of PlaceDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("PlaceDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setProperty("look", "section")
        self.what.setWordWrap(True)

        self.column.addWidget(self.what)

        self.now = QLabel(owner)
        self.now.setObjectName("now")
        self.now.setProperty("look", "apart")
        self.now.setWordWrap(True)

        self.column.addWidget(self.now)

        self.unit_label = QLabel(owner)
        self.unit_label.setObjectName("unit_label")
        self.unit_label.setProperty("look", "apart")

        self.column.addWidget(self.unit_label)

        self.unit_slot = QWidget(owner)
        self.unit_slot.setObjectName("unit_slot")
        self.unit_column = QVBoxLayout(self.unit_slot)
        self.unit_column.setSpacing(4)
        self.unit_column.setObjectName("unit_column")
        self.unit_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.unit_slot)

        self.end = QCheckBox(owner)
        self.end.setObjectName("end")

        self.column.addWidget(self.end)

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

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(
            QCoreApplication.translate("PlaceDialog", "Ansvarig enhet och besöksplats", None)
        )
        self.unit_label.setText(
            QCoreApplication.translate("PlaceDialog", "&Ny ansvarig enhet", None)
        )
        self.end.setText(
            QCoreApplication.translate(
                "PlaceDialog", "A&vsluta den som är nu; dagen är den sista", None
            )
        )
        self.day_label.setText(QCoreApplication.translate("PlaceDialog", "&Dag", None))
        self.leave.setText(QCoreApplication.translate("PlaceDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("PlaceDialog", "&Spara", None))
