"""Made from ui/unit_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class UnitDialogForm:
    """The widgets of UnitDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("UnitDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(10)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setProperty("look", "section")
        self.what.setWordWrap(True)

        self.column.addWidget(self.what)

        self.area = QScrollArea(owner)
        self.area.setObjectName("area")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body_column = QVBoxLayout(self.body)
        self.body_column.setSpacing(10)
        self.body_column.setObjectName("body_column")
        self.body_column.setContentsMargins(0, 0, 12, 0)
        self.area.setWidget(self.body)

        self.column.addWidget(self.area)

        self.conflict = QLabel(owner)
        self.conflict.setObjectName("conflict")
        self.conflict.setWordWrap(True)
        self.conflict.setProperty("look", "warn")

        self.column.addWidget(self.conflict)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 6, 0, 0)
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
        owner.setWindowTitle(QCoreApplication.translate("UnitDialog", "Enhet", None))
        self.leave.setText(QCoreApplication.translate("UnitDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("UnitDialog", "Spa&ra", None))
