"""What a reader puts in a field counts as written; what the program fills in does not."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from munhalsa.desktop.widgets.typed import fill, on_typed
from munhalsa.desktop.widgets.unit_picker import Offered, UnitPicker
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.probe_view import ProbeView


def _put(field: QLineEdit, text: str) -> None:
    """As assistive technology does, without a key."""
    interface = QAccessible.queryAccessibleInterface(field)
    assert interface is not None
    interface.setText(QAccessible.Text.Value, text)
    assert field.text() == text


def test_only_what_the_program_fills_in_is_not_told(qapp: QApplication) -> None:
    field, told = QLineEdit(), list[str]()
    on_typed(field, told.append)
    _put(field, "skrivet")
    fill(field, "ifyllt")
    field.insert("!")
    assert told == ["skrivet", "ifyllt!"]


def test_a_unit_written_in_full_by_a_reader_is_chosen(qapp: QApplication) -> None:
    picker = UnitPicker()
    picker.offer([Offered("1", "Björken"), Offered("2", "Björkgården")])
    picker.show()
    picker.activateWindow()
    assert QTest.qWaitForWindowActive(picker)
    picker.setFocus()
    chosen: list[str | None] = []
    picker.chosen.connect(lambda: chosen.append(picker.id))
    _put(picker, "björken")
    assert picker.is_unfinished
    picker.clearFocus()
    assert chosen == ["1"]
    assert picker.text() == "Björken"
    picker.choose("2")
    assert chosen == ["1"]
    _put(picker, "")
    assert chosen == ["1", None]
    picker.close()


def test_a_search_put_there_by_a_reader_is_done(window: MainWindow) -> None:
    view = window.pages.views["probe"]
    assert isinstance(view, ProbeView)
    _put(window.ui.search, "ander")
    assert view.notes[-1] == "search ander"
    view.notes.clear()
    window.navigation.wanted.emit("settings")
    assert window.ui.search.text() == ""
    assert window.pages.here == "settings"
    assert view.notes == []
