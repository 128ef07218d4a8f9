"""Made from ui/new_certificate_person.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)


class NewCertificatePersonForm:
    """The widgets of NewCertificatePerson, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("NewCertificatePerson")
        self.person_form = QFormLayout(owner)
        self.person_form.setObjectName("person_form")
        self.person_form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.person_form.setLabelAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.person_form.setHorizontalSpacing(12)
        self.person_form.setVerticalSpacing(8)
        self.person_form.setContentsMargins(0, 0, 0, 0)
        self.protected_label = QLabel(owner)
        self.protected_label.setObjectName("protected_label")

        self.person_form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.protected_label)

        self.protected_cell = QWidget(owner)
        self.protected_cell.setObjectName("protected_cell")
        self.protected_column = QVBoxLayout(self.protected_cell)
        self.protected_column.setSpacing(4)
        self.protected_column.setObjectName("protected_column")
        self.protected_column.setContentsMargins(0, 0, 0, 0)
        self.protected_line = QWidget(self.protected_cell)
        self.protected_line.setObjectName("protected_line")

        self.protected_column.addWidget(self.protected_line)

        self.person_form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.protected_cell)

        self.number_label = QLabel(owner)
        self.number_label.setObjectName("number_label")

        self.person_form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.number_label)

        self.number_cell = QWidget(owner)
        self.number_cell.setObjectName("number_cell")
        self.number_column = QVBoxLayout(self.number_cell)
        self.number_column.setSpacing(4)
        self.number_column.setObjectName("number_column")
        self.number_column.setContentsMargins(0, 0, 0, 0)
        self.number_line = QWidget(self.number_cell)
        self.number_line.setObjectName("number_line")
        self.number = QLineEdit(self.number_line)
        self.number.setObjectName("number")
        self.number_chip = QLabel(self.number_line)
        self.number_chip.setObjectName("number_chip")
        self.number_chip.setProperty("look", "chip-ok")

        self.number_column.addWidget(self.number_line)

        self.person_form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.number_cell)

        self.century_label = QLabel(owner)
        self.century_label.setObjectName("century_label")

        self.person_form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.century_label)

        self.century_cell = QWidget(owner)
        self.century_cell.setObjectName("century_cell")
        self.century_column = QVBoxLayout(self.century_cell)
        self.century_column.setSpacing(4)
        self.century_column.setObjectName("century_column")
        self.century_column.setContentsMargins(0, 0, 0, 0)
        self.century_line = QWidget(self.century_cell)
        self.century_line.setObjectName("century_line")

        self.century_column.addWidget(self.century_line)

        self.person_form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.century_cell)

        self.name_label = QLabel(owner)
        self.name_label.setObjectName("name_label")

        self.person_form.setWidget(3, QFormLayout.ItemRole.LabelRole, self.name_label)

        self.name_cell = QWidget(owner)
        self.name_cell.setObjectName("name_cell")
        self.name_column = QVBoxLayout(self.name_cell)
        self.name_column.setSpacing(4)
        self.name_column.setObjectName("name_column")
        self.name_column.setContentsMargins(0, 0, 0, 0)
        self.name_line = QWidget(self.name_cell)
        self.name_line.setObjectName("name_line")
        self.given_name = QLineEdit(self.name_line)
        self.given_name.setObjectName("given_name")
        self.family_name = QLineEdit(self.name_line)
        self.family_name.setObjectName("family_name")

        self.name_column.addWidget(self.name_line)

        self.person_form.setWidget(3, QFormLayout.ItemRole.FieldRole, self.name_cell)

        self.home_label = QLabel(owner)
        self.home_label.setObjectName("home_label")

        self.person_form.setWidget(4, QFormLayout.ItemRole.LabelRole, self.home_label)

        self.home_cell = QWidget(owner)
        self.home_cell.setObjectName("home_cell")
        self.home_column = QVBoxLayout(self.home_cell)
        self.home_column.setSpacing(4)
        self.home_column.setObjectName("home_column")
        self.home_column.setContentsMargins(0, 0, 0, 0)
        self.home_line = QWidget(self.home_cell)
        self.home_line.setObjectName("home_line")
        self.room = QLineEdit(self.home_line)
        self.room.setObjectName("room")
        self.from_label = QLabel(self.home_line)
        self.from_label.setObjectName("from_label")

        self.home_column.addWidget(self.home_line)

        self.person_form.setWidget(4, QFormLayout.ItemRole.FieldRole, self.home_cell)

        self.own_label = QLabel(owner)
        self.own_label.setObjectName("own_label")

        self.person_form.setWidget(5, QFormLayout.ItemRole.LabelRole, self.own_label)

        self.own_cell = QWidget(owner)
        self.own_cell.setObjectName("own_cell")
        self.own_column = QVBoxLayout(self.own_cell)
        self.own_column.setSpacing(4)
        self.own_column.setObjectName("own_column")
        self.own_column.setContentsMargins(0, 0, 0, 0)
        self.own_line = QWidget(self.own_cell)
        self.own_line.setObjectName("own_line")
        self.street = QLineEdit(self.own_line)
        self.street.setObjectName("street")
        self.postal_code = QLineEdit(self.own_line)
        self.postal_code.setObjectName("postal_code")
        self.city = QLineEdit(self.own_line)
        self.city.setObjectName("city")
        self.care_of = QLineEdit(self.own_line)
        self.care_of.setObjectName("care_of")

        self.own_column.addWidget(self.own_line)

        self.person_form.setWidget(5, QFormLayout.ItemRole.FieldRole, self.own_cell)

        self.responsible_label = QLabel(owner)
        self.responsible_label.setObjectName("responsible_label")

        self.person_form.setWidget(6, QFormLayout.ItemRole.LabelRole, self.responsible_label)

        self.responsible_cell = QWidget(owner)
        self.responsible_cell.setObjectName("responsible_cell")
        self.responsible_column = QVBoxLayout(self.responsible_cell)
        self.responsible_column.setSpacing(4)
        self.responsible_column.setObjectName("responsible_column")
        self.responsible_column.setContentsMargins(0, 0, 0, 0)
        self.responsible_line = QWidget(self.responsible_cell)
        self.responsible_line.setObjectName("responsible_line")

        self.responsible_column.addWidget(self.responsible_line)

        self.person_form.setWidget(6, QFormLayout.ItemRole.FieldRole, self.responsible_cell)

        self.known_home_label = QLabel(owner)
        self.known_home_label.setObjectName("known_home_label")

        self.person_form.setWidget(7, QFormLayout.ItemRole.LabelRole, self.known_home_label)

        self.known_home_cell = QWidget(owner)
        self.known_home_cell.setObjectName("known_home_cell")
        self.known_home_column = QVBoxLayout(self.known_home_cell)
        self.known_home_column.setSpacing(4)
        self.known_home_column.setObjectName("known_home_column")
        self.known_home_column.setContentsMargins(0, 0, 0, 0)
        self.known_home_line = QWidget(self.known_home_cell)
        self.known_home_line.setObjectName("known_home_line")
        self.known_home = QLabel(self.known_home_line)
        self.known_home.setObjectName("known_home")

        self.known_home_column.addWidget(self.known_home_line)

        self.person_form.setWidget(7, QFormLayout.ItemRole.FieldRole, self.known_home_cell)

        self.number_label.setBuddy(self.number)
        self.name_label.setBuddy(self.given_name)
        self.own_label.setBuddy(self.street)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.protected_label.setText(
            QCoreApplication.translate("NewCertificatePerson", "&Skyddade uppgifter", None)
        )
        self.number_label.setText(
            QCoreApplication.translate("NewCertificatePerson", "&Personnummer", None)
        )
        self.number.setPlaceholderText(
            QCoreApplication.translate("NewCertificatePerson", "ÅÅÅÅMMDD-NNNN", None)
        )
        self.number.setAccessibleName(
            QCoreApplication.translate("NewCertificatePerson", "Personnummer", None)
        )
        self.century_label.setText(QCoreApplication.translate("NewCertificatePerson", "Född", None))
        self.name_label.setText(QCoreApplication.translate("NewCertificatePerson", "&Namn", None))
        self.given_name.setPlaceholderText(
            QCoreApplication.translate("NewCertificatePerson", "Förnamn", None)
        )
        self.given_name.setAccessibleName(
            QCoreApplication.translate("NewCertificatePerson", "Förnamn", None)
        )
        self.family_name.setPlaceholderText(
            QCoreApplication.translate("NewCertificatePerson", "Efternamn", None)
        )
        self.family_name.setAccessibleName(
            QCoreApplication.translate("NewCertificatePerson", "Efternamn", None)
        )
        self.home_label.setText(QCoreApplication.translate("NewCertificatePerson", "&Bor", None))
        self.room.setPlaceholderText(
            QCoreApplication.translate("NewCertificatePerson", "Rum", None)
        )
        self.room.setAccessibleName(
            QCoreApplication.translate("NewCertificatePerson", "Rum eller avdelning", None)
        )
        self.from_label.setText(QCoreApplication.translate("NewCertificatePerson", "från", None))
        self.own_label.setText(QCoreApplication.translate("NewCertificatePerson", "A&dress", None))
        self.street.setPlaceholderText(
            QCoreApplication.translate("NewCertificatePerson", "Gata och nummer", None)
        )
        self.street.setAccessibleName(
            QCoreApplication.translate("NewCertificatePerson", "Gata och nummer", None)
        )
        self.postal_code.setPlaceholderText(
            QCoreApplication.translate("NewCertificatePerson", "Postnummer", None)
        )
        self.postal_code.setAccessibleName(
            QCoreApplication.translate("NewCertificatePerson", "Postnummer", None)
        )
        self.city.setPlaceholderText(
            QCoreApplication.translate("NewCertificatePerson", "Ort", None)
        )
        self.city.setAccessibleName(QCoreApplication.translate("NewCertificatePerson", "Ort", None))
        self.care_of.setPlaceholderText(
            QCoreApplication.translate("NewCertificatePerson", "c/o", None)
        )
        self.care_of.setAccessibleName(
            QCoreApplication.translate("NewCertificatePerson", "Adress c/o", None)
        )
        self.responsible_label.setText(
            QCoreApplication.translate("NewCertificatePerson", "Ansvarig &enhet", None)
        )
        self.known_home_label.setText(
            QCoreApplication.translate("NewCertificatePerson", "Bor", None)
        )
