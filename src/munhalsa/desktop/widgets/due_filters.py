"""What a list of people who wait can be narrowed by: a unit, or a part of the organisation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from munhalsa.application.ports_due import DueFilter
from munhalsa.desktop.look import set_look
from munhalsa.desktop.widgets.filter_bar import Chip, opens_menu
from munhalsa.desktop.widgets.flow import Flow

Choices = Sequence[tuple[str, str]]


class DueFilters(QWidget):
    """Two chips, each with a menu; ``changed`` after each choice."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = DueFilter()
        self._units: Choices = ()
        self._districts: Choices = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = Flow(self, spacing=8)
        self.unit = self._chip(self.open_units)
        self.district = self._chip(self.open_districts)
        self._show()

    @property
    def wanted(self) -> DueFilter:
        """What was chosen."""
        return self._wanted

    def set_choices(self, units: Choices, districts: Choices) -> None:
        """The units and parts there are, by id and name."""
        self._units, self._districts = units, districts
        self._show()

    def clear(self) -> None:
        """Everywhere, without telling anybody."""
        self._wanted = DueFilter()
        self._show()

    def open_units(self) -> None:
        """Show the units to choose among."""
        self._open(
            self.unit,
            self._units,
            self._wanted.unit_id,
            self.tr("Alla enheter"),
            lambda one: DueFilter(unit_id=one),
        )

    def open_districts(self) -> None:
        """Show the parts of the organisation to choose among."""
        self._open(
            self.district,
            self._districts,
            self._wanted.district_id,
            self.tr("Alla organisationsdelar"),
            lambda one: DueFilter(district_id=one),
        )

    def _chip(self, run: Callable[[], None]) -> QPushButton:
        chip = Chip("", self)
        set_look(chip, "filter")
        chip.setCheckable(True)
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chip.clicked.connect(run)
        self._flow.addWidget(chip)
        return chip

    def _open(
        self,
        chip: QPushButton,
        choices: Choices,
        chosen: str | None,
        everything: str,
        made: Callable[[str | None], DueFilter],
    ) -> None:
        self._show()
        menu, group = QMenu(self), QActionGroup(self)
        for one, name in ((None, everything), *choices):
            action = QAction(name.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(one == chosen)
            action.triggered.connect(partial(self._choose, made, one))
            group.addAction(action)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _choose(
        self, made: Callable[[str | None], DueFilter], id: str | None, _checked: bool = False
    ) -> None:
        self._wanted = DueFilter() if id is None else made(id)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        units, districts = dict(self._units), dict(self._districts)
        unit = units.get(self._wanted.unit_id or "")
        district = districts.get(self._wanted.district_id or "")
        for chip, title, chosen in (
            (self.unit, self.tr("Enhet"), unit),
            (self.district, self.tr("Organisationsdel"), district),
        ):
            chip.setText(opens_menu(f"{title}: {chosen}" if chosen else title))
            chip.setAccessibleName(f"{title}: {chosen or self.tr('alla')}")
            chip.setChecked(chosen is not None)
        self.district.setVisible(bool(districts))
