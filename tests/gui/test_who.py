"""Who logs in: chosen by name where there are more than one, with keys alone, and remembered."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from munhalsa.application.users import AddUser, GrantRole, add_user, end_user
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.unlock import UnlockDialog
from munhalsa.desktop.dialogs.who import MayLogIn
from munhalsa.desktop.locking.lock import Lock
from munhalsa.desktop.look import Look
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import Role
from tests.support.founded import FOUNDER, OTHER_PASSPHRASE, PASSPHRASE
from tests.support.windows import settle, unexpected

EVA = "Eva Ek"


def add_eva(desk: Desk) -> None:
    """A second user, who may see figures only."""
    command = AddUser(name=EVA, roles=[GrantRole(role=Role.STATISTICS)])
    desk.do_at(
        desk,
        lambda place: add_user(place.context, place.keeper, command, passphrase=OTHER_PASSPHRASE),
        done=lambda _: None,
        failed=unexpected,
    )
    settle(desk.tasks)


def users(desk: Desk) -> Sequence[str]:
    return desk.program.users(desk.which)


def who(desk: Desk) -> str | None:
    return None if desk.session is None else desk.session.name


def press(window: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.windowHandle(), key)


def type_in(field: QLineEdit, text: str) -> None:
    """Where the focus is already; QTest knows no keys for Swedish letters."""
    assert QApplication.focusWidget() is field
    field.insert(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def lock(window: MainWindow) -> Lock:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return Lock(window)


def test_one_user_is_not_asked_who(desk: Desk, look: Look) -> None:
    dialog = UnlockDialog(desk, look, users=MayLogIn(names=users(desk)))
    dialog.open()
    assert not dialog.ui.who.isVisible()
    assert not dialog.ui.who_label.isVisible()
    dialog.close()


def test_the_question_is_as_high_as_what_it_says(desk: Desk, look: Look, qtbot: QtBot) -> None:
    dialog = UnlockDialog(desk, look)
    dialog.open()
    why = dialog.ui.why
    for words in ("Skriv lösenfrasen.", "Det här är en mycket längre rad att läsa. " * 4):
        dialog.unlocking.ask(words)
        qtbot.waitUntil(lambda: why.height() >= why.heightForWidth(why.width()))
    dialog.close()


def test_the_second_user_is_chosen_with_keys(desk: Desk, look: Look) -> None:
    add_eva(desk)
    assert users(desk) == (FOUNDER, EVA)
    desk.close(desk, done=lambda _: None, failed=unexpected)
    settle(desk.tasks)
    dialog = UnlockDialog(desk, look, users=MayLogIn(names=users(desk)))
    dialog.open()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    dialog.unlocking.try_without()
    settle(desk.tasks)
    assert dialog.ui.who.currentText() == FOUNDER
    press(dialog, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is dialog.ui.who
    press(dialog, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    type_in(dialog.ui.passphrase, PASSPHRASE)
    settle(desk.tasks)
    assert dialog.isVisible(), "each passphrase opens its own name only"
    type_in(dialog.ui.passphrase, OTHER_PASSPHRASE)
    settle(desk.tasks)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert desk.session is not None
    assert desk.session.name == EVA
    assert desk.session.roles == {Role.STATISTICS}


def test_logging_out_lets_somebody_else_in_and_shows_nothing_of_before(
    window: MainWindow, lock: Lock
) -> None:
    desk = window.desk
    add_eva(desk)
    QTest.keyClick(
        window,
        Qt.Key.Key_Q,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    settle(desk.tasks)
    cover = lock.cover
    assert lock.is_locked
    assert who(desk) is None
    assert cover.ui.heading.text() == "Logga in"
    assert QApplication.focusWidget() is cover.ui.who
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    type_in(cover.ui.passphrase, OTHER_PASSPHRASE)
    settle(desk.tasks)
    assert cover.isHidden()
    assert who(desk) == EVA
    assert window.ui.user.text().startswith(EVA)


def test_a_lock_comes_back_to_the_same_and_a_log_out_begins_anew(
    window: MainWindow, lock: Lock
) -> None:
    pages = dict(window.pages.views)
    lock.lock()
    settle(window.desk.tasks)
    assert lock.cover.ui.heading.text() == "munhalsa är låst"
    type_in(lock.cover.ui.passphrase, PASSPHRASE)
    settle(window.desk.tasks)
    assert window.pages.views == pages
    lock.log_out()
    settle(window.desk.tasks)
    assert QApplication.focusWidget() is lock.cover.ui.passphrase
    type_in(lock.cover.ui.passphrase, PASSPHRASE)
    settle(window.desk.tasks)
    assert not lock.is_locked
    assert window.pages.views != pages


def test_an_ended_user_is_no_longer_offered(window: MainWindow, lock: Lock) -> None:
    desk = window.desk
    add_eva(desk)
    desk.do_at(
        desk,
        lambda place: end_user(place.context, place.keeper, EVA),
        done=lambda _: None,
        failed=unexpected,
    )
    settle(desk.tasks)
    lock.log_out()
    settle(desk.tasks)
    assert not lock.cover.ui.who.isVisible()
