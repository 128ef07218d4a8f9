"""What is asked before a unit is renamed, emptied or closed; and a new organisational part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from munhalsa.application.close_unit import CloseUnit
from munhalsa.application.move_residents import MoveResidents
from munhalsa.application.prepare_units import UnitsDesk
from munhalsa.desktop.dialogs.move import offered
from munhalsa.desktop.forms.close_unit_dialog import CloseUnitDialogForm
from munhalsa.desktop.forms.district_dialog import DistrictDialogForm
from munhalsa.desktop.forms.move_residents_dialog import MoveResidentsDialogForm
from munhalsa.desktop.forms.rename_unit_dialog import RenameUnitDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.unit_picker import UnitPicker
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.swedish import counted
from munhalsa.domain.unit import Unit

_NARROW = 440


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    """Another name for a unit, from a day."""

    unit: str
    name: str
    day: date


class _Step(QDialog):
    """``given`` carries what is asked; the caller closes the dialog, or shows it the refusal."""

    given = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._faults = Faults({})
        self.setMinimumWidth(look.sizes.px(_NARROW))

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    def _put(self, field: QWidget, label: QLabel, column: QVBoxLayout) -> FieldMessage:
        label.setBuddy(field)
        field.setAccessibleName(label.text().replace("&", ""))
        if column.indexOf(field) < 0:
            column.addWidget(field)
        message = FieldMessage(field, self)
        column.addWidget(message)
        return message

    def _give(self, asked: Callable[[], object]) -> None:
        self._faults.clear()
        try:
            self.given.emit(asked())
        except Rejected as refusal:
            self._faults.show(refusal)


class RenameUnitDialog(_Step):
    """Another name, from a day; asks for NewName."""

    def __init__(self, unit: Unit, *, today: date, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.ui = RenameUnitDialogForm()
        self.ui.set_up(self)
        self._unit = unit
        self.ui.what.setText(self.tr("Byt namn på {0}").format(unit.name))
        self.day = DateField(look, today=today, parent=self)
        self.day.set_day(today)
        ui = self.ui
        self._faults = Faults(
            {
                "name": self._put(ui.name, ui.name_label, ui.name_column),
                "date": self._put(self.day, ui.day_label, ui.day_column),
            }
        )
        ui.save.clicked.connect(lambda: self._give(self._asked))
        ui.leave.clicked.connect(self.reject)
        QWidget.setTabOrder(ui.name, self.day)
        QWidget.setTabOrder(self.day, ui.leave)
        ui.name.setFocus()

    def _asked(self) -> NewName:
        day = _needed(self.day, self.tr("Ange första dagen med det nya namnet."))
        return NewName(unit=self._unit.id, name=self.ui.name.text(), day=day)


class MoveResidentsDialog(_Step):
    """Where residents move, all of them or those ticked; asks for MoveResidents."""

    def __init__(
        self,
        unit: Unit,
        chosen: tuple[str, ...] | None,
        count: int,
        desk: UnitsDesk,
        *,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(look, parent)
        self.ui = MoveResidentsDialogForm()
        self.ui.set_up(self)
        self._unit, self._chosen = unit, chosen
        self.ui.what.setText(
            self.tr("Flytta en person från {0}").format(unit.name)
            if count == 1
            else self.tr("Flytta {0} personer från {1}").format(count, unit.name)
        )
        self.to = UnitPicker(self)
        self.to.offer(offered(desk, like=unit))
        self.day = DateField(look, today=desk.today, parent=self)
        self.day.set_day(desk.today)
        ui = self.ui
        self._faults = Faults(
            {
                "to": self._put(self.to, ui.to_label, ui.to_column),
                "date": self._put(self.day, ui.day_label, ui.day_column),
            }
        )
        ui.save.clicked.connect(lambda: self._give(self._asked))
        ui.leave.clicked.connect(self.reject)
        QWidget.setTabOrder(self.to, self.day)
        QWidget.setTabOrder(self.day, ui.leave)
        self.to.setFocus()

    def _asked(self) -> MoveResidents:
        to = self.to.id
        if to is None:
            raise Rejected("missing", self.tr("Välj en enhet att flytta till."), field="to")
        day = _needed(self.day, self.tr("Ange första dagen på det nya stället."))
        return MoveResidents(unit=self._unit.id, to=to, day=day, only=self._chosen)


class CloseUnitDialog(_Step):
    """The last day, and where those who are left move; asks for CloseUnit."""

    def __init__(
        self, unit: Unit, residents: int, desk: UnitsDesk, *, look: Look, parent: QWidget
    ) -> None:
        super().__init__(look, parent)
        self.ui = CloseUnitDialogForm()
        self.ui.set_up(self)
        self._unit = unit
        self.ui.what.setText(self.tr("Stäng {0}").format(unit.name))
        self.ui.consequence.setText(
            self.tr("Enheten är tom i dag. Den försvinner ur listan efter sista dagen.")
            if not residents
            else self.tr(
                "{0} finns på enheten i dag. De flyttar dagen efter den sista, i samma steg. "
                "Det går att ångra."
            ).format(counted(residents, "person", "personer"))
        )
        self.day = DateField(look, today=desk.today, parent=self)
        self.day.set_day(desk.today)
        self.to = UnitPicker(self)
        self.to.offer(offered(desk, like=unit))
        ui = self.ui
        day = self._put(self.day, ui.day_label, ui.day_column)
        self._faults = Faults(
            {
                "date": day,
                "unit": day,
                "move_to": self._put(self.to, ui.to_label, ui.to_column),
            }
        )
        ui.save.clicked.connect(lambda: self._give(self._asked))
        ui.leave.clicked.connect(self.reject)
        QWidget.setTabOrder(self.day, self.to)
        QWidget.setTabOrder(self.to, ui.leave)
        self.day.setFocus()

    def _asked(self) -> CloseUnit:
        if self.to.is_unfinished:
            raise Rejected(
                "unit_not_found",
                self.tr("Välj en enhet i listan, eller töm fältet."),
                field="move_to",
            )
        day = _needed(self.day, self.tr("Ange enhetens sista dag."))
        return CloseUnit(unit=self._unit.id, day=day, move_to=self.to.id)


class DistrictDialog(_Step):
    """The name of a new part of the organisation; asks for a text."""

    def __init__(self, *, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.ui = DistrictDialogForm()
        self.ui.set_up(self)
        ui = self.ui
        self._faults = Faults({"name": self._put(ui.name, ui.name_label, ui.name_column)})
        ui.save.clicked.connect(lambda: self._give(self._asked))
        ui.leave.clicked.connect(self.reject)
        ui.name.setFocus()

    def _asked(self) -> str:
        return self.ui.name.text()


def _needed(field: DateField, missing: str) -> date:
    day = field.day(field="date")
    if day is None:
        raise Rejected("missing", missing, field="date")
    return day
