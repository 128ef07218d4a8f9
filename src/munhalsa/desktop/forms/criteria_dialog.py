"""Made from ui/criteria_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class CriteriaDialogForm:
    """The widgets of CriteriaDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("CriteriaDialog")
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

        self.day_slot = QWidget(owner)
        self.day_slot.setObjectName("day_slot")
        self.day_column = QVBoxLayout(self.day_slot)
        self.day_column.setSpacing(4)
        self.day_column.setObjectName("day_column")
        self.day_column.setContentsMargins(0, 0, 0, 0)
        self.day_label = QLabel(self.day_slot)
        self.day_label.setObjectName("day_label")

        self.day_column.addWidget(self.day_label)

        self.column.addWidget(self.day_slot)

        self.outside = QCheckBox(owner)
        self.outside.setObjectName("outside")

        self.column.addWidget(self.outside)

        self.outside_part = QWidget(owner)
        self.outside_part.setObjectName("outside_part")
        self.outside_column = QVBoxLayout(self.outside_part)
        self.outside_column.setSpacing(4)
        self.outside_column.setObjectName("outside_column")
        self.outside_column.setContentsMargins(0, 0, 0, 0)
        self.outside_ground_label = QLabel(self.outside_part)
        self.outside_ground_label.setObjectName("outside_ground_label")

        self.outside_column.addWidget(self.outside_ground_label)

        self.outside_ground = QComboBox(self.outside_part)
        self.outside_ground.setObjectName("outside_ground")

        self.outside_column.addWidget(self.outside_ground)

        self.outside_reason_label = QLabel(self.outside_part)
        self.outside_reason_label.setObjectName("outside_reason_label")

        self.outside_column.addWidget(self.outside_reason_label)

        self.outside_reason = QLineEdit(self.outside_part)
        self.outside_reason.setObjectName("outside_reason")
        self.outside_reason.setMaxLength(500)

        self.outside_column.addWidget(self.outside_reason)

        self.column.addWidget(self.outside_part)

        self.area = QScrollArea(owner)
        self.area.setObjectName("area")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)

        self.column.addWidget(self.area)

        self.follows = QLabel(owner)
        self.follows.setObjectName("follows")
        self.follows.setWordWrap(True)

        self.column.addWidget(self.follows)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 4, 0, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")

        self.buttons.addWidget(self.leave)

        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setProperty("look", "primary")

        self.buttons.addWidget(self.save)

        self.column.addLayout(self.buttons)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("CriteriaDialog", "Bedöm rätten", None))
        self.outside.setText(
            QCoreApplication.translate(
                "CriteriaDialog", "Bedömningen är &gjord utanför programmet", None
            )
        )
        self.outside_ground_label.setText(
            QCoreApplication.translate("CriteriaDialog", "&Personkrets", None)
        )
        self.outside_reason_label.setText(
            QCoreApplication.translate(
                "CriteriaDialog", "&Motivering, om reglerna inte avgör saken", None
            )
        )
        self.leave.setText(QCoreApplication.translate("CriteriaDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("CriteriaDialog", "&Spara", None))
