"""The file looked over after a start: whole, damaged, and locked meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.store.lost import LOST
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.desktop.window.start_check import StartCheck
from tests.support.attack import damage_table
from tests.support.founded import PASSPHRASE
from tests.support.windows import settle, unexpected


def looked_over(window: MainWindow, qtbot: QtBot) -> StartCheck:
    check = StartCheck(window, window)
    with qtbot.waitSignal(check.ended):
        check.begin()
    settle(window.desk.tasks)
    return check


def test_a_whole_file_is_said_nothing_of(window: MainWindow, qtbot: QtBot) -> None:
    looked_over(window, qtbot)
    assert not window.messages.isVisible()


def test_a_store_that_lacks_what_was_done_is_told(
    window: MainWindow, qtbot: QtBot, which: WhichStore
) -> None:
    desk, anchors = window.desk, Path(str(which.store)) / "anchors.jsonl"
    desk.close(window, done=lambda _: None, failed=unexpected)
    settle(desk.tasks)
    anchors.write_text(anchors.read_text().replace('"seq": 2', '"seq": 200'))
    desk.open(window, passphrase=PASSPHRASE, done=lambda _: None, failed=unexpected)
    settle(desk.tasks)
    looked_over(window, qtbot)
    assert LOST in window.messages.accessibleName()


@pytest.mark.logs_warnings
def test_a_damaged_table_is_told_with_the_way_out(
    window: MainWindow, qtbot: QtBot, which: WhichStore
) -> None:
    def damage(keeper: object) -> None:
        assert isinstance(keeper, StoreKeeper)
        damage_table(keeper.opened.store.engine, Path(str(which.store)) / "store.db", "unit")
        keeper.let_go_of_memory()

    window.desk.keep_later(window, damage, done=lambda _: None)
    settle(window.desk.tasks)
    looked_over(window, qtbot)
    assert window.messages.isVisible()
    assert "säkerhetskopian" in window.messages.accessibleName()


def test_what_was_left_when_it_was_locked_is_looked_at_afterwards(
    window: MainWindow, qtbot: QtBot
) -> None:
    desk, check = window.desk, StartCheck(window, window)
    desk.close(window, done=lambda _: None, failed=unexpected)
    settle(desk.tasks)
    check.begin()
    desk.open(window, passphrase=PASSPHRASE, done=lambda _: None, failed=unexpected)
    settle(desk.tasks)
    waits = check.findChild(QTimer)
    assert isinstance(waits, QTimer)
    assert waits.isActive()
    with qtbot.waitSignal(check.ended):
        check.begin()
        settle(desk.tasks)
    waits.stop()
    desk.opened.emit()
    assert not waits.isActive(), "all of it has been looked at"


@pytest.mark.parametrize("between", [False, True])
def test_a_locked_window_is_not_looked_behind(window: MainWindow, *, between: bool) -> None:
    check = StartCheck(window, window)
    check.ended.connect(unexpected)
    if between:
        check.begin()
    window.desk.close(window, done=lambda _: None, failed=unexpected)
    settle(window.desk.tasks)
    check.begin()
    settle(window.desk.tasks)
    assert window.desk.session is None
