"""Nytt intyg, second part: where the person lives, and who answers for the care there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from munhalsa.application.addresses import residence_text
from munhalsa.application.find_records import home_on
from munhalsa.application.view_person import PersonRecord
from munhalsa.desktop.forms.new_certificate_person import NewCertificatePersonForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.unit_words import unit_type_name
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow import Flow, together
from munhalsa.desktop.widgets.typed import fill, on_typed
from munhalsa.desktop.widgets.unit_picker import Offered, UnitPicker
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import HomeKind
from munhalsa.domain.unit import Unit

_GAP = 10
OWN = "own_home"
_ADDRESS = ("street", "postal_code", "city", "care_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What is filled in; ``unit`` is an id."""

    unit: str | None
    room: str | None
    street: str | None
    postal_code: str | None
    city: str | None
    care_of: str | None
    from_day: date | None


class HomeSection(QObject):
    """``changed`` at each change; ``moved`` when it became another kind of home or another unit."""

    changed = Signal()
    moved = Signal()

    def __init__(self, ui: NewCertificatePersonForm, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._ui, self._look = ui, look
        self._units: dict[str, Unit] = {}
        self._known: PersonRecord | None = None
        self._today: date | None = None
        self.picker = UnitPicker(ui.home_line)
        self.responsible = UnitPicker(ui.responsible_line)
        self.from_day = DateField(look, today=date.today(), parent=ui.home_line)  # noqa: DTZ011
        self.picker.setPlaceholderText(self.tr("Enhet eller eget boende"))
        self.responsible.setPlaceholderText(self.tr("Hemtjänst eller hemsjukvård"))
        self.picker.setAccessibleName(self.tr("Bor"))
        self.responsible.setAccessibleName(self.tr("Ansvarig enhet"))
        self.from_day.setAccessibleName(self.tr("Bor där från"))
        self._lay_out()
        self.messages: Mapping[str, FieldMessage] = {
            "unit": self._message("home", self.picker),
            "room": self._message("home", ui.room),
            "from_day": self._message("home", self.from_day),
            "street": self._message("own", ui.street),
            "responsible_unit": self._message("responsible", self.responsible),
        }
        self._listen()
        self.clear()

    def use(self, *, today: date, units: Sequence[Unit]) -> None:
        """The day, and the units there are; those that are closed cannot be chosen."""
        self._units = {unit.id: unit for unit in units if unit.is_active_on(today)}
        own = Offered(OWN, self.tr("Eget boende"))
        homes = [unit for unit in self._units.values() if unit.type.is_housing]
        care = [unit for unit in self._units.values() if unit.type.is_care_at_home]
        self.picker.offer([*map(_offered, homes), own, *map(_offered, care)])
        self.responsible.offer([_offered(unit) for unit in care])
        if self._today != today:
            self._today = today
            self.from_day.set_today(today)
            self.from_day.set_day(today)
        self._show_parts()

    # What is filled in.

    @property
    def kind(self) -> HomeKind | None:
        """What kind of home it is, None as long as none is chosen."""
        if self._known is not None:
            return self._known_kind()
        if self.picker.id is None:
            return None
        unit = self._units.get(self.picker.id)
        return HomeKind.OWN_HOME if unit is None else _kind_of(unit)

    @property
    def unit(self) -> Unit | None:
        """The unit that the person lives in, or that comes to the own home."""
        chosen = self.responsible.id if self.picker.id == OWN else self.picker.id
        return self._units.get(chosen or "")

    @property
    def home(self) -> Home:
        """Everything; Rejected if the day cannot be read."""
        own = self.picker.id == OWN
        unit = self.unit
        texts = {name: self._text(name) if own else None for name in _ADDRESS}
        return Home(
            unit=None if unit is None else unit.id,
            room=None if own else self._text("room"),
            from_day=self.from_day.day(field="from_day"),
            **texts,
        )

    def know(self, record: PersonRecord | None) -> None:
        """Show where somebody registered lives; None: somebody new again."""
        self._known = record
        if record is not None and self._today is not None:
            home = home_on(list(record.residences), self._today)
            units = {unit.id: unit for unit in record.units}
            unit = None if home is None else units.get(home.unit_id or "")
            where = None if home is None else residence_text(home, unit)
            self._ui.known_home.setText(where or self.tr("Inget boende registrerat"))
        self._show_parts()

    @property
    def fields(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        ui = self._ui
        own = [getattr(ui, name) for name in _ADDRESS]
        return [self.picker, ui.room, self.from_day, *own, self.responsible]

    def fit(self) -> None:
        """The text may have another size."""
        ui = self._ui
        px = self._look.sizes.px
        widths = {self.picker: 340, self.responsible: 340, ui.room: 90, self.from_day: 150}
        widths |= {ui.street: 220, ui.postal_code: 130, ui.city: 150, ui.care_of: 150}
        for field, width in widths.items():
            field.setFixedWidth(px(width))

    def check(self) -> None:
        """Say at each field what stands in the way."""
        if self._known is not None:
            return
        self._check_unit()
        if self.picker.id is None and not self.picker.is_unfinished:
            self.messages["unit"].say(self.tr("Boende saknas. Välj en enhet eller eget boende."))
        self._check_responsible()
        self._check_day()
        if self.picker.id == OWN and self._text("street") is None and self.unit is None:
            self.messages["street"].say(
                self.tr("Skriv en adress, eller välj vem som ansvarar för omsorgen.")
            )

    def clear(self) -> None:
        """Somebody else."""
        self._known = None
        self.picker.choose(None)
        self.responsible.choose(None)
        for name in ("room", *_ADDRESS):
            fill(getattr(self._ui, name), "")
        self.from_day.set_day(self._today)
        for message in self.messages.values():
            message.clear()
        self._show_parts()

    def draft(self) -> dict[str, Any]:
        """What is typed."""
        return {
            "unit": self.picker.id,
            "responsible": self.responsible.id,
            "from_day": self.from_day.text(),
            **{name: getattr(self._ui, name).text() for name in ("room", *_ADDRESS)},
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was typed; a unit that is closed since is left out."""
        self.picker.choose(draft["unit"])
        self.responsible.choose(draft["responsible"])
        fill(self.from_day, draft["from_day"])
        for name in ("room", *_ADDRESS):
            fill(getattr(self._ui, name), draft[name])
        self._show_parts()
        self.moved.emit()

    # Within.

    def _lay_out(self) -> None:
        ui = self._ui
        for line, widgets in (
            (ui.home_line, (self.picker, ui.room, together(ui.from_label, self.from_day))),
            (ui.own_line, (ui.street, ui.postal_code, ui.city, ui.care_of)),
            (ui.responsible_line, (self.responsible,)),
            (ui.known_home_line, (ui.known_home,)),
        ):
            flow = Flow(line, _GAP)
            for widget in widgets:
                flow.addWidget(widget)
        ui.home_label.setBuddy(self.picker)
        ui.responsible_label.setBuddy(self.responsible)

    def _message(self, row: str, field: Any) -> FieldMessage:
        message = FieldMessage(field, getattr(self._ui, f"{row}_cell"))
        getattr(self._ui, f"{row}_column").addWidget(message)
        return message

    def _listen(self) -> None:
        ui = self._ui
        self.picker.chosen.connect(self._unit_chosen)
        self.picker.editingFinished.connect(self._check_unit)
        self.responsible.chosen.connect(self._responsible_chosen)
        self.responsible.editingFinished.connect(self._check_responsible)
        on_typed(self.from_day, lambda _: self.changed.emit())
        self.from_day.left.connect(self._check_day)
        for name in ("room", *_ADDRESS):
            on_typed(getattr(ui, name), lambda _: self.changed.emit())
        on_typed(ui.street, lambda _: self.messages["street"].clear())

    def _unit_chosen(self) -> None:
        unit = self._units.get(self.picker.id or "")
        if unit is not None and unit.type.is_care_at_home:
            self.responsible.choose(unit.id)
            self.picker.choose(OWN)
        self.messages["unit"].clear()
        self._show_parts()
        self.moved.emit()
        self.changed.emit()

    def _responsible_chosen(self) -> None:
        self.messages["street"].clear()
        self.moved.emit()
        self.changed.emit()

    def _check_unit(self) -> None:
        self._check_picker(self.picker, self.messages["unit"])

    def _check_responsible(self) -> None:
        self._check_picker(self.responsible, self.messages["responsible_unit"])

    def _check_picker(self, picker: UnitPicker, message: FieldMessage) -> None:
        if picker.is_unfinished:
            message.say(self.tr("Ingen enhet heter så. Välj en ur listan."))
        else:
            message.clear()

    def _check_day(self) -> None:
        try:
            day = self.from_day.day(field="from_day")
        except Rejected as refusal:
            self.messages["from_day"].say(refusal.message)
        else:
            if day is None:
                self.messages["from_day"].say(self.tr("Datum saknas. Skriv i för i dag."))
            else:
                self.messages["from_day"].clear()

    def _show_parts(self) -> None:
        ui, known = self._ui, self._known is not None
        own = not known and self.picker.id == OWN
        ui.person_form.setRowVisible(ui.home_cell, not known)
        ui.person_form.setRowVisible(ui.known_home_cell, known)
        ui.person_form.setRowVisible(ui.own_cell, own)
        ui.person_form.setRowVisible(ui.responsible_cell, own)
        ui.room.setVisible(not own)

    def _known_kind(self) -> HomeKind:
        """Somebody without a known home is asked as one who lives in one of their own."""
        if self._known is None or self._today is None:
            return HomeKind.OWN_HOME
        home = home_on(list(self._known.residences), self._today)
        units = {unit.id: unit for unit in self._known.units}
        unit = None if home is None else units.get(home.unit_id or "")
        return HomeKind.OWN_HOME if unit is None else _kind_of(unit)

    def _text(self, name: str) -> str | None:
        text: str = getattr(self._ui, name).text().strip()
        return text or None


def _offered(unit: Unit) -> Offered:
    return Offered(unit.id, f"{unit.name} ({unit_type_name(unit.type)})")


def _kind_of(unit: Unit) -> HomeKind:
    return HomeKind(unit.type.value) if unit.type.is_housing else HomeKind.OWN_HOME
