"""Made from ui/contact_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
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


class ContactDialogForm:
    """The widgets of ContactDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("ContactDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(8)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setProperty("look", "section")
        self.what.setWordWrap(True)

        self.column.addWidget(self.what)

        self.fields = QGridLayout()
        self.fields.setObjectName("fields")
        self.fields.setHorizontalSpacing(16)
        self.fields.setVerticalSpacing(4)
        self.which_label = QLabel(owner)
        self.which_label.setObjectName("which_label")

        self.fields.addWidget(self.which_label, 0, 0, 1, 2)

        self.which_slot = QWidget(owner)
        self.which_slot.setObjectName("which_slot")
        self.which_column = QVBoxLayout(self.which_slot)
        self.which_column.setSpacing(4)
        self.which_column.setObjectName("which_column")
        self.which_column.setContentsMargins(0, 0, 0, 0)
        self.which = QComboBox(self.which_slot)
        self.which.setObjectName("which")

        self.which_column.addWidget(self.which)

        self.fields.addWidget(self.which_slot, 1, 0, 1, 2)

        self.name_label = QLabel(owner)
        self.name_label.setObjectName("name_label")

        self.fields.addWidget(self.name_label, 2, 0, 1, 1)

        self.name_slot = QWidget(owner)
        self.name_slot.setObjectName("name_slot")
        self.name_column = QVBoxLayout(self.name_slot)
        self.name_column.setSpacing(4)
        self.name_column.setObjectName("name_column")
        self.name_column.setContentsMargins(0, 0, 0, 0)
        self.name = QLineEdit(self.name_slot)
        self.name.setObjectName("name")

        self.name_column.addWidget(self.name)

        self.fields.addWidget(self.name_slot, 3, 0, 1, 1)

        self.relation_label = QLabel(owner)
        self.relation_label.setObjectName("relation_label")

        self.fields.addWidget(self.relation_label, 2, 1, 1, 1)

        self.relation_slot = QWidget(owner)
        self.relation_slot.setObjectName("relation_slot")
        self.relation_column = QVBoxLayout(self.relation_slot)
        self.relation_column.setSpacing(4)
        self.relation_column.setObjectName("relation_column")
        self.relation_column.setContentsMargins(0, 0, 0, 0)
        self.relation = QComboBox(self.relation_slot)
        self.relation.setObjectName("relation")

        self.relation_column.addWidget(self.relation)

        self.fields.addWidget(self.relation_slot, 3, 1, 1, 1)

        self.phone_label = QLabel(owner)
        self.phone_label.setObjectName("phone_label")

        self.fields.addWidget(self.phone_label, 4, 0, 1, 1)

        self.phone_slot = QWidget(owner)
        self.phone_slot.setObjectName("phone_slot")
        self.phone_column = QVBoxLayout(self.phone_slot)
        self.phone_column.setSpacing(4)
        self.phone_column.setObjectName("phone_column")
        self.phone_column.setContentsMargins(0, 0, 0, 0)
        self.phone = QLineEdit(self.phone_slot)
        self.phone.setObjectName("phone")

        self.phone_column.addWidget(self.phone)

        self.fields.addWidget(self.phone_slot, 5, 0, 1, 1)

        self.authority_label = QLabel(owner)
        self.authority_label.setObjectName("authority_label")

        self.fields.addWidget(self.authority_label, 4, 1, 1, 1)

        self.authority_slot = QWidget(owner)
        self.authority_slot.setObjectName("authority_slot")
        self.authority_column = QVBoxLayout(self.authority_slot)
        self.authority_column.setSpacing(4)
        self.authority_column.setObjectName("authority_column")
        self.authority_column.setContentsMargins(0, 0, 0, 0)
        self.authority = QComboBox(self.authority_slot)
        self.authority.setObjectName("authority")

        self.authority_column.addWidget(self.authority)

        self.fields.addWidget(self.authority_slot, 5, 1, 1, 1)

        self.address_label = QLabel(owner)
        self.address_label.setObjectName("address_label")

        self.fields.addWidget(self.address_label, 6, 0, 1, 2)

        self.address_slot = QWidget(owner)
        self.address_slot.setObjectName("address_slot")
        self.address_column = QVBoxLayout(self.address_slot)
        self.address_column.setSpacing(4)
        self.address_column.setObjectName("address_column")
        self.address_column.setContentsMargins(0, 0, 0, 0)
        self.address = QLineEdit(self.address_slot)
        self.address.setObjectName("address")

        self.address_column.addWidget(self.address)

        self.fields.addWidget(self.address_slot, 7, 0, 1, 2)

        self.mandate_label = QLabel(owner)
        self.mandate_label.setObjectName("mandate_label")

        self.fields.addWidget(self.mandate_label, 8, 0, 1, 2)

        self.mandate_slot = QWidget(owner)
        self.mandate_slot.setObjectName("mandate_slot")
        self.mandate_column = QVBoxLayout(self.mandate_slot)
        self.mandate_column.setSpacing(4)
        self.mandate_column.setObjectName("mandate_column")
        self.mandate_column.setContentsMargins(0, 0, 0, 0)
        self.mandate = QLineEdit(self.mandate_slot)
        self.mandate.setObjectName("mandate")

        self.mandate_column.addWidget(self.mandate)

        self.fields.addWidget(self.mandate_slot, 9, 0, 1, 2)

        self.may_be_told_label = QLabel(owner)
        self.may_be_told_label.setObjectName("may_be_told_label")

        self.fields.addWidget(self.may_be_told_label, 10, 0, 1, 2)

        self.may_be_told_slot = QWidget(owner)
        self.may_be_told_slot.setObjectName("may_be_told_slot")
        self.may_be_told_column = QVBoxLayout(self.may_be_told_slot)
        self.may_be_told_column.setSpacing(4)
        self.may_be_told_column.setObjectName("may_be_told_column")
        self.may_be_told_column.setContentsMargins(0, 0, 0, 0)
        self.may_be_told = QLineEdit(self.may_be_told_slot)
        self.may_be_told.setObjectName("may_be_told")

        self.may_be_told_column.addWidget(self.may_be_told)

        self.fields.addWidget(self.may_be_told_slot, 11, 0, 1, 2)

        self.from_label = QLabel(owner)
        self.from_label.setObjectName("from_label")

        self.fields.addWidget(self.from_label, 12, 0, 1, 1)

        self.from_slot = QWidget(owner)
        self.from_slot.setObjectName("from_slot")
        self.from_column = QVBoxLayout(self.from_slot)
        self.from_column.setSpacing(4)
        self.from_column.setObjectName("from_column")
        self.from_column.setContentsMargins(0, 0, 0, 0)

        self.fields.addWidget(self.from_slot, 13, 0, 1, 1)

        self.to_label = QLabel(owner)
        self.to_label.setObjectName("to_label")

        self.fields.addWidget(self.to_label, 12, 1, 1, 1)

        self.to_slot = QWidget(owner)
        self.to_slot.setObjectName("to_slot")
        self.to_column = QVBoxLayout(self.to_slot)
        self.to_column.setSpacing(4)
        self.to_column.setObjectName("to_column")
        self.to_column.setContentsMargins(0, 0, 0, 0)

        self.fields.addWidget(self.to_slot, 13, 1, 1, 1)

        self.fields.setColumnStretch(0, 1)
        self.fields.setColumnStretch(1, 1)

        self.column.addLayout(self.fields)

        self.letters = QCheckBox(owner)
        self.letters.setObjectName("letters")

        self.column.addWidget(self.letters)

        self.consequence = QLabel(owner)
        self.consequence.setObjectName("consequence")
        self.consequence.setProperty("look", "muted")
        self.consequence.setWordWrap(True)

        self.column.addWidget(self.consequence)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
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
        owner.setWindowTitle(QCoreApplication.translate("ContactDialog", "Kontakt", None))
        self.which_label.setText(
            QCoreApplication.translate("ContactDialog", "V&ilken kontakt", None)
        )
        self.name_label.setText(QCoreApplication.translate("ContactDialog", "&Namn", None))
        self.relation_label.setText(
            QCoreApplication.translate("ContactDialog", "V&ad kontakten är", None)
        )
        self.phone_label.setText(QCoreApplication.translate("ContactDialog", "&Telefon", None))
        self.authority_label.setText(
            QCoreApplication.translate("ContactDialog", "&Får svara", None)
        )
        self.address_label.setText(QCoreApplication.translate("ContactDialog", "Adr&ess", None))
        self.mandate_label.setText(
            QCoreApplication.translate("ContactDialog", "Vad &uppdraget omfattar", None)
        )
        self.may_be_told_label.setText(
            QCoreApplication.translate("ContactDialog", "Får &veta", None)
        )
        self.from_label.setText(QCoreApplication.translate("ContactDialog", "Från och &med", None))
        self.to_label.setText(QCoreApplication.translate("ContactDialog", "Till och me&d", None))
        self.letters.setText(QCoreApplication.translate("ContactDialog", "Får &breven", None))
        self.leave.setText(QCoreApplication.translate("ContactDialog", "Avb&ryt", None))
        self.save.setText(QCoreApplication.translate("ContactDialog", "&Spara", None))
