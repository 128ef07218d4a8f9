"""Made from ui/move_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class MoveDialogForm:
    """The widgets of MoveDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("MoveDialog")
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

        self.room_label = QLabel(owner)
        self.room_label.setObjectName("room_label")
        self.room_label.setProperty("look", "apart")

        self.column.addWidget(self.room_label)

        self.room_slot = QWidget(owner)
        self.room_slot.setObjectName("room_slot")
        self.room_column = QVBoxLayout(self.room_slot)
        self.room_column.setSpacing(4)
        self.room_column.setObjectName("room_column")
        self.room_column.setContentsMargins(0, 0, 0, 0)
        self.room = QLineEdit(self.room_slot)
        self.room.setObjectName("room")
        self.room.setMaxLength(60)

        self.room_column.addWidget(self.room)

        self.column.addWidget(self.room_slot)

        self.street_label = QLabel(owner)
        self.street_label.setObjectName("street_label")
        self.street_label.setProperty("look", "apart")

        self.column.addWidget(self.street_label)

        self.street_slot = QWidget(owner)
        self.street_slot.setObjectName("street_slot")
        self.street_column = QVBoxLayout(self.street_slot)
        self.street_column.setSpacing(4)
        self.street_column.setObjectName("street_column")
        self.street_column.setContentsMargins(0, 0, 0, 0)
        self.street = QLineEdit(self.street_slot)
        self.street.setObjectName("street")
        self.street.setMaxLength(120)

        self.street_column.addWidget(self.street)

        self.column.addWidget(self.street_slot)

        self.place = QGridLayout()
        self.place.setSpacing(8)
        self.place.setObjectName("place")
        self.place.setContentsMargins(0, 0, 0, 0)
        self.postal_area = QWidget(owner)
        self.postal_area.setObjectName("postal_area")
        self.postal_area_column = QVBoxLayout(self.postal_area)
        self.postal_area_column.setSpacing(8)
        self.postal_area_column.setObjectName("postal_area_column")
        self.postal_area_column.setContentsMargins(0, 0, 0, 0)
        self.postal_code_label = QLabel(self.postal_area)
        self.postal_code_label.setObjectName("postal_code_label")

        self.postal_area_column.addWidget(self.postal_code_label)

        self.postal_code_slot = QWidget(self.postal_area)
        self.postal_code_slot.setObjectName("postal_code_slot")
        self.postal_code_column = QVBoxLayout(self.postal_code_slot)
        self.postal_code_column.setSpacing(4)
        self.postal_code_column.setObjectName("postal_code_column")
        self.postal_code_column.setContentsMargins(0, 0, 0, 0)
        self.postal_code = QLineEdit(self.postal_code_slot)
        self.postal_code.setObjectName("postal_code")
        self.postal_code.setMaxLength(10)

        self.postal_code_column.addWidget(self.postal_code)

        self.postal_area_column.addWidget(self.postal_code_slot)

        self.place.addWidget(self.postal_area, 0, 0, 1, 1)

        self.city_area = QWidget(owner)
        self.city_area.setObjectName("city_area")
        self.city_area_column = QVBoxLayout(self.city_area)
        self.city_area_column.setSpacing(8)
        self.city_area_column.setObjectName("city_area_column")
        self.city_area_column.setContentsMargins(0, 0, 0, 0)
        self.city_label = QLabel(self.city_area)
        self.city_label.setObjectName("city_label")

        self.city_area_column.addWidget(self.city_label)

        self.city_slot = QWidget(self.city_area)
        self.city_slot.setObjectName("city_slot")
        self.city_column = QVBoxLayout(self.city_slot)
        self.city_column.setSpacing(4)
        self.city_column.setObjectName("city_column")
        self.city_column.setContentsMargins(0, 0, 0, 0)
        self.city = QLineEdit(self.city_slot)
        self.city.setObjectName("city")
        self.city.setMaxLength(60)

        self.city_column.addWidget(self.city)

        self.city_area_column.addWidget(self.city_slot)

        self.place.addWidget(self.city_area, 0, 1, 1, 1)

        self.care_of_area = QWidget(owner)
        self.care_of_area.setObjectName("care_of_area")
        self.care_of_area_column = QVBoxLayout(self.care_of_area)
        self.care_of_area_column.setSpacing(8)
        self.care_of_area_column.setObjectName("care_of_area_column")
        self.care_of_area_column.setContentsMargins(0, 0, 0, 0)
        self.care_of_label = QLabel(self.care_of_area)
        self.care_of_label.setObjectName("care_of_label")

        self.care_of_area_column.addWidget(self.care_of_label)

        self.care_of_slot = QWidget(self.care_of_area)
        self.care_of_slot.setObjectName("care_of_slot")
        self.care_of_column = QVBoxLayout(self.care_of_slot)
        self.care_of_column.setSpacing(4)
        self.care_of_column.setObjectName("care_of_column")
        self.care_of_column.setContentsMargins(0, 0, 0, 0)
        self.care_of = QLineEdit(self.care_of_slot)
        self.care_of.setObjectName("care_of")
        self.care_of.setMaxLength(60)

        self.care_of_column.addWidget(self.care_of)

        self.care_of_area_column.addWidget(self.care_of_slot)

        self.place.addWidget(self.care_of_area, 0, 2, 1, 1)

        self.column.addLayout(self.place)

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

        self.keep_care = QCheckBox(owner)
        self.keep_care.setObjectName("keep_care")

        self.column.addWidget(self.keep_care)

        self.consequence = QLabel(owner)
        self.consequence.setObjectName("consequence")
        self.consequence.setProperty("look", "muted")
        self.consequence.setWordWrap(True)

        self.column.addWidget(self.consequence)

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

        self.room_label.setBuddy(self.room)
        self.street_label.setBuddy(self.street)
        self.postal_code_label.setBuddy(self.postal_code)
        self.city_label.setBuddy(self.city)
        self.care_of_label.setBuddy(self.care_of)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("MoveDialog", "Flytta", None))
        self.what.setText(QCoreApplication.translate("MoveDialog", "Flytta personen", None))
        self.unit_label.setText(QCoreApplication.translate("MoveDialog", "&Till enhet", None))
        self.room_label.setText(
            QCoreApplication.translate("MoveDialog", "&Rum eller avdelning", None)
        )
        self.street_label.setText(
            QCoreApplication.translate("MoveDialog", "&Gatuadress, för den som bor hemma", None)
        )
        self.postal_code_label.setText(
            QCoreApplication.translate("MoveDialog", "Post&nummer", None)
        )
        self.city_label.setText(QCoreApplication.translate("MoveDialog", "Post&ort", None))
        self.care_of_label.setText(QCoreApplication.translate("MoveDialog", "&c/o", None))
        self.day_label.setText(QCoreApplication.translate("MoveDialog", "Första &dagen där", None))
        self.keep_care.setText(
            QCoreApplication.translate(
                "MoveDialog", "&Hemtjänst eller hemsjukvård fortsätter att ansvara", None
            )
        )
        self.leave.setText(QCoreApplication.translate("MoveDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("MoveDialog", "&Flytta", None))
