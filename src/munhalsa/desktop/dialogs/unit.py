"""A unit's details: a new one, or one that is changed while somebody else may be at it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from munhalsa.application.add_unit import AddUnit
from munhalsa.application.change_unit import ChangeUnit
from munhalsa.application.prepare_units import UnitsDesk
from munhalsa.application.unit_fields import UnitDetails
from munhalsa.desktop.dialogs.conflict import ConflictDialog
from munhalsa.desktop.dialogs.move import offered
from munhalsa.desktop.forms.unit_dialog import UnitDialogForm
from munhalsa.desktop.forms.unit_main_fields import UnitMainFieldsForm
from munhalsa.desktop.forms.unit_more_fields import UnitMoreFieldsForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.unit_words import run_by_words, unit_type_title
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.desktop.widgets.typed import fill
from munhalsa.desktop.widgets.unit_picker import UnitPicker
from munhalsa.domain.conflict import both_changes
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.unit import RunBy, Unit, UnitType

_MAIN = (
    *("name", "code", "type", "district", "responsible_name", "responsible_phone", "email"),
    *("places", "street", "postal_code", "city", "care_staff"),
)
_MORE = (
    *("run_by", "contractor", "parent", "lies_in", "active_from", "no_visits_until"),
    "entry_instructions",
)
_COUNTS = ("places", "care_staff")
_LINKS = {"parent": "parent_id", "district": "district_id"}


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field is read and filled."""

    widget: QWidget
    title: str
    read: Callable[[], Any]
    show: Callable[[Any], None]


class UnitDialog(QDialog):
    """``given`` carries AddUnit or ChangeUnit; the caller closes it, or shows it the refusal."""

    given = Signal(object)

    def __init__(self, desk: UnitsDesk, unit: Unit | None, *, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = UnitDialogForm()
        self.ui.set_up(self)
        self._unit, self._look = unit, look
        self.main, self.more = UnitMainFieldsForm(), UnitMoreFieldsForm()
        for form in (self.main, self.more):
            part = QWidget(self.ui.body)
            form.set_up(part)
            self.ui.body_column.addWidget(part)
        keep_still(self)
        self.parent_unit = UnitPicker(self)
        self.parent_unit.offer([one for one in offered(desk) if unit is None or one.id != unit.id])
        self.active_from = DateField(look, today=desk.today, parent=self)
        self.no_visits_until = DateField(look, today=desk.today, parent=self)
        self._fill_choices(desk)
        self._fields = {name: self._field(name) for name in (*_MAIN, *_MORE)}
        order = [*(field.widget for field in self._fields.values()), self.ui.leave, self.ui.save]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
        self._faults = Faults({name: self._message(name) for name in self._fields})
        self._base: Mapping[str, Any] = {}
        self._show_unit()
        self.ui.conflict.setVisible(False)
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        self.main.type.currentIndexChanged.connect(self._settle)
        self.more.run_by.currentIndexChanged.connect(self._settle)
        self._settle()
        px = look.sizes.px
        self.setMinimumSize(px(520), px(300))
        self.resize(px(660), min(px(700), parent.window().height() - px(40)))
        begin = "name" if unit is None else "responsible_name"
        self._fields[begin].widget.setFocus()

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    def take_newer(self, unit: Unit) -> None:
        """Somebody else was first: what only they changed is taken, of the rest one chooses."""
        mine = {name: self._read(name) for name in self._fields}
        typed = {name: self._shown(name) for name in self._fields}
        found = both_changes(base=self._base, mine=mine, theirs=_values(unit))
        for name, value in found.values.items():
            if value != mine[name]:
                self._fields[name].show(value)
        self._unit, self._base = unit, _values(unit)
        words = self.tr("Någon annan har ändrat enheten under tiden. Spara igen.")
        self.ui.conflict.setText(words)
        self.ui.conflict.setVisible(True)
        announce(self.ui.conflict, words, urgent=True)
        self.ui.save.setFocus()
        if found.clashes:
            asked = [
                (name, self._fields[name].title, self._shown(name) or "–", typed[name] or "–")
                for name in (one.field for one in found.clashes)
            ]
            dialog = ConflictDialog(asked, look=self._look, parent=self)
            dialog.ask(lambda kept: self._keep_mine({name: mine[name] for name in kept}))

    # Within.

    def _keep_mine(self, kept: Mapping[str, Any]) -> None:
        """The choice is made: show it, and save."""
        for name, value in kept.items():
            self._fields[name].show(value)
        self._give()

    def _fill_choices(self, desk: UnitsDesk) -> None:
        for kind in UnitType:
            self.main.type.addItem(unit_type_title(kind), kind)
        self.main.district.addItem(self.tr("Ingen"), None)
        for district in desk.districts:
            self.main.district.addItem(district.name, district.id)
        for who in RunBy:
            self.more.run_by.addItem(run_by_words(who), who)
        for name, field in (
            ("parent", self.parent_unit),
            ("active_from", self.active_from),
            ("no_visits_until", self.no_visits_until),
        ):
            column: QVBoxLayout = getattr(self.more, f"{name}_column")
            column.addWidget(field)

    def _field(self, name: str) -> _Field:
        form = self.main if name in _MAIN else self.more
        own = {"parent": self.parent_unit, "active_from": self.active_from}
        own["no_visits_until"] = self.no_visits_until
        widget: QWidget = own.get(name) or getattr(form, name)
        label: QLabel = getattr(form, f"{name}_label")
        label.setBuddy(widget)
        title = label.text().replace("&", "")
        widget.setAccessibleName(title)
        read, show = _reading(widget, name)
        return _Field(widget, title, read, show)

    def _message(self, name: str) -> FieldMessage:
        form = self.main if name in _MAIN else self.more
        message = FieldMessage(self._fields[name].widget, self)
        column: QVBoxLayout = getattr(form, f"{name}_column")
        column.addWidget(message)
        return message

    def _show_unit(self) -> None:
        new = self._unit is None
        self.ui.what.setText(
            self.tr("Ny enhet") if self._unit is None else self._unit.name.replace("&", "&&")
        )
        self.setWindowTitle(self.tr("Ny enhet") if new else self.tr("Ändra enheten"))
        self.main.name.setEnabled(new)
        values = _values(self._unit)
        for name, field in self._fields.items():
            field.show(values[name])
        self._base = {name: self._read(name) for name in self._fields}

    def _settle(self) -> None:
        contractor = RunBy(self.more.run_by.currentData()) is RunBy.CONTRACTOR
        self.more.contractor.setEnabled(contractor)

    def _read(self, name: str) -> Any:
        """The value, or the text as it stands where it cannot be read."""
        try:
            return self._fields[name].read()
        except Rejected:
            return self._shown(name)

    def _shown(self, name: str) -> str:
        widget = self._fields[name].widget
        if isinstance(widget, QComboBox):
            return widget.currentText()
        return cast(QLineEdit, widget).text()

    def _give(self) -> None:
        self._faults.clear()
        try:
            self.given.emit(self._command())
        except Rejected as refusal:
            self._faults.show(refusal)

    def _command(self) -> AddUnit | ChangeUnit:
        if self.parent_unit.is_unfinished:
            raise Rejected(
                "unit_not_found",
                self.tr("Välj en enhet i listan, eller töm fältet."),
                field="parent",
            )
        values = {name: field.read() for name, field in self._fields.items()}
        if self._unit is None:
            given = {name: value for name, value in values.items() if value is not None}
            given.pop("name", None)
            return AddUnit(name=values["name"] or "", details=cast(UnitDetails, given))
        changed = {name: value for name, value in values.items() if value != self._base[name]}
        return ChangeUnit(
            unit=self._unit.id,
            details=cast(UnitDetails, changed),
            version=self._unit.version,
        )


def _values(unit: Unit | None) -> dict[str, Any]:
    if unit is None:
        empty: dict[str, Any] = dict.fromkeys((*_MAIN, *_MORE))
        return {**empty, "type": UnitType.NURSING_HOME, "run_by": RunBy.MUNICIPALITY}
    return {name: getattr(unit, _LINKS.get(name, name)) for name in (*_MAIN, *_MORE)}


def _reading(widget: QWidget, name: str) -> tuple[Callable[[], Any], Callable[[Any], None]]:
    """How a field of its kind is read and filled."""
    if isinstance(widget, QComboBox):
        kind = {"type": UnitType, "run_by": RunBy}.get(name)

        def chosen() -> Any:
            data = widget.currentData()
            return data if kind is None else kind(data)

        return chosen, lambda value: widget.setCurrentIndex(max(widget.findData(value), 0))
    if isinstance(widget, UnitPicker):
        return lambda: widget.id, widget.choose
    if isinstance(widget, DateField):
        return lambda: widget.day(field=name), lambda day: widget.set_day(cast("date | None", day))
    line = cast(QLineEdit, widget)

    def text() -> Any:
        typed = line.text().strip() or None
        return typed if typed is None or name not in _COUNTS else _count(typed, name)

    return text, lambda value: fill(line, "" if value is None else str(value))


def _count(typed: str, name: str) -> int:
    if not (typed.isascii() and typed.isdigit()):
        words = QCoreApplication.translate("UnitDialog", "Skriv antalet med siffror.")
        raise Rejected("number_invalid", words, field=name)
    return int(typed)
