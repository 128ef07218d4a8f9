"""Every view and every dialog can be used without a mouse and without sight.

The walk itself is held to what it must find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from munhalsa.application.workplace import WhichStore
from munhalsa.desktop import screens, screenshots
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.scenes_settled import lay_out
from munhalsa.desktop.screenshots import Scene, Stage
from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.widgets.keys_within import KeysWithin
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.accessibility import faults, read_in_another_order, same_keys
from tests.support.founded import PASSPHRASE, copied_store
from tests.support.opening_program import opening_program
from tests.support.preferences import KeptPreferences
from tests.support.stores import TODAY
from tests.support.windows import settle, unexpected


@pytest.fixture(scope="module")
def stage(
    look: Look, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """The window with every view there is, one for all scenes as when they are drawn."""
    folder, tasks = tmp_path_factory.mktemp("scener"), Tasks()
    store = copied_store(folder / "register")
    desk = Desk(opening_program(), WhichStore(store=str(store), today=TODAY), tasks)
    desk.open(desk, passphrase=PASSPHRASE, done=lambda _: None, failed=unexpected)
    settle(tasks)
    clipboard, kept = Clipboard(qapp.clipboard()), Preferences(KeptPreferences())
    window = MainWindow(desk, look, kept, clipboard, screens.entries(), temp=folder)
    window.resize(1280, 800)
    window.show()
    window.start()
    settle(tasks)
    yield Stage(window)
    window.close()
    window.deleteLater()
    desk.close(QObject(), done=lambda _: None, failed=unexpected)
    settle(tasks)
    tasks.close()


@pytest.mark.parametrize("scene", screenshots.scenes(), ids=lambda scene: scene.name)
def test_a_view_or_dialog_has_no_fault(scene: Scene, stage: Stage) -> None:
    shown = stage.show(scene)
    settle(stage.window.desk.tasks)
    try:
        assert faults(shown) == []
        assert list(read_in_another_order(shown)) == []
    finally:
        stage.put_away(shown)


def test_no_part_of_the_settings_has_a_key_twice(stage: Stage) -> None:
    scene = next(one for one in screenshots.scenes() if one.name == "settings")
    shown = stage.show(scene)
    settle(stage.window.desk.tasks)
    lists = [one for one in shown.findChildren(QTableView) if one.isVisible()]
    assert len(lists) > 8
    shown.activateWindow()
    assert QTest.qWaitForWindowActive(shown)
    for one in lists:
        one.setFocus()
        assert list(same_keys(shown)) == []
        part = one.parentWidget()
        assert part is not None
        beside = part.findChildren(QPushButton)
        assert not beside or any("&" in button.text() for button in beside)
    stage.put_away(shown)


def test_a_scene_is_scrolled_alike_whatever_was_shown_before(stage: Stage) -> None:
    window = stage.window
    seen: set[int] = set()
    scene = next(one for one in screenshots.scenes() if one.name == "settings-disposal")
    for before in (0, 1 << 20):
        stage.show(next(one for one in screenshots.scenes() if one.name == "settings"))
        lay_out(window.desk.tasks)
        page = window.pages.views["settings"].widget
        area = next(one for one in window.findChildren(QScrollArea) if one.widget() is page)
        area.verticalScrollBar().setValue(before)
        stage.show(scene)
        lay_out(window.desk.tasks)
        seen.add(area.verticalScrollBar().value())
    assert len(seen) == 1


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Callable[..., QWidget]]:
    """Shows widgets in a window of their own, with a field before and after."""
    windows: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        root = QWidget()
        column = QVBoxLayout(root)
        first, last = QPushButton("Första"), QPushButton("Sista")
        for widget in (first, *widgets, last):
            column.addWidget(widget)
        root.show()
        root.activateWindow()
        first.setFocus()
        windows.append(root)
        return root

    yield show
    for window in windows:
        window.close()


def test_the_walk_passes_what_is_well_made(shown: Callable[..., QWidget]) -> None:
    field, label = QLineEdit(), QLabel("&Namn")
    label.setBuddy(field)
    assert faults(shown(label, field)) == []


def test_the_walk_finds_what_is_read_in_another_order(shown: Callable[..., QWidget]) -> None:
    early, late = QPushButton("Tidig"), QPushButton("Sen")
    root = shown(early, late)
    assert list(read_in_another_order(root)) == []
    early.raise_()
    (fault,) = read_in_another_order(root)
    assert fault.endswith("comes next in the tree, but Tab goes to QPushButton (no name)")


def test_the_walk_finds_a_field_without_a_name(shown: Callable[..., QWidget]) -> None:
    assert faults(shown(QLineEdit())) == ["QLineEdit (no name): no name"]


def test_the_walk_finds_a_key_without_a_field(shown: Callable[..., QWidget]) -> None:
    assert faults(shown(QLabel("&Namn"))) == ["QLabel (no name): a key but no field"]


def test_the_walk_finds_two_with_the_same_key(shown: Callable[..., QWidget]) -> None:
    buttons = [QPushButton("&Skriv"), QPushButton("&Spara"), QPushButton("Här && där")]
    assert faults(shown(*buttons)) == ["Alt+S is both &Skriv and &Spara"]


def test_the_keys_of_a_part_hold_while_the_focus_is_in_it(
    shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    pressed: list[str] = []
    parts = QFrame(), QFrame()
    first, last = (QPushButton("Lägg t&ill && spara", part) for part in parts)
    first.clicked.connect(lambda: pressed.append("first"))
    last.clicked.connect(lambda: pressed.append("last"))
    root = shown(*parts)
    assert QTest.qWaitForWindowActive(root)
    KeysWithin(root, parts)
    for here, there in ((first, last), (last, first)):
        here.setFocus()
        assert (here.text(), there.text()) == ("Lägg t&ill && spara", "Lägg till && spara")
    QTest.keyClick(last, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: pressed == ["last"])


def test_the_walk_finds_a_tab_trap(shown: Callable[..., QWidget]) -> None:
    trap = QPlainTextEdit()
    trap.setAccessibleName("Anteckning")
    found = faults(shown(trap))
    assert "QPlainTextEdit (no name): Tab does not leave it" in found


def test_the_walk_finds_what_tab_does_not_reach(shown: Callable[..., QWidget]) -> None:
    button = QPushButton("Bara med mus")
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert faults(shown(button)) == ["QPushButton (no name): takes no focus by Tab"]


def test_the_walk_finds_what_steals_the_focus(shown: Callable[..., QWidget]) -> None:
    class Thief(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab

    button, thief = QPushButton("Fälla"), Thief()
    button.installEventFilter(thief)
    found = faults(shown(button))
    assert "QPushButton (no name): Tab does not leave it" in found


def test_the_walk_finds_rows_that_say_nothing(
    shown: Callable[..., QWidget], window: MainWindow
) -> None:
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    model = QStandardItemModel(window)
    model.appendRow([QStandardItem("a"), QStandardItem("b")])
    view = QTableView()
    view.setAccessibleName("Lista")
    view.setTabKeyNavigation(False)
    view.setModel(model)
    assert "QTableView (no name): a row is not said as a sentence" in faults(shown(view))
