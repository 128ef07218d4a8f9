"""A person's move: where to, from when, and what follows from it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from munhalsa.application.addresses import residence_text
from munhalsa.application.find_records import home_on
from munhalsa.application.move_person import MovePerson
from munhalsa.application.prepare_units import UnitsDesk
from munhalsa.desktop.forms.move_dialog import MoveDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.unit_words import unit_type_name
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.typed import on_typed
from munhalsa.desktop.widgets.unit_picker import Offered, UnitPicker
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Residence, ResidenceKind
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.residence import on
from munhalsa.domain.unit import Unit

_A_DAY = timedelta(days=1)
_FIELDS = ("unit", "room", "street", "postal_code", "city", "care_of", "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """Who moves: the number, every residence known, and whether a certificate is valid."""

    number: str
    residences: tuple[Residence, ...]
    certified: bool


class MoveDialog(QDialog):
    """``given`` carries the command; the caller closes the dialog, or shows it the refusal."""

    given = Signal(object)

    def __init__(self, mover: Mover, desk: UnitsDesk, *, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = MoveDialogForm()
        self.ui.set_up(self)
        self._mover, self._desk = mover, desk
        self._units = {one.id: one for one in desk.units}
        self.unit = UnitPicker(self)
        self.unit.offer(offered(desk, homes=True))
        self.day = DateField(look, today=desk.today, parent=self)
        self.day.set_day(desk.today)
        self.ui.unit_column.addWidget(self.unit)
        self.ui.day_column.addWidget(self.day)
        self._faults = Faults(self._messages())
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        self.unit.chosen.connect(self._settle)
        self.day.left.connect(self._settle)
        on_typed(self.ui.street, lambda _: self._settle())
        self.ui.keep_care.toggled.connect(self._settle)
        self.setMinimumWidth(look.sizes.px(520))
        self._put_in_order()
        self._settle()
        self.unit.setFocus()

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    def _messages(self) -> dict[str, FieldMessage]:
        messages = {}
        for name in _FIELDS:
            column = getattr(self.ui, f"{name}_column")
            field: QLineEdit = getattr(self, name, None) or getattr(self.ui, name)
            label: QLabel = getattr(self.ui, f"{name}_label")
            label.setBuddy(field)
            field.setAccessibleName(label.text().replace("&", ""))
            messages[name] = message = FieldMessage(field, self)
            column.addWidget(message)
        return {**messages, "address": messages["street"], "date": messages["day"]}

    def _put_in_order(self) -> None:
        ui = self.ui
        fields = (
            *(self.unit, ui.room, ui.street, ui.postal_code, ui.city, ui.care_of, self.day),
            *(ui.keep_care, ui.leave, ui.save),
        )
        for first, second in pairwise(fields):
            QWidget.setTabOrder(first, second)

    def _chosen(self) -> Unit | None:
        return self._units.get(self.unit.id or "")

    def _settle(self) -> None:
        """Which fields there is anything to write in, and what will follow."""
        unit, day = self._chosen(), self._day()
        housing = unit is not None and unit.type.is_housing
        self.ui.room.setEnabled(housing)
        for field in (self.ui.street, self.ui.postal_code, self.ui.city, self.ui.care_of):
            field.setEnabled(not housing)
        self.ui.keep_care.setEnabled(housing and self._care(day) is not None)
        home = home_on(list(self._mover.residences), day)
        lived = None if home is None else self._units.get(home.unit_id or "")
        where = residence_text(home, lived) or self.tr("inget boende är registrerat")
        self.ui.now.setText(self.tr("Bor nu: {0}").format(where))
        self.ui.consequence.setText(" ".join(self._follows(unit, day, home)))

    def _follows(self, unit: Unit | None, day: date, home: Residence | None) -> list[str]:
        words = []
        if home is not None and home.from_day < day:
            words.append(self.tr("Det gamla boendet slutar {0}.").format(day - _A_DAY))
        care = self._care(day)
        ends = unit is not None and unit.type.is_housing and not self.ui.keep_care.isChecked()
        if care is not None and ends:
            words.append(self.tr("{0} slutar ansvara för vården.").format(care.name))
        if self._mover.certified:
            words.append(self.tr("Intyget ställs i kön till Intygsbeställningen."))
        return [*words, self.tr("Flytten går att ångra.")]

    def _care(self, day: date) -> Unit | None:
        kind = ResidenceKind.RESPONSIBLE
        now = on([one for one in self._mover.residences if one.kind is kind], day)
        unit = None if now is None else self._units.get(now.unit_id or "")
        return unit if unit is not None and unit.type.is_care_at_home else None

    def _day(self) -> date:
        try:
            return self.day.day() or self._desk.today
        except Rejected:
            return self._desk.today

    def _give(self) -> None:
        self._faults.clear()
        try:
            self.given.emit(self._command())
        except Rejected as refusal:
            self._faults.show(refusal)

    def _command(self) -> MovePerson:
        if self.unit.is_unfinished:
            raise Rejected(
                "unit_not_found", self.tr("Välj en enhet i listan, eller töm fältet."), field="unit"
            )
        day = self.day.day(field="day")
        if day is None:
            raise Rejected("missing", self.tr("Ange första dagen på det nya stället."), field="day")
        unit = self._chosen()
        housing = unit is not None and unit.type.is_housing
        return MovePerson(
            number=self._mover.number,
            day=day,
            unit=None if unit is None else unit.id,
            room=_text(self.ui.room) if housing else None,
            street=None if housing else _text(self.ui.street),
            postal_code=None if housing else _text(self.ui.postal_code),
            city=None if housing else _text(self.ui.city),
            care_of=None if housing else _text(self.ui.care_of),
            keep_care=self.ui.keep_care.isEnabled() and self.ui.keep_care.isChecked(),
        )


def offered(desk: UnitsDesk, *, homes: bool = False, like: Unit | None = None) -> list[Offered]:
    """Open units to choose among; ``homes``: where people live or get care at home.

    ``like``: those that its residents can move to.
    """
    found = []
    for unit in desk.units:
        if not unit.is_active_on(desk.today):
            continue
        if homes and not (unit.type.is_housing or unit.type.is_care_at_home):
            continue
        if like is not None and (unit.id == like.id or not _same_sort(unit, like)):
            continue
        found.append(Offered(unit.id, f"{unit.name} ({unit_type_name(unit.type)})"))
    return found


def _same_sort(one: Unit, other: Unit) -> bool:
    return (one.type.is_housing, one.type.is_care_at_home) == (
        other.type.is_housing,
        other.type.is_care_at_home,
    )


def _text(field: QLineEdit) -> str | None:
    return field.text().strip() or None
