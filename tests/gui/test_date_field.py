"""A date field takes what is quick to type, arrows, and a calendar for those who want it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.domain.refusal import Rejected

TODAY = date(2026, 11, 22)


@pytest.fixture
def field(look: Look, qtbot: QtBot) -> DateField:
    made = DateField(look, today=TODAY)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("typed", "written"),
    [("i", "2026-11-22"), ("+3d", "2026-11-25"), ("-1m", "2026-10-22"), ("260301", "2026-03-01")],
)
def test_what_was_typed_is_written_out(field: DateField, typed: str, written: str) -> None:
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == written
    assert field.day() == date.fromisoformat(written)


def test_what_cannot_be_read_stays_and_is_refused_by_name(field: DateField, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "igår")
    with qtbot.waitSignal(field.left):
        field.clearFocus()
    assert field.text() == "igår"
    with pytest.raises(Rejected) as caught:
        field.day(field="answered")
    assert caught.value.field == "answered"


def test_an_empty_field_is_no_day(field: DateField) -> None:
    assert field.day() is None
    field.set_day(TODAY)
    field.set_day(None)
    assert field.text() == ""


def test_arrows_go_by_days_and_pages_by_months(field: DateField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "2026-11-23"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        QTest.keyClick(field, key)
    assert field.text() == "2026-11-21"
    field.set_day(date(2199, 12, 31))
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "2199-12-31"


def test_a_day_out_of_the_calendar_by_key(field: DateField) -> None:
    field.set_day(date(2026, 3, 1))
    calendar = field.open_calendar()
    assert calendar.selectedDate() == QDate(2026, 3, 1)
    grid = calendar.findChild(QWidget, "qt_calendar_calendarview")
    assert isinstance(grid, QWidget)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert field.text() == "2026-03-02"
