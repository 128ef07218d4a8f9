"""Made from ui/unit_main_fields.ui by tools/make_forms.py: change that file, not this one."""

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


class UnitMainFieldsForm:
    """The widgets of UnitMainFields, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("UnitMainFields")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(8)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.fields = QGridLayout()
        self.fields.setSpacing(8)
        self.fields.setObjectName("fields")
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.name_area = QWidget(owner)
        self.name_area.setObjectName("name_area")
        self.name_area_column = QVBoxLayout(self.name_area)
        self.name_area_column.setSpacing(4)
        self.name_area_column.setObjectName("name_area_column")
        self.name_area_column.setContentsMargins(0, 0, 0, 0)
        self.name_label = QLabel(self.name_area)
        self.name_label.setObjectName("name_label")

        self.name_area_column.addWidget(self.name_label)

        self.name_slot = QWidget(self.name_area)
        self.name_slot.setObjectName("name_slot")
        self.name_column = QVBoxLayout(self.name_slot)
        self.name_column.setSpacing(4)
        self.name_column.setObjectName("name_column")
        self.name_column.setContentsMargins(0, 0, 0, 0)
        self.name = QLineEdit(self.name_slot)
        self.name.setObjectName("name")
        self.name.setMaxLength(120)

        self.name_column.addWidget(self.name)

        self.name_area_column.addWidget(self.name_slot)

        self.fields.addWidget(self.name_area, 0, 0, 1, 1)

        self.code_area = QWidget(owner)
        self.code_area.setObjectName("code_area")
        self.code_area_column = QVBoxLayout(self.code_area)
        self.code_area_column.setSpacing(4)
        self.code_area_column.setObjectName("code_area_column")
        self.code_area_column.setContentsMargins(0, 0, 0, 0)
        self.code_label = QLabel(self.code_area)
        self.code_label.setObjectName("code_label")

        self.code_area_column.addWidget(self.code_label)

        self.code_slot = QWidget(self.code_area)
        self.code_slot.setObjectName("code_slot")
        self.code_column = QVBoxLayout(self.code_slot)
        self.code_column.setSpacing(4)
        self.code_column.setObjectName("code_column")
        self.code_column.setContentsMargins(0, 0, 0, 0)
        self.code = QLineEdit(self.code_slot)
        self.code.setObjectName("code")
        self.code.setMaxLength(40)

        self.code_column.addWidget(self.code)

        self.code_area_column.addWidget(self.code_slot)

        self.fields.addWidget(self.code_area, 0, 1, 1, 1)

        self.type_area = QWidget(owner)
        self.type_area.setObjectName("type_area")
        self.type_area_column = QVBoxLayout(self.type_area)
        self.type_area_column.setSpacing(4)
        self.type_area_column.setObjectName("type_area_column")
        self.type_area_column.setContentsMargins(0, 0, 0, 0)
        self.type_label = QLabel(self.type_area)
        self.type_label.setObjectName("type_label")

        self.type_area_column.addWidget(self.type_label)

        self.type_slot = QWidget(self.type_area)
        self.type_slot.setObjectName("type_slot")
        self.type_column = QVBoxLayout(self.type_slot)
        self.type_column.setSpacing(4)
        self.type_column.setObjectName("type_column")
        self.type_column.setContentsMargins(0, 0, 0, 0)
        self.type = QComboBox(self.type_slot)
        self.type.setObjectName("type")

        self.type_column.addWidget(self.type)

        self.type_area_column.addWidget(self.type_slot)

        self.fields.addWidget(self.type_area, 1, 0, 1, 1)

        self.district_area = QWidget(owner)
        self.district_area.setObjectName("district_area")
        self.district_area_column = QVBoxLayout(self.district_area)
        self.district_area_column.setSpacing(4)
        self.district_area_column.setObjectName("district_area_column")
        self.district_area_column.setContentsMargins(0, 0, 0, 0)
        self.district_label = QLabel(self.district_area)
        self.district_label.setObjectName("district_label")

        self.district_area_column.addWidget(self.district_label)

        self.district_slot = QWidget(self.district_area)
        self.district_slot.setObjectName("district_slot")
        self.district_column = QVBoxLayout(self.district_slot)
        self.district_column.setSpacing(4)
        self.district_column.setObjectName("district_column")
        self.district_column.setContentsMargins(0, 0, 0, 0)
        self.district = QComboBox(self.district_slot)
        self.district.setObjectName("district")

        self.district_column.addWidget(self.district)

        self.district_area_column.addWidget(self.district_slot)

        self.fields.addWidget(self.district_area, 1, 1, 1, 1)

        self.responsible_name_area = QWidget(owner)
        self.responsible_name_area.setObjectName("responsible_name_area")
        self.responsible_name_area_column = QVBoxLayout(self.responsible_name_area)
        self.responsible_name_area_column.setSpacing(4)
        self.responsible_name_area_column.setObjectName("responsible_name_area_column")
        self.responsible_name_area_column.setContentsMargins(0, 0, 0, 0)
        self.responsible_name_label = QLabel(self.responsible_name_area)
        self.responsible_name_label.setObjectName("responsible_name_label")

        self.responsible_name_area_column.addWidget(self.responsible_name_label)

        self.responsible_name_slot = QWidget(self.responsible_name_area)
        self.responsible_name_slot.setObjectName("responsible_name_slot")
        self.responsible_name_column = QVBoxLayout(self.responsible_name_slot)
        self.responsible_name_column.setSpacing(4)
        self.responsible_name_column.setObjectName("responsible_name_column")
        self.responsible_name_column.setContentsMargins(0, 0, 0, 0)
        self.responsible_name = QLineEdit(self.responsible_name_slot)
        self.responsible_name.setObjectName("responsible_name")
        self.responsible_name.setMaxLength(120)

        self.responsible_name_column.addWidget(self.responsible_name)

        self.responsible_name_area_column.addWidget(self.responsible_name_slot)

        self.fields.addWidget(self.responsible_name_area, 2, 0, 1, 1)

        self.responsible_phone_area = QWidget(owner)
        self.responsible_phone_area.setObjectName("responsible_phone_area")
        self.responsible_phone_area_column = QVBoxLayout(self.responsible_phone_area)
        self.responsible_phone_area_column.setSpacing(4)
        self.responsible_phone_area_column.setObjectName("responsible_phone_area_column")
        self.responsible_phone_area_column.setContentsMargins(0, 0, 0, 0)
        self.responsible_phone_label = QLabel(self.responsible_phone_area)
        self.responsible_phone_label.setObjectName("responsible_phone_label")

        self.responsible_phone_area_column.addWidget(self.responsible_phone_label)

        self.responsible_phone_slot = QWidget(self.responsible_phone_area)
        self.responsible_phone_slot.setObjectName("responsible_phone_slot")
        self.responsible_phone_column = QVBoxLayout(self.responsible_phone_slot)
        self.responsible_phone_column.setSpacing(4)
        self.responsible_phone_column.setObjectName("responsible_phone_column")
        self.responsible_phone_column.setContentsMargins(0, 0, 0, 0)
        self.responsible_phone = QLineEdit(self.responsible_phone_slot)
        self.responsible_phone.setObjectName("responsible_phone")
        self.responsible_phone.setMaxLength(60)

        self.responsible_phone_column.addWidget(self.responsible_phone)

        self.responsible_phone_area_column.addWidget(self.responsible_phone_slot)

        self.fields.addWidget(self.responsible_phone_area, 2, 1, 1, 1)

        self.email_area = QWidget(owner)
        self.email_area.setObjectName("email_area")
        self.email_area_column = QVBoxLayout(self.email_area)
        self.email_area_column.setSpacing(4)
        self.email_area_column.setObjectName("email_area_column")
        self.email_area_column.setContentsMargins(0, 0, 0, 0)
        self.email_label = QLabel(self.email_area)
        self.email_label.setObjectName("email_label")

        self.email_area_column.addWidget(self.email_label)

        self.email_slot = QWidget(self.email_area)
        self.email_slot.setObjectName("email_slot")
        self.email_column = QVBoxLayout(self.email_slot)
        self.email_column.setSpacing(4)
        self.email_column.setObjectName("email_column")
        self.email_column.setContentsMargins(0, 0, 0, 0)
        self.email = QLineEdit(self.email_slot)
        self.email.setObjectName("email")
        self.email.setMaxLength(120)

        self.email_column.addWidget(self.email)

        self.email_area_column.addWidget(self.email_slot)

        self.fields.addWidget(self.email_area, 3, 0, 1, 1)

        self.places_area = QWidget(owner)
        self.places_area.setObjectName("places_area")
        self.places_area_column = QVBoxLayout(self.places_area)
        self.places_area_column.setSpacing(4)
        self.places_area_column.setObjectName("places_area_column")
        self.places_area_column.setContentsMargins(0, 0, 0, 0)
        self.places_label = QLabel(self.places_area)
        self.places_label.setObjectName("places_label")

        self.places_area_column.addWidget(self.places_label)

        self.places_slot = QWidget(self.places_area)
        self.places_slot.setObjectName("places_slot")
        self.places_column = QVBoxLayout(self.places_slot)
        self.places_column.setSpacing(4)
        self.places_column.setObjectName("places_column")
        self.places_column.setContentsMargins(0, 0, 0, 0)
        self.places = QLineEdit(self.places_slot)
        self.places.setObjectName("places")
        self.places.setMaxLength(4)

        self.places_column.addWidget(self.places)

        self.places_area_column.addWidget(self.places_slot)

        self.fields.addWidget(self.places_area, 3, 1, 1, 1)

        self.street_area = QWidget(owner)
        self.street_area.setObjectName("street_area")
        self.street_area_column = QVBoxLayout(self.street_area)
        self.street_area_column.setSpacing(4)
        self.street_area_column.setObjectName("street_area_column")
        self.street_area_column.setContentsMargins(0, 0, 0, 0)
        self.street_label = QLabel(self.street_area)
        self.street_label.setObjectName("street_label")

        self.street_area_column.addWidget(self.street_label)

        self.street_slot = QWidget(self.street_area)
        self.street_slot.setObjectName("street_slot")
        self.street_column = QVBoxLayout(self.street_slot)
        self.street_column.setSpacing(4)
        self.street_column.setObjectName("street_column")
        self.street_column.setContentsMargins(0, 0, 0, 0)
        self.street = QLineEdit(self.street_slot)
        self.street.setObjectName("street")
        self.street.setMaxLength(120)

        self.street_column.addWidget(self.street)

        self.street_area_column.addWidget(self.street_slot)

        self.fields.addWidget(self.street_area, 4, 0, 1, 1)

        self.postal_code_area = QWidget(owner)
        self.postal_code_area.setObjectName("postal_code_area")
        self.postal_code_area_column = QVBoxLayout(self.postal_code_area)
        self.postal_code_area_column.setSpacing(4)
        self.postal_code_area_column.setObjectName("postal_code_area_column")
        self.postal_code_area_column.setContentsMargins(0, 0, 0, 0)
        self.postal_code_label = QLabel(self.postal_code_area)
        self.postal_code_label.setObjectName("postal_code_label")

        self.postal_code_area_column.addWidget(self.postal_code_label)

        self.postal_code_slot = QWidget(self.postal_code_area)
        self.postal_code_slot.setObjectName("postal_code_slot")
        self.postal_code_column = QVBoxLayout(self.postal_code_slot)
        self.postal_code_column.setSpacing(4)
        self.postal_code_column.setObjectName("postal_code_column")
        self.postal_code_column.setContentsMargins(0, 0, 0, 0)
        self.postal_code = QLineEdit(self.postal_code_slot)
        self.postal_code.setObjectName("postal_code")
        self.postal_code.setMaxLength(10)

        self.postal_code_column.addWidget(self.postal_code)

        self.postal_code_area_column.addWidget(self.postal_code_slot)

        self.fields.addWidget(self.postal_code_area, 4, 1, 1, 1)

        self.city_area = QWidget(owner)
        self.city_area.setObjectName("city_area")
        self.city_area_column = QVBoxLayout(self.city_area)
        self.city_area_column.setSpacing(4)
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

        self.fields.addWidget(self.city_area, 5, 0, 1, 1)

        self.care_staff_area = QWidget(owner)
        self.care_staff_area.setObjectName("care_staff_area")
        self.care_staff_area_column = QVBoxLayout(self.care_staff_area)
        self.care_staff_area_column.setSpacing(4)
        self.care_staff_area_column.setObjectName("care_staff_area_column")
        self.care_staff_area_column.setContentsMargins(0, 0, 0, 0)
        self.care_staff_label = QLabel(self.care_staff_area)
        self.care_staff_label.setObjectName("care_staff_label")

        self.care_staff_area_column.addWidget(self.care_staff_label)

        self.care_staff_slot = QWidget(self.care_staff_area)
        self.care_staff_slot.setObjectName("care_staff_slot")
        self.care_staff_column = QVBoxLayout(self.care_staff_slot)
        self.care_staff_column.setSpacing(4)
        self.care_staff_column.setObjectName("care_staff_column")
        self.care_staff_column.setContentsMargins(0, 0, 0, 0)
        self.care_staff = QLineEdit(self.care_staff_slot)
        self.care_staff.setObjectName("care_staff")
        self.care_staff.setMaxLength(4)

        self.care_staff_column.addWidget(self.care_staff)

        self.care_staff_area_column.addWidget(self.care_staff_slot)

        self.fields.addWidget(self.care_staff_area, 5, 1, 1, 1)

        self.column.addLayout(self.fields)

        self.name_label.setBuddy(self.name)
        self.code_label.setBuddy(self.code)
        self.type_label.setBuddy(self.type)
        self.district_label.setBuddy(self.district)
        self.responsible_name_label.setBuddy(self.responsible_name)
        self.responsible_phone_label.setBuddy(self.responsible_phone)
        self.email_label.setBuddy(self.email)
        self.places_label.setBuddy(self.places)
        self.street_label.setBuddy(self.street)
        self.postal_code_label.setBuddy(self.postal_code)
        self.city_label.setBuddy(self.city)
        self.care_staff_label.setBuddy(self.care_staff)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.name_label.setText(QCoreApplication.translate("UnitMainFields", "&Namn", None))
        self.code_label.setText(QCoreApplication.translate("UnitMainFields", "Enhets&kod", None))
        self.type_label.setText(QCoreApplication.translate("UnitMainFields", "&Typ", None))
        self.district_label.setText(
            QCoreApplication.translate("UnitMainFields", "&Organisationsdel", None)
        )
        self.responsible_name_label.setText(
            QCoreApplication.translate("UnitMainFields", "Ans&varig", None)
        )
        self.responsible_phone_label.setText(
            QCoreApplication.translate("UnitMainFields", "Tele&fon till den ansvariga", None)
        )
        self.email_label.setText(QCoreApplication.translate("UnitMainFields", "&E-post", None))
        self.places_label.setText(QCoreApplication.translate("UnitMainFields", "&Platser", None))
        self.street_label.setText(QCoreApplication.translate("UnitMainFields", "&Gatuadress", None))
        self.postal_code_label.setText(
            QCoreApplication.translate("UnitMainFields", "Postn&ummer", None)
        )
        self.city_label.setText(QCoreApplication.translate("UnitMainFields", "Po&stort", None))
        self.care_staff_label.setText(
            QCoreApplication.translate("UnitMainFields", "Antal o&mvårdnadspersonal", None)
        )
