"""What the tests of the window share: the real program, a real store, workers and a look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from munhalsa.application.workplace import WhichStore
from munhalsa.desktop import screens
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.screens import views
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.founded import PASSPHRASE, copied_store
from tests.support.opening_program import opening_program
from tests.support.preferences import KeptPreferences
from tests.support.probe_view import probe_entry
from tests.support.stores import TODAY
from tests.support.windows import settle


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Workers that are gone after the test."""
    workers = Tasks()
    yield workers
    workers.close()


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    """The look of the program."""
    return Look(qapp)


@pytest.fixture
def which(tmp_path: Path) -> WhichStore:
    """A new store of Borås that nobody has opened, and a profile of its own."""
    made = copied_store(tmp_path / "register")
    return WhichStore(store=str(made), today=TODAY, profile=tmp_path / "profile")


@pytest.fixture
def closed_desk(which: WhichStore, tasks: Tasks) -> Iterator[Desk]:
    """A desk whose store is not opened yet."""
    desk = Desk(opening_program(), which, tasks)
    yield desk
    desk.close(QObject(), done=lambda _: None, failed=lambda _: None)
    settle(tasks)


@pytest.fixture
def desk(closed_desk: Desk) -> Desk:
    """A desk with the founder logged in."""
    failures: list[BaseException] = []
    closed_desk.open(
        closed_desk, passphrase=PASSPHRASE, done=lambda _: None, failed=failures.append
    )
    settle(closed_desk.tasks)
    if failures:
        raise failures[0]
    return closed_desk


@pytest.fixture
def kept() -> KeptPreferences:
    """The file with the preferences."""
    return KeptPreferences()


@pytest.fixture
def window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window, open, with a probe and the settings in it."""
    opened = MainWindow(
        desk,
        look,
        Preferences(kept),
        Clipboard(qapp.clipboard()),
        [probe_entry(), views.settings()],
        temp=tmp_path,
    )
    opened.resize(1280, 800)
    opened.show()
    opened.start()
    settle(desk.tasks)
    yield opened
    opened.close()
    opened.deleteLater()


@pytest.fixture
def stage(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[Stage]:
    """The window with every view there is, to show scenes in."""
    clipboard = Clipboard(qapp.clipboard())
    opened = MainWindow(desk, look, Preferences(kept), clipboard, screens.entries(), temp=tmp_path)
    opened.resize(1280, 800)
    opened.show()
    opened.start()
    settle(desk.tasks)
    yield Stage(opened)
    opened.close()
    opened.deleteLater()


@pytest.fixture
def parent(qapp: QApplication) -> Iterator[QWidget]:
    """A widget to put others in, gone after the test."""
    widget = QWidget()
    yield widget
    widget.deleteLater()


@pytest.fixture
def open_window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window at the persons; its store is filled by whoever wants that."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        entries = [views.persons(), views.settings()]
        clipboard = Clipboard(qapp.clipboard())
        window = MainWindow(desk, look, Preferences(kept), clipboard, entries, temp=tmp_path)
        windows.append(window)
        window.resize(1486, 812)
        window.show()
        window.activateWindow()
        window.start()
        settle(desk.tasks)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
