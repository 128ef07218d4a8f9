"""Inställningar, kommunen: contact persons, the contracted provider, and the parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.context import Context
from munhalsa.application.dental_contracts import SetProvider, list_providers, set_provider
from munhalsa.application.districts import add_district, list_districts, rename_district
from munhalsa.application.municipality_contacts import (
    AddContactPerson,
    add_contact_person,
    end_contact_person,
    list_contact_persons,
)
from munhalsa.application.ports import Changes
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.screens.form_steps import FormSteps
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import DentalContract, District, MunicipalityContact

translate = QCoreApplication.translate
KINDS = frozenset({"municipality_contact", "dental_contract", "district"})
_SPACE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """What is shown."""

    today: date
    contacts: Sequence[MunicipalityContact]
    contracts: Sequence[DentalContract]
    districts: Sequence[District]


class Part(QFrame):
    """One list with its buttons."""

    def __init__(
        self,
        title: str,
        about: str,
        headings: Sequence[str],
        look: Look,
        parent: QWidget,
        *,
        grow: int | None = None,
    ) -> None:
        super().__init__(parent)
        set_look(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(_SPACE)
        heading, words = QLabel(title, self), QLabel(about, self)
        set_look(heading, "section")
        set_look(words, "muted")
        words.setWordWrap(True)
        self.list = PlainList(headings, look, name=title, parent=self, grow=grow)
        self.buttons = QWidget(self)
        self._row = Flow(self.buttons, _SPACE)
        for widget in (heading, words, self.list, self.buttons):
            column.addWidget(widget)

    def add_button(self, text: str, run: Callable[[], None]) -> QPushButton:
        """One more thing to do, after those before it."""
        button = QPushButton(text, self.buttons)
        button.clicked.connect(run)
        self._row.addWidget(button)
        return button


class OrganisationPanel(QWidget):
    """Three lists; only for whoever may edit them in the whole municipality."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._shown: Organisation | None = None
        self._steps = FormSteps(frame, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.contacts, self.provider, self.districts = self._parts(frame.look)
        for part in (self.contacts, self.provider, self.districts):
            column.addWidget(part)
        self.add_contact = self.contacts.add_button(self.tr("Lägg t&ill …"), self._add_contact)
        self.end_contact = self.contacts.add_button(self.tr("A&vsluta …"), self._end_contact)
        self.set_provider = self.provider.add_button(
            self.tr("&Ny vårdgivare …"), self._set_provider
        )
        self.add_district = self.districts.add_button(self.tr("Lägg t&ill …"), self._add_district)
        self.rename_district = self.districts.add_button(
            self.tr("B&yt namn …"), self._rename_district
        )
        self.contacts.list.itemSelectionChanged.connect(self._show_state)
        frame.look.changed.connect(self._fit)
        self._show_state()

    @property
    def fields(self) -> Sequence[QWidget]:
        """What Tab goes through, in order."""
        return (
            *(self.contacts.list, self.add_contact, self.end_contact),
            *(self.provider.list, self.set_provider),
            *(self.districts.list, self.add_district, self.rename_district),
        )

    def load(self) -> None:
        """Fill the lists, or hide all of it."""
        shown = self._frame.desk.may_everywhere(Permission.EDIT_UNITS)
        self.setVisible(shown)
        if shown:
            self._frame.desk.read(self, _read, done=self._show, latest="organisation")

    def take_in(self, changes: Changes) -> None:
        """Something was changed."""
        if not self.isHidden() and (not changes.kinds or KINDS & changes.kinds):
            self.load()

    # What is shown.

    def _parts(self, look: Look) -> tuple[Part, Part, Part]:
        tr = self.tr
        return (
            Part(
                tr("Kontaktpersoner"),
                tr("De som sköter utfärdare och enheter och talar med VGR. Minst en behövs."),
                (tr("Namn"), tr("Nås på"), tr("Gäller")),
                look,
                self,
            ),
            Part(
                tr("Vårdgivare med avtal"),
                tr("Den som gör munhälsobedömningarna. En ny tar vid, och den förra slutar."),
                (tr("Vårdgivare"), tr("Nås på"), tr("Gäller")),
                look,
                self,
            ),
            Part(
                tr("Organisationsdelar"),
                tr("Delar av kommunen som enheter och roller hör till."),
                (tr("Namn"),),
                look,
                self,
            ),
        )

    def _show(self, found: Organisation) -> None:
        self._shown = found
        names = {one.id: one.name for one in found.districts}
        self.contacts.list.show_rows(
            [
                (
                    one.id,
                    (
                        one.name,
                        _joined(one.phone, one.email),
                        _joined(names.get(one.district_id or ""), _days(one.from_day, one.to_day)),
                    ),
                )
                for one in found.contacts
            ]
        )
        self.provider.list.show_rows(
            [
                (
                    one.id,
                    (
                        one.provider,
                        _joined(one.contact_name, one.phone, one.email),
                        _days(one.from_day, one.to_day),
                    ),
                )
                for one in found.contracts
            ]
        )
        self.districts.list.show_rows([(one.id, (one.name,)) for one in found.districts])
        self._show_state()

    def _show_state(self) -> None:
        contact = self._contact()
        self.end_contact.setEnabled(contact is not None and contact.to_day is None)
        self.rename_district.setEnabled(self.districts.list.chosen is not None)

    def _fit(self) -> None:
        for part in (self.contacts, self.provider, self.districts):
            part.list.fit()

    def _contact(self) -> MunicipalityContact | None:
        shown, chosen = self._shown, self.contacts.list.chosen
        if shown is None:
            return None
        return next((one for one in shown.contacts if one.id == chosen), None)

    # What is asked.

    def _add_contact(self) -> None:
        shown = self._shown
        if shown is not None:
            form = contact_form(shown)
            self._ask(form, add_contact_person, self.tr("Kontaktpersonen är tillagd."), shown=())

    def _end_contact(self) -> None:
        contact, shown = self._contact(), self._shown
        if contact is None or shown is None:
            return
        form = FieldsForm(
            what=self.tr("Avsluta {0} som kontaktperson").format(contact.name),
            explanation=self.tr("Kontaktpersonen står kvar i listan med sin sista dag."),
            save=self.tr("A&vsluta"),
            fields=(_day_field("date", self.tr("Sista &dagen"), shown.today),),
            command=lambda filled: _needed(filled, "date", self.tr("Ange sista dagen.")),
        )
        self._ask(
            form,
            lambda context, day: end_contact_person(context, contact.id, day=day),
            self.tr("Kontaktpersonen är avslutad."),
            shown=contact,
        )

    def _set_provider(self) -> None:
        shown = self._shown
        if shown is not None:
            said = self.tr("Vårdgivaren är sparad.")
            self._ask(provider_form(), set_provider, said, shown=(shown.contracts,))

    def _add_district(self) -> None:
        form = FieldsForm(
            what=self.tr("Ny organisationsdel"),
            explanation=self.tr("Enheter läggs i den från enhetens kort."),
            save=self.tr("&Lägg till"),
            fields=(Field(name="name", label=self.tr("&Namn")),),
            command=lambda filled: filled["name"] or "",
        )
        self._ask(form, add_district, self.tr("Organisationsdelen är tillagd."), shown=())

    def _rename_district(self) -> None:
        shown, chosen = self._shown, self.districts.list.chosen
        if shown is None or chosen is None:
            return
        district = next(one for one in shown.districts if one.id == chosen)
        form = FieldsForm(
            what=self.tr("Byt namn på {0}").format(district.name),
            explanation=self.tr("Enheterna ligger kvar i den."),
            save=self.tr("B&yt namn"),
            fields=(Field(name="name", label=self.tr("&Namn"), value=district.name),),
            command=lambda filled: filled["name"] or "",
        )
        self._ask(
            form,
            lambda context, name: rename_district(context, name=district.id, to=name),
            self.tr("Organisationsdelen har bytt namn."),
            shown=district,
        )

    def _ask(
        self, form: FieldsForm, run: Callable[[Context, Any], Any], said: str, *, shown: object
    ) -> None:
        today = self._shown.today if self._shown is not None else date.max
        self._steps.ask(form, run, said, shown=shown, today=today)


def contact_form(shown: Organisation) -> FieldsForm:
    """A new contact person of the municipality."""
    parts = [
        (translate("Organisation", "Hela kommunen"), None),
        *((one.name, one.id) for one in shown.districts),
    ]
    return FieldsForm(
        what=translate("Organisation", "Ny kontaktperson"),
        explanation=translate("Organisation", "Minst telefon eller e-post behövs."),
        save=translate("Organisation", "&Lägg till"),
        fields=(
            Field(name="name", label=translate("Organisation", "&Namn")),
            Field(name="phone", label=translate("Organisation", "&Telefon")),
            Field(name="email", label=translate("Organisation", "&E-post")),
            Field(
                name="district",
                label=translate("Organisation", "&Gäller"),
                kind=FieldKind.CHOICE,
                choices=parts,
            ),
            _day_field("from_day", translate("Organisation", "&Från och med"), shown.today),
        ),
        command=lambda filled: AddContactPerson(**{**filled, "name": filled["name"] or ""}),
    )


def provider_form() -> FieldsForm:
    """The next provider under contract."""
    return FieldsForm(
        what=translate("Organisation", "Ny vårdgivare med avtal"),
        explanation=translate("Organisation", "Den som har avtalet nu slutar dagen före."),
        save=translate("Organisation", "&Spara"),
        fields=(
            Field(name="provider", label=translate("Organisation", "&Vårdgivare")),
            Field(name="contact_name", label=translate("Organisation", "&Kontaktperson där")),
            Field(name="phone", label=translate("Organisation", "&Telefon")),
            Field(name="email", label=translate("Organisation", "&E-post")),
            _day_field("from_day", translate("Organisation", "&Från och med"), None),
            _day_field("to_day", translate("Organisation", "Till och &med, om det är känt"), None),
        ),
        command=lambda filled: SetProvider(
            **{
                **filled,
                "provider": filled["provider"] or "",
                "from_day": _needed(
                    filled, "from_day", translate("Organisation", "Ange avtalets första dag.")
                ),
            }
        ),
    )


def _read(context: Context) -> Organisation:
    return Organisation(
        today=context.today,
        contacts=list_contact_persons(context),
        contracts=list_providers(context),
        districts=list_districts(context),
    )


def _day_field(name: str, label: str, value: date | None) -> Field:
    return Field(name=name, label=label, kind=FieldKind.DAY, value=value)


def _needed(filled: Mapping[str, Any], name: str, missing: str) -> date:
    day: date | None = filled[name]
    if day is None:
        raise Rejected("missing", missing, field=name)
    return day


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _days(first: date | None, last: date | None) -> str:
    begins = translate("Organisation", "från {0}").format(first) if first is not None else ""
    ends = translate("Organisation", "till och med {0}").format(last) if last is not None else ""
    return " ".join(part for part in (begins, ends) if part)
