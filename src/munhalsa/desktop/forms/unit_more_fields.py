"""Made from ui/unit_more_fields.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)


class UnitMoreFieldsForm:
    """The widgets of UnitMoreFields, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("UnitMoreFields")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(8)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.fields = QGridLayout()
        self.fields.setSpacing(8)
        self.fields.setObjectName("fields")
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.run_by_area = QWidget(owner)
        self.run_by_area.setObjectName("run_by_area")
        self.run_by_area_column = QVBoxLayout(self.run_by_area)
        self.run_by_area_column.setSpacing(4)
        self.run_by_area_column.setObjectName("run_by_area_column")
        self.run_by_area_column.setContentsMargins(0, 0, 0, 0)
        self.run_by_label = QLabel(self.run_by_area)
        self.run_by_label.setObjectName("run_by_label")

        self.run_by_area_column.addWidget(self.run_by_label)

        self.run_by_slot = QWidget(self.run_by_area)
        self.run_by_slot.setObjectName("run_by_slot")
        self.run_by_column = QVBoxLayout(self.run_by_slot)
        self.run_by_column.setSpacing(4)
        self.run_by_column.setObjectName("run_by_column")
        self.run_by_column.setContentsMargins(0, 0, 0, 0)
        self.run_by = QComboBox(self.run_by_slot)
        self.run_by.setObjectName("run_by")

        self.run_by_column.addWidget(self.run_by)

        self.run_by_area_column.addWidget(self.run_by_slot)

        self.fields.addWidget(self.run_by_area, 0, 0, 1, 1)

        self.contractor_area = QWidget(owner)
        self.contractor_area.setObjectName("contractor_area")
        self.contractor_area_column = QVBoxLayout(self.contractor_area)
        self.contractor_area_column.setSpacing(4)
        self.contractor_area_column.setObjectName("contractor_area_column")
        self.contractor_area_column.setContentsMargins(0, 0, 0, 0)
        self.contractor_label = QLabel(self.contractor_area)
        self.contractor_label.setObjectName("contractor_label")

        self.contractor_area_column.addWidget(self.contractor_label)

        self.contractor_slot = QWidget(self.contractor_area)
        self.contractor_slot.setObjectName("contractor_slot")
        self.contractor_column = QVBoxLayout(self.contractor_slot)
        self.contractor_column.setSpacing(4)
        self.contractor_column.setObjectName("contractor_column")
        self.contractor_column.setContentsMargins(0, 0, 0, 0)
        self.contractor = QLineEdit(self.contractor_slot)
        self.contractor.setObjectName("contractor")
        self.contractor.setMaxLength(120)

        self.contractor_column.addWidget(self.contractor)

        self.contractor_area_column.addWidget(self.contractor_slot)

        self.fields.addWidget(self.contractor_area, 0, 1, 1, 1)

        self.parent_area = QWidget(owner)
        self.parent_area.setObjectName("parent_area")
        self.parent_area_column = QVBoxLayout(self.parent_area)
        self.parent_area_column.setSpacing(4)
        self.parent_area_column.setObjectName("parent_area_column")
        self.parent_area_column.setContentsMargins(0, 0, 0, 0)
        self.parent_label = QLabel(self.parent_area)
        self.parent_label.setObjectName("parent_label")

        self.parent_area_column.addWidget(self.parent_label)

        self.parent_slot = QWidget(self.parent_area)
        self.parent_slot.setObjectName("parent_slot")
        self.parent_column = QVBoxLayout(self.parent_slot)
        self.parent_column.setSpacing(4)
        self.parent_column.setObjectName("parent_column")
        self.parent_column.setContentsMargins(0, 0, 0, 0)

        self.parent_area_column.addWidget(self.parent_slot)

        self.fields.addWidget(self.parent_area, 1, 0, 1, 1)

        self.lies_in_area = QWidget(owner)
        self.lies_in_area.setObjectName("lies_in_area")
        self.lies_in_area_column = QVBoxLayout(self.lies_in_area)
        self.lies_in_area_column.setSpacing(4)
        self.lies_in_area_column.setObjectName("lies_in_area_column")
        self.lies_in_area_column.setContentsMargins(0, 0, 0, 0)
        self.lies_in_label = QLabel(self.lies_in_area)
        self.lies_in_label.setObjectName("lies_in_label")

        self.lies_in_area_column.addWidget(self.lies_in_label)

        self.lies_in_slot = QWidget(self.lies_in_area)
        self.lies_in_slot.setObjectName("lies_in_slot")
        self.lies_in_column = QVBoxLayout(self.lies_in_slot)
        self.lies_in_column.setSpacing(4)
        self.lies_in_column.setObjectName("lies_in_column")
        self.lies_in_column.setContentsMargins(0, 0, 0, 0)
        self.lies_in = QLineEdit(self.lies_in_slot)
        self.lies_in.setObjectName("lies_in")
        self.lies_in.setMaxLength(4)

        self.lies_in_column.addWidget(self.lies_in)

        self.lies_in_area_column.addWidget(self.lies_in_slot)

        self.fields.addWidget(self.lies_in_area, 1, 1, 1, 1)

        self.active_from_area = QWidget(owner)
        self.active_from_area.setObjectName("active_from_area")
        self.active_from_area_column = QVBoxLayout(self.active_from_area)
        self.active_from_area_column.setSpacing(4)
        self.active_from_area_column.setObjectName("active_from_area_column")
        self.active_from_area_column.setContentsMargins(0, 0, 0, 0)
        self.active_from_label = QLabel(self.active_from_area)
        self.active_from_label.setObjectName("active_from_label")

        self.active_from_area_column.addWidget(self.active_from_label)

        self.active_from_slot = QWidget(self.active_from_area)
        self.active_from_slot.setObjectName("active_from_slot")
        self.active_from_column = QVBoxLayout(self.active_from_slot)
        self.active_from_column.setSpacing(4)
        self.active_from_column.setObjectName("active_from_column")
        self.active_from_column.setContentsMargins(0, 0, 0, 0)

        self.active_from_area_column.addWidget(self.active_from_slot)

        self.fields.addWidget(self.active_from_area, 2, 0, 1, 1)

        self.no_visits_until_area = QWidget(owner)
        self.no_visits_until_area.setObjectName("no_visits_until_area")
        self.no_visits_until_area_column = QVBoxLayout(self.no_visits_until_area)
        self.no_visits_until_area_column.setSpacing(4)
        self.no_visits_until_area_column.setObjectName("no_visits_until_area_column")
        self.no_visits_until_area_column.setContentsMargins(0, 0, 0, 0)
        self.no_visits_until_label = QLabel(self.no_visits_until_area)
        self.no_visits_until_label.setObjectName("no_visits_until_label")

        self.no_visits_until_area_column.addWidget(self.no_visits_until_label)

        self.no_visits_until_slot = QWidget(self.no_visits_until_area)
        self.no_visits_until_slot.setObjectName("no_visits_until_slot")
        self.no_visits_until_column = QVBoxLayout(self.no_visits_until_slot)
        self.no_visits_until_column.setSpacing(4)
        self.no_visits_until_column.setObjectName("no_visits_until_column")
        self.no_visits_until_column.setContentsMargins(0, 0, 0, 0)

        self.no_visits_until_area_column.addWidget(self.no_visits_until_slot)

        self.fields.addWidget(self.no_visits_until_area, 2, 1, 1, 1)

        self.column.addLayout(self.fields)

        self.entry_instructions_label = QLabel(owner)
        self.entry_instructions_label.setObjectName("entry_instructions_label")

        self.column.addWidget(self.entry_instructions_label)

        self.entry_instructions_slot = QWidget(owner)
        self.entry_instructions_slot.setObjectName("entry_instructions_slot")
        self.entry_instructions_column = QVBoxLayout(self.entry_instructions_slot)
        self.entry_instructions_column.setSpacing(4)
        self.entry_instructions_column.setObjectName("entry_instructions_column")
        self.entry_instructions_column.setContentsMargins(0, 0, 0, 0)
        self.entry_instructions = QLineEdit(self.entry_instructions_slot)
        self.entry_instructions.setObjectName("entry_instructions")
        self.entry_instructions.setMaxLength(500)

        self.entry_instructions_column.addWidget(self.entry_instructions)

        self.column.addWidget(self.entry_instructions_slot)

        self.run_by_label.setBuddy(self.run_by)
        self.contractor_label.setBuddy(self.contractor)
        self.lies_in_label.setBuddy(self.lies_in)
        self.entry_instructions_label.setBuddy(self.entry_instructions)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.run_by_label.setText(QCoreApplication.translate("UnitMoreFields", "&Drivs av", None))
        self.contractor_label.setText(
            QCoreApplication.translate("UnitMoreFields", "F&öretag", None)
        )
        self.parent_label.setText(
            QCoreApplication.translate("UnitMoreFields", "&Hör till enhet", None)
        )
        self.lies_in_label.setText(
            QCoreApplication.translate(
                "UnitMoreFields", "Kommunkod, om den &ligger i en annan", None
            )
        )
        self.active_from_label.setText(
            QCoreApplication.translate("UnitMoreFields", "Aktiv fr&ån", None)
        )
        self.no_visits_until_label.setText(
            QCoreApplication.translate("UnitMoreFields", "&Inga besök till och med", None)
        )
        self.entry_instructions_label.setText(
            QCoreApplication.translate(
                "UnitMoreFields", "Portkod, parkering och annat för &besöket", None
            )
        )
