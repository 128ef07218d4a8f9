"""A forgotten passphrase: by the code of the register's paper, at the start and at the lock."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.unlock import UnlockDialog
from munhalsa.desktop.dialogs.who import MayLogIn
from munhalsa.desktop.locking.lock import Lock
from munhalsa.desktop.look import Look
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.founded import FOUNDER, OTHER_PASSPHRASE, make_store
from tests.support.windows import settle

NAMES = MayLogIn(names=[FOUNDER])


@pytest.fixture
def code(which: WhichStore) -> str:
    """A register of one's own in the place of the copied one, for the code is told only once."""
    place = Path(str(which.store))
    shutil.rmtree(place)
    made = make_store(place)
    assert made.recovery_code is not None
    return made.recovery_code


def form(above: QWidget) -> FieldsDialog:
    (dialog,) = [one for one in above.findChildren(FieldsDialog) if one.isVisible()]
    return dialog


def give(desk: Desk, dialog: FieldsDialog, **texts: str) -> FieldsDialog:
    for name, text in texts.items():
        field = dialog.fields[name]
        assert isinstance(field, QLineEdit)
        field.setText(text)
    dialog.ui.save.click()
    settle(desk.tasks)
    return dialog


def test_the_code_lets_one_in_with_a_new_passphrase(
    code: str, closed_desk: Desk, look: Look
) -> None:
    dialog = UnlockDialog(closed_desk, look, users=NAMES)
    dialog.show()
    dialog.ui.forgotten.click()
    asked = form(dialog)
    new = {"passphrase": OTHER_PASSPHRASE, "again": OTHER_PASSPHRASE}
    for wrong, at in (
        ({}, "recovery_code"),
        ({"recovery_code": "0" + code[1:] if code[0] != "0" else "1" + code[1:]}, "passphrase"),
        ({"passphrase": "kort"}, "again"),
        ({"again": "kort"}, "recovery_code"),
        ({"recovery_code": code.replace("-", " ").lower()}, "passphrase"),
    ):
        give(closed_desk, asked, **wrong)
        assert asked.isVisible()
        assert asked.fields[at].accessibleDescription(), at
    give(closed_desk, asked, **new)
    assert dialog.result() == UnlockDialog.DialogCode.Accepted
    assert closed_desk.session is not None
    assert closed_desk.session.name == FOUNDER
    dialog.deleteLater()


def test_a_shared_database_knows_no_code(closed_desk: Desk, look: Look) -> None:
    dialog = UnlockDialog(closed_desk, look, users=MayLogIn(by_name=True))
    dialog.show()
    assert not dialog.ui.forgotten.isVisible()
    dialog.reject()
    dialog.deleteLater()


def test_a_locked_window_is_come_back_to_by_the_code(
    code: str, window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    lock = Lock(window)
    lock.lock()
    settle(window.desk.tasks)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(FieldsDialog)))
    QApplication.processEvents()
    asked = form(window)
    assert asked.isVisible(), "the cover asks for it itself"
    give(
        window.desk,
        asked,
        recovery_code=code,
        passphrase=OTHER_PASSPHRASE,
        again=OTHER_PASSPHRASE,
    )
    assert not lock.is_locked
    assert window.desk.session is not None
