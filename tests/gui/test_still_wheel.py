"""Scrolling past a box to choose in changes nothing but what is seen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.choice_rows import ChoiceRow, ChoiceRows
from munhalsa.desktop.widgets.still_wheel import keep_still


def _scroll_past(qtbot: QtBot, page: QWidget, box: QComboBox) -> None:
    """The page moves, and the box stays at its first word."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    at = QPointF(box.mapTo(area, box.rect().center()))
    QTest.wheelEvent(area.windowHandle(), at, QPoint(0, -120))
    assert area.verticalScrollBar().value() > 0
    assert box.currentIndex() == 0


def _page() -> QWidget:
    page = QWidget()
    page.setMinimumHeight(3000)
    QVBoxLayout(page)
    return page


def test_the_wheel_over_a_box_scrolls_the_page_and_chooses_nothing(qtbot: QtBot) -> None:
    page = _page()
    box = QComboBox(page)
    box.addItems(["a", "b"])
    keep_still(page)
    _scroll_past(qtbot, page, box)


def test_the_columns_of_a_list_stay_as_they_were_chosen(qtbot: QtBot) -> None:
    page = _page()
    rows = ChoiceRows(page)
    rows.show_rows([ChoiceRow(name="Pnr", about="1", chosen=0)], [["Används inte", "Personnummer"]])
    _scroll_past(qtbot, page, rows.boxes[0])


def test_a_box_in_a_form_stays_as_it_was(qtbot: QtBot, look: Look) -> None:
    choices = (("x", 1), ("y", 2))
    field = Field(name="a", label="A", kind=FieldKind.CHOICE, choices=choices, value=1)
    form = FieldsForm(what="", explanation="", save="Spara", fields=(field,), command=dict)
    page = _page()
    qtbot.addWidget(page)
    dialog = FieldsDialog(form, today=date(2026, 11, 22), look=look, parent=page)
    with qtbot.waitExposed(dialog):
        dialog.open()
    box = dialog.fields["a"]
    assert isinstance(box, QComboBox)
    at = QPointF(box.mapTo(dialog, box.rect().center()))
    QTest.wheelEvent(dialog.windowHandle(), at, QPoint(0, -120))
    assert box.currentIndex() == 0
    dialog.close()
