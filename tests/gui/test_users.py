"""Inställningar, användare: added, given and taken rights, and ended, with keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from munhalsa.application.users import UserLine, list_users
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.confirm import ConfirmDialog
from munhalsa.desktop.dialogs.user import HandoverDialog, RevokeDialog, UserDialog
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.screens.settings_users import UsersPanel
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import Role
from tests.gui.test_who import EVA, add_eva
from tests.support.accessibility import faults, read_in_another_order
from tests.support.founded import FOUNDER, OTHER_PASSPHRASE
from tests.support.windows import settle, unexpected


@pytest.fixture
def panel(window: MainWindow) -> UsersPanel:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    return view.users


def users(desk: Desk) -> dict[str, UserLine]:
    found: list[UserLine] = []
    desk.read(desk, list_users, done=found.extend, failed=unexpected)
    settle(desk.tasks)
    return {one.name: one for one in found}


def press(button: QPushButton, panel: UsersPanel) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(panel._frame.desk.tasks)


def keys(window: QWidget, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(window.windowHandle(), key)


def choose(panel: UsersPanel, name: str) -> None:
    assert panel.table.choose(name)
    settle(panel._frame.desk.tasks)


def test_somebody_is_let_in_by_keys_alone(window: MainWindow, panel: UsersPanel) -> None:
    press(panel.ui.add, panel)
    dialog = panel.dialog
    assert isinstance(dialog, UserDialog)
    assert QTest.qWaitForWindowActive(dialog)
    assert QApplication.focusWidget() is dialog.ui.name
    keys(dialog, Qt.Key.Key_E, Qt.Key.Key_V, Qt.Key.Key_A, Qt.Key.Key_Tab)
    keys(dialog, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.until
    keys(dialog, Qt.Key.Key_Plus, Qt.Key.Key_9, Qt.Key.Key_D, Qt.Key.Key_Tab)
    keys(dialog, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.ui.passphrase
    dialog.ui.passphrase.insert(OTHER_PASSPHRASE)
    keys(dialog, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert dialog.ui.again.accessibleDescription(), "the second must be the same"
    assert QApplication.focusWidget() is dialog.ui.again
    dialog.ui.again.insert(OTHER_PASSPHRASE)
    keys(dialog, Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert panel.dialog is None
    (grant,) = users(window.desk)["eva"].grants
    assert grant.role is Role.UNIT_MANAGER
    assert str(grant.until) == "2026-12-01"
    assert "eva" in panel.model.ids
    assert window.desk.program.users(window.desk.which) == (FOUNDER, "eva")


def test_what_is_wrong_is_told_at_its_field(window: MainWindow, panel: UsersPanel) -> None:
    press(panel.ui.add, panel)
    dialog = panel.dialog
    assert isinstance(dialog, UserDialog)
    assert faults(dialog) == []
    assert list(read_in_another_order(dialog)) == []
    dialog.ui.name.setText(FOUNDER)
    for field in (dialog.ui.passphrase, dialog.ui.again):
        field.setText(OTHER_PASSPHRASE)
    keys(dialog, Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert dialog.isVisible()
    assert dialog.ui.name.accessibleDescription()
    dialog.ui.name.setText(EVA)
    for field in (dialog.ui.passphrase, dialog.ui.again):
        field.setText("kort")
    keys(dialog, Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert dialog.ui.passphrase.accessibleDescription()
    dialog.reject()
    assert set(users(window.desk)) == {FOUNDER}


def test_rights_are_given_and_taken_back(window: MainWindow, panel: UsersPanel) -> None:
    add_eva(window.desk)
    choose(panel, EVA)
    press(panel.ui.grant, panel)
    dialog = panel.dialog
    assert isinstance(dialog, UserDialog)
    assert QTest.qWaitForWindowActive(dialog)
    keys(dialog, Qt.Key.Key_Return)
    assert dialog.ui.role.accessibleDescription()
    dialog.ui.sees_protected.setFocus()
    keys(dialog, Qt.Key.Key_Space, Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert users(window.desk)[EVA].sees_protected
    choose(panel, EVA)
    press(panel.ui.revoke, panel)
    taking = panel.dialog
    assert isinstance(taking, RevokeDialog)
    assert faults(taking) == []
    assert list(read_in_another_order(taking)) == []
    assert QTest.qWaitForWindowActive(taking)
    keys(taking, Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert users(window.desk)[EVA].roles == ()


def test_nobody_takes_the_last_kontaktperson_away(window: MainWindow, panel: UsersPanel) -> None:
    choose(panel, FOUNDER)
    assert not panel.ui.end.isEnabled()
    assert not panel.ui.grant.isEnabled()
    press(panel.ui.revoke, panel)
    dialog = panel.dialog
    assert isinstance(dialog, RevokeDialog)
    assert QTest.qWaitForWindowActive(dialog)
    keys(dialog, Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert dialog.isVisible()
    assert dialog.ui.right.accessibleDescription()
    dialog.reject()
    assert Role.COORDINATOR in users(window.desk)[FOUNDER].roles


def test_all_is_handed_over_and_the_user_ended(window: MainWindow, panel: UsersPanel) -> None:
    add_eva(window.desk)
    choose(panel, FOUNDER)
    press(panel.ui.hand_over, panel)
    dialog = panel.dialog
    assert isinstance(dialog, HandoverDialog)
    assert faults(dialog) == []
    assert list(read_in_another_order(dialog)) == []
    assert dialog.ui.consequence.text().startswith("0 personer")
    assert QTest.qWaitForWindowActive(dialog)
    keys(dialog, Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert dialog.ui.to.accessibleDescription(), "there is nobody to hand over"
    dialog.reject()
    choose(panel, EVA)
    press(panel.ui.end, panel)
    asking = next(one for one in window.findChildren(ConfirmDialog) if one.isVisible())
    asking.ui.yes.click()
    settle(window.desk.tasks)
    assert users(window.desk)[EVA].ended_on is not None
    assert window.desk.program.users(window.desk.which) == (FOUNDER,)


def test_only_who_manages_users_sees_them(window: MainWindow, panel: UsersPanel) -> None:
    assert panel.isVisible()
    assert faults(window) == []
    add_eva(window.desk)
    settle(window.desk.tasks)
    assert EVA in panel.model.ids
    desk = window.desk
    assert desk._session is not None
    desk._session = None
    panel.load()
    assert panel.isHidden()
