"""What is asked about a unit's own care staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.keep_staff import (
    AddStaff,
    ChangeStaff,
    EndStaff,
    StaffDetails,
    add_staff,
    change_staff,
    end_staff,
)
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsForm
from munhalsa.desktop.screens.form_steps import FormSteps
from munhalsa.desktop.view import Frame
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.staff import StaffMember
from munhalsa.domain.unit import Unit

translate = QCoreApplication.translate


class StaffForms(QObject):
    """One form at a time, done with what was filled in."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._steps = FormSteps(frame, view)

    def ask_add(self, unit: Unit, *, today: date) -> None:
        """Somebody new."""
        said = self.tr("Tillagd i enhetens personal.")
        self._steps.ask(add_form(unit), add_staff, said, shown=(), today=today)

    def ask_change(self, member: StaffMember, *, today: date) -> None:
        """Other details of somebody."""
        said = self.tr("Uppgifterna är ändrade.")
        self._steps.ask(change_form(member), change_staff, said, shown=member, today=today)

    def ask_end(self, member: StaffMember, *, today: date) -> None:
        """Somebody leaves."""
        said = self.tr("Sista dagen är sparad.")
        form = end_form(member, today=today)
        self._steps.ask(form, end_staff, said, shown=member, today=today)


def add_form(unit: Unit) -> FieldsForm:
    """Somebody new at the unit; gives AddStaff."""
    return FieldsForm(
        what=translate("Staff", "Ny i personalen på {0}").format(unit.name),
        explanation=translate(
            "Staff",
            "Namnet kan sedan väljas när en utbildning eller ett besök noteras. Skriv det som på "
            "närvarolistan.",
        ),
        save=translate("Staff", "&Lägg till"),
        fields=_fields(None),
        command=lambda filled: AddStaff(unit=unit.id, details=_details(filled)),
    )


def change_form(member: StaffMember) -> FieldsForm:
    """Other details of somebody; gives ChangeStaff."""
    return FieldsForm(
        what=translate("Staff", "Ändra {0}").format(member.name),
        explanation=translate("Staff", "Det som stod förut finns kvar i enhetens historik."),
        save=translate("Staff", "&Spara"),
        fields=_fields(member),
        command=lambda filled: ChangeStaff(
            unit=member.unit_id,
            name=member.id,
            details=_details(filled),
            version=member.version,
        ),
    )


def end_form(member: StaffMember, *, today: date) -> FieldsForm:
    """The last day of somebody; gives EndStaff."""

    def command(filled: Mapping[str, Any]) -> EndStaff:
        day: date | None = filled["to_day"]
        if day is None:
            raise Rejected("missing", translate("Staff", "Ange sista dagen."), field="to_day")
        return EndStaff(unit=member.unit_id, name=member.id, day=day)

    return FieldsForm(
        what=translate("Staff", "{0} slutar på enheten").format(member.name),
        explanation=translate(
            "Staff", "Utbildningar och besök där namnet står ändras inte. Det kan ångras."
        ),
        save=translate("Staff", "A&vsluta"),
        fields=(_day("to_day", translate("Staff", "Sista &dagen"), today),),
        command=command,
    )


def _fields(member: StaffMember | None) -> tuple[Field, ...]:
    def of(name: str) -> Any:
        return None if member is None else getattr(member, name)

    return (
        Field(name="name", label=translate("Staff", "&Namn"), value=of("name")),
        Field(name="title", label=translate("Staff", "&Titel"), value=of("title")),
        _day("from_day", translate("Staff", "&Från och med"), of("from_day")),
        _day("to_day", translate("Staff", "Till och &med"), of("to_day")),
    )


def _day(name: str, label: str, value: date | None) -> Field:
    return Field(name=name, label=label, kind=FieldKind.DAY, value=value)


def _details(filled: Mapping[str, Any]) -> StaffDetails:
    return cast(StaffDetails, {**filled, "name": filled["name"] or ""})
