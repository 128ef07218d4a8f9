"""What is asked about a unit's own staff, as it is drawn: with examples, of nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.dialogs.fields import FieldsDialog, FieldsForm
from munhalsa.desktop.screens.staff_forms import add_form, change_form, end_form
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.staff import StaffMember
from munhalsa.domain.unit import Unit, UnitType

translate = QCoreApplication.translate
_DAY = date(2026, 11, 22)
_UNIT = Unit(
    id="b",
    code="B",
    name=translate("Scenes", "Björkgården"),
    sort_key="",
    type=UnitType.NURSING_HOME,
    responsible_name=translate("Scenes", "Eva Sand"),
    responsible_phone="033-35 70 12",
)
_SARA = StaffMember(
    id="s",
    unit_id="b",
    name=translate("Scenes", "Sara Lind"),
    sort_key="",
    title=translate("Scenes", "undersköterska"),
    from_day=date(2024, 2, 1),
)


def add(window: MainWindow) -> QWidget:
    """Somebody new."""
    return _dialog(window, add_form(_UNIT))


def change(window: MainWindow) -> QWidget:
    """Other details of somebody."""
    return _dialog(window, change_form(_SARA))


def end(window: MainWindow) -> QWidget:
    """Somebody leaves."""
    return _dialog(window, end_form(_SARA, today=_DAY))


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {"staff-new": add, "staff-change": change, "staff-end": end}
)
"""By the name of each picture."""


def _dialog(window: MainWindow, form: FieldsForm) -> QWidget:
    return FieldsDialog(form, today=_DAY, look=window.look, parent=window)
