"""The parts of Inställningar, found by Ctrl+K and opened at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.screens.settings_parts import settings_parts
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.desktop.window.palette import CommandPalette
from tests.support.windows import settle, unexpected


def typed(window: MainWindow, words: str) -> CommandPalette:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = next(one for one in window.findChildren(CommandPalette) if one.isVisible())
    palette.ui.wanted.setText(words)
    return palette


def test_every_heading_of_the_page_is_found(window: MainWindow) -> None:
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    headings = {
        one.text() for one in view.findChildren(QLabel) if one.property("look") == "section"
    }
    parts = [one.text() for one in window.commands.parts]
    assert {text.removesuffix(" – Inställningar") for text in parts} == headings
    assert len(parts) == len(headings)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("granska", "Granska loggen"),
        ("logotyp", "Blanketternas avsändare"),
        ("backup", "Registrets säkerhet"),
        ("mörkt läge", "Utseende"),
        ("gallr", "Gallring"),
        ("översätt", "Brevens språk"),
        ("stickprov", "Granska loggen"),
        ("roller", "Användare"),
    ],
)
def test_a_part_is_found_by_what_somebody_calls_it(
    window: MainWindow, words: str, title: str
) -> None:
    palette = typed(window, words)
    assert palette.shown[0] == f"{title} – Inställningar"
    palette.reject()


def test_it_opens_at_the_part_with_the_focus_in_it(window: MainWindow) -> None:
    window.resize(900, 620)
    QTest.keyClick(typed(window, "stickprov").ui.wanted, Qt.Key.Key_Return)
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    for _ in range(10):
        QApplication.processEvents()
    focused = window.focusWidget()
    assert focused is not None
    assert view.log.isAncestorOf(focused)
    (area,) = [one for one in window.findChildren(QScrollArea) if one.isAncestorOf(view)]
    top = view.log.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < area.viewport().height() // 2
    window.go(Place(view="settings"))
    assert window.focusWidget() is view.ui.theme


def test_a_part_that_the_role_is_not_shown_is_not_found(window: MainWindow) -> None:
    window.go(Place(view="settings", about="finns inte"))
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    assert view.ui.theme.hasFocus()
    window.desk.close(window.desk, done=lambda _: None, failed=unexpected)
    settle(window.desk.tasks)
    left = [one.title for one in settings_parts() if one.is_open_to(window.desk)]
    assert left == ["Utseende", "Lås", "Registrets säkerhet", "Om munhalsa"]
