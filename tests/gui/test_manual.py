"""The manual tells of what is there: its pictures are scenes, its keys those of the commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from munhalsa.desktop import screens, screenshots
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.screens.views import RECONCILIATION, REGISTRATION
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.preferences import KeptPreferences
from tests.support.windows import settle
from tools import make_manual

# A command in italics with its key after it; a line may break anywhere.
TOLD = re.compile(r"\*([^*|]+)\*\s\(((?:Ctrl|Alt|F\d)[^)]*\)?)\)")

KEYS = (("Shift", "Skift"), ("Return", "Retur"))


def told() -> set[tuple[str, str]]:
    pages = [page.read_text(encoding="utf-8") for page in make_manual.MANUAL.glob("*.md")]
    return {(" ".join(name.split()), key) for page in pages for name, key in TOLD.findall(page)}


def test_every_picture_is_a_scene_and_each_is_shown() -> None:
    named = make_manual.named()
    assert named <= {scene.name for scene in screenshots.scenes()}
    assert named == {path.stem for path in make_manual.PICTURES.glob("*.png")}


def test_a_page_that_is_named_is_there() -> None:
    for page in make_manual.MANUAL.glob("*.md"):
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), (page.name, link)


@pytest.fixture
def window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> MainWindow:
    clipboard = Clipboard(qapp.clipboard())
    window = MainWindow(desk, look, Preferences(kept), clipboard, screens.entries(), temp=tmp_path)
    window.start()
    settle(desk.tasks)
    return window


def test_every_command_that_is_told_has_that_key(
    window: MainWindow, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(window.deleteLater)
    there = set()
    places = [Place(view=entry.name) for entry in window.pages.open_entries()]
    places += [Place(view="exchange", about=panel) for panel in (REGISTRATION, RECONCILIATION)]
    for place in places:
        window.go(place)
        settle(window.desk.tasks)
        for action in window.all_commands():
            key = action.shortcut().toString()
            for english, swedish in KEYS:
                key = key.replace(english, swedish)
            there.add((action.text().replace("&", ""), key))
    assert len(told()) > 60
    assert told() - there == set()
