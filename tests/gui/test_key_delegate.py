"""The keys of a line stand at its right, and its words are cut before them."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.key_delegate import KeyDelegate

LONG = "Skriv ut informationsbrevet till alla som väntar"


def listed(look: Look, qtbot: QtBot, *lines: str) -> QListView:
    """A list of the lines, nothing of it chosen."""
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(QStringListModel(lines, view))
    view.setItemDelegate(KeyDelegate(look, view))
    view.resize(300, 200)
    view.show()
    return view


def right_end(view: QListView, row: int) -> QImage:
    """What is painted where the keys of a line stand."""
    area = view.visualRect(view.model().index(row, 0))
    area.setLeft(area.right() - view.fontMetrics().horizontalAdvance("Ctrl+L") - 20)
    return view.grab(area).toImage()


def test_keys_stand_at_the_right(look: Look, qtbot: QtBot) -> None:
    view = listed(look, qtbot, "Lås\tCtrl+L", "Flytta\tCtrl+L", "Lås")

    assert right_end(view, 0) == right_end(view, 1)
    assert right_end(view, 0) != right_end(view, 2)


def test_words_are_cut_before_the_keys(look: Look, qtbot: QtBot) -> None:
    view = listed(look, qtbot, f"{LONG}\tCtrl+L", "Lås\tCtrl+L", LONG)

    assert right_end(view, 0) == right_end(view, 1)
    assert right_end(view, 0) != right_end(view, 2)
