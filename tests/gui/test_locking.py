"""Locking drops the key and covers everything; unlocking comes back to the same field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from munhalsa.application.view_person import list_persons
from munhalsa.desktop.dialogs.crash import CrashDialog
from munhalsa.desktop.locking.idle import IdleWatch
from munhalsa.desktop.locking.lock import Lock
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.accessibility import faults
from tests.support.founded import PASSPHRASE
from tests.support.probe_view import ProbeView
from tests.support.windows import settle, unexpected


@pytest.fixture
def lock(window: MainWindow) -> Lock:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return Lock(window)


def probe(window: MainWindow) -> ProbeView:
    view = window.pages.views["probe"]
    assert isinstance(view, ProbeView)
    return view


def _type(lock: Lock, text: str) -> None:
    lock.cover.ui.passphrase.setText(text)
    QTest.keyClick(lock.cover.ui.passphrase, Qt.Key.Key_Return)
    settle(lock.cover.unlocking._desk.tasks)


def test_locking_closes_the_store_and_hides_everything(window: MainWindow, lock: Lock) -> None:
    dialog = QDialog(window)
    dialog.show()
    window.clipboard.copy("19121212-1212")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle(window.desk.tasks)
    assert lock.is_locked
    assert window.desk.session is None
    assert window.windowTitle() == "munhalsa"
    assert not probe(window).isVisible()
    assert not window.menuBar().isVisible()
    assert not dialog.isVisible()
    assert QApplication.clipboard().text() == ""
    assert "draft" in probe(window).notes
    assert lock.cover.geometry() == window.rect()
    assert QTest.qWaitForWindowActive(window)
    assert QApplication.focusWidget() is lock.cover.ui.passphrase
    failures: list[BaseException] = []
    window.desk.read(window, list_persons, done=unexpected, failed=failures.append)
    settle(window.desk.tasks)
    assert len(failures) == 1


def test_unlocking_comes_back_to_the_same_field(window: MainWindow, lock: Lock) -> None:
    probe(window).field.setText("halvskrivet")
    probe(window).field.setFocus()
    dialog = QDialog(window)
    dialog.show()
    probe(window).field.activateWindow()
    probe(window).field.setFocus()
    lock.lock()
    lock.lock()
    _type(lock, PASSPHRASE)
    assert not lock.is_locked
    assert window.desk.session is not None
    assert window.windowTitle() == "Probe – munhalsa"
    assert dialog.isVisible()
    dialog.close()
    assert probe(window).field.text() == "halvskrivet"
    assert window.focusWidget() is probe(window).field
    assert probe(window).notes[-1] == "reload []"
    assert lock.cover.ui.passphrase.text() == ""


def test_what_comes_up_meanwhile_waits_behind_the_cover(
    window: MainWindow, lock: Lock, qapp: QApplication
) -> None:
    lock.lock()
    settle(window.desk.tasks)
    late, bug = QDialog(window), CrashDialog(RuntimeError("fel"), window.look, window)
    late.show()
    bug.show()
    qapp.processEvents()
    assert (late.isVisible(), bug.isVisible()) == (False, True)
    bug.close()
    _type(lock, PASSPHRASE)
    assert late.isVisible()
    late.hide()
    late.show()
    qapp.processEvents()
    assert late.isVisible()
    late.close()


def test_a_wrong_passphrase_is_told_and_the_window_stays_covered(
    window: MainWindow, lock: Lock
) -> None:
    lock.lock()
    _type(lock, "inte den rätta frasen")
    assert lock.is_locked
    assert lock.cover.isVisible()
    assert lock.cover.message.isVisible()
    assert lock.cover.message.text()
    assert lock.cover.ui.passphrase.echoMode() is QLineEdit.EchoMode.Password


def test_keys_typed_while_the_passphrase_is_tried_go_nowhere(
    window: MainWindow, lock: Lock
) -> None:
    lock.lock()
    settle(window.desk.tasks)
    field = lock.cover.ui.passphrase
    QTest.keyClicks(field, "fel")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    assert lock.cover.ui.busy.isVisible()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_Return):
        QTest.keyClick(window.windowHandle(), key)
    assert window.focusWidget() is field
    settle(window.desk.tasks)
    assert window.isVisible()
    assert field.text() == "fel"
    assert lock.cover.message.isVisible()


def test_somebody_else_sees_nothing_of_before(window: MainWindow, lock: Lock) -> None:
    window.go(Place(view="probe", about="person"))
    before = probe(window)
    window.ui.search.setText("ålander")
    lock.lock()
    lock._who = "somebody else"
    _type(lock, PASSPHRASE)
    assert probe(window) is not before
    assert window.ui.search.text() == ""
    assert window.history.here == Place(view="probe")
    assert not window.history.can_go_back


def test_the_cover_can_be_used_by_everybody(window: MainWindow, lock: Lock) -> None:
    lock.lock()
    settle(window.desk.tasks)
    assert faults(lock.cover) == []


def test_idle_is_when_nobody_touched_for_so_long(qapp: QApplication) -> None:
    now = [1000.0]
    idle: list[bool] = []
    watch = IdleWatch(qapp, minutes=lambda: 5, now=lambda: now[0])
    watch.idle.connect(lambda: idle.append(True))
    watch.start()
    now[0] += 299
    watch.look()
    assert idle == []
    watch.eventFilter(watch, QEvent(QEvent.Type.KeyPress))
    now[0] += 299
    watch.look()
    assert idle == []
    watch.eventFilter(watch, QEvent(QEvent.Type.Paint))
    now[0] += 1
    watch.look()
    assert idle == [True]


def test_a_clock_set_back_does_not_keep_the_window_open_for_ever(qapp: QApplication) -> None:
    now = [1_000_000.0]
    idle: list[bool] = []
    watch = IdleWatch(qapp, minutes=lambda: 1, now=lambda: now[0])
    watch.idle.connect(lambda: idle.append(True))
    watch.start()
    now[0] = 1000
    watch.look()
    now[0] += 60
    watch.look()
    assert idle == [True]


def test_a_key_in_the_window_is_a_touch(window: MainWindow, qapp: QApplication) -> None:
    now = [0.0]
    idle: list[bool] = []
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    watch = IdleWatch(qapp, minutes=lambda: 1, now=lambda: now[0], parent=window)
    watch.idle.connect(lambda: idle.append(True))
    watch.start()
    now[0] = 59
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    now[0] = 118
    watch.look()
    assert idle == []
    now[0] = 119
    watch.look()
    assert idle == [True]
