"""Who answers for the care of somebody, or where they are visited, from a day or until one."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.prepare_units import UnitsDesk
from munhalsa.application.set_care import SetPlace
from munhalsa.desktop.dialogs.move import Mover, offered
from munhalsa.desktop.forms.place_dialog import PlaceDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.unit_picker import UnitPicker
from munhalsa.domain.person import ResidenceKind
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.residence import on


class PlaceDialog(QDialog):
    """``given`` carries SetPlace; the caller closes the dialog, or shows it the refusal."""

    given = Signal(object)

    def __init__(
        self, mover: Mover, kind: ResidenceKind, desk: UnitsDesk, *, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.ui = PlaceDialogForm()
        self.ui.set_up(self)
        self._mover = mover
        names = {one.id: one.name for one in desk.units}
        now = on([one for one in mover.residences if one.kind is kind], desk.today)
        name = None if now is None else names.get(now.unit_id or "")
        visit = kind is ResidenceKind.VISIT
        self.ui.what.setText(self.tr("Besöksplats") if visit else self.tr("Ansvarig enhet"))
        self.ui.now.setText(
            self.tr("Nu: {0}").format(name)
            if name
            else self.tr("Nu: hemma")
            if visit
            else self.tr("Nu: ingen")
        )
        self.ui.end.setEnabled(name is not None)
        self.unit = UnitPicker(self)
        self.unit.offer(offered(desk))
        self.day = DateField(look, today=desk.today, parent=self)
        self.day.set_day(desk.today)
        messages = {}
        for field, label, column in (
            (self.unit, self.ui.unit_label, self.ui.unit_column),
            (self.day, self.ui.day_label, self.ui.day_column),
        ):
            label.setBuddy(field)
            field.setAccessibleName(label.text().replace("&", ""))
            column.addWidget(field)
            messages[field] = FieldMessage(field, self)
            column.addWidget(messages[field])
        self._faults = Faults({"unit": messages[self.unit], "date": messages[self.day]})
        self.ui.end.toggled.connect(lambda on: self.unit.setEnabled(not on))
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        for first, second in pairwise(
            (self.unit, self.ui.end, self.day, self.ui.leave, self.ui.save)
        ):
            QWidget.setTabOrder(first, second)
        self.setMinimumWidth(look.sizes.px(420))
        self.unit.setFocus()

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    def _give(self) -> None:
        self._faults.clear()
        try:
            self.given.emit(self._asked())
        except Rejected as refusal:
            self._faults.show(refusal)

    def _asked(self) -> SetPlace:
        ends = self.ui.end.isChecked()
        if not ends and self.unit.id is None:
            raise Rejected("missing", self.tr("Välj en enhet i listan."), field="unit")
        day = self.day.day(field="date")
        if day is None:
            raise Rejected("missing", self.tr("Ange dagen."), field="date")
        unit = None if ends else self.unit.id
        return SetPlace(number=self._mover.number, day=day, unit=unit)
