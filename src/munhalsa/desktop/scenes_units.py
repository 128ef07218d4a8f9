"""A unit's card and what is asked about units, as they are drawn: with an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.context import Context
from munhalsa.application.ports_units import UnitFilter, UnitOrder, UnitSort
from munhalsa.application.prepare_units import UnitsDesk
from munhalsa.desktop.dialogs.unit import UnitDialog
from munhalsa.desktop.dialogs.unit_steps import (
    CloseUnitDialog,
    DistrictDialog,
    MoveResidentsDialog,
    RenameUnitDialog,
)
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.unit import Unit, UnitType

_DAY = date(2026, 11, 22)
_UNITS = UnitsDesk(today=_DAY, units=(), districts=())


def _home() -> Unit:
    return Unit(
        id="",
        name=QCoreApplication.translate("Scenes", "Hemgården"),
        sort_key="",
        type=UnitType.NURSING_HOME,
        responsible_name=QCoreApplication.translate("Scenes", "Eva Sand"),
        responsible_phone="033-35 70 12",
    )


def unit_card(window: MainWindow) -> QWidget:
    """The first unit that somebody lives at; without any the list alone."""

    def first(context: Context) -> str:
        with context.read() as reader:
            order = UnitOrder(by=UnitSort.RESIDENTS, descending=True)
            found = reader.units.ids(UnitFilter(), order, day=context.today, see_protected=False)
        return next(iter(found), "")

    window.desk.read(window, first, done=lambda unit: window.go(Place(view="units", about=unit)))
    return window


def unit(window: MainWindow) -> QWidget:
    """What is asked about a unit."""
    return UnitDialog(_UNITS, _home(), look=window.look, parent=window)


def rename_unit(window: MainWindow) -> QWidget:
    """Another name, from a day on."""
    return RenameUnitDialog(_home(), today=_DAY, look=window.look, parent=window)


def move_residents(window: MainWindow) -> QWidget:
    """Everybody at a unit moves."""
    return MoveResidentsDialog(_home(), None, 3, _UNITS, look=window.look, parent=window)


def close_unit(window: MainWindow) -> QWidget:
    """A unit that closes, with those who live there."""
    return CloseUnitDialog(_home(), 3, _UNITS, look=window.look, parent=window)


def district(window: MainWindow) -> QWidget:
    """A new district."""
    return DistrictDialog(look=window.look, parent=window)


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {
        "unit_card": unit_card,
        "unit": unit,
        "rename_unit": rename_unit,
        "move_residents": move_residents,
        "close_unit": close_unit,
        "district": district,
    }
)
"""By the name of each picture."""
