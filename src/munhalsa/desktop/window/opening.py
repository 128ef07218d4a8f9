"""The window put together for somebody who is logged in; loaded after the first dialog is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtWidgets import QApplication

from munhalsa.desktop import screens
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.locking.idle import IdleWatch
from munhalsa.desktop.locking.lock import Lock
from munhalsa.desktop.locking.system_lock import SystemLock
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import LAST_USER, Preferences
from munhalsa.desktop.window.backups import Backups
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.desktop.window.start_check import StartCheck

_ROOM = (1280, 800)
_COUNTED = 4000
"""Milliseconds after which the counts of a start are done, one after another."""


def open_window(
    app: QApplication, desk: Desk, look: Look, preferences: Preferences, *, temp: Path
) -> MainWindow:
    """The window, shown where it was last, that locks when nobody is there."""
    clipboard = Clipboard(QApplication.clipboard())
    window = MainWindow(desk, look, preferences, clipboard, screens.entries(), temp=temp)
    clipboard.setParent(window)
    lock = Lock(window)
    watch = IdleWatch(app, minutes=lambda: preferences.idle_minutes, parent=window)
    watch.idle.connect(lock.lock)
    desk.opened.connect(watch.start)
    desk.closed.connect(watch.stop)
    SystemLock(window).locked.connect(lock.lock)
    geometry = QByteArray.fromHex(preferences.get("window", "").encode())
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        window.resize(*_ROOM)
    window.start()
    window.show()
    watch.start()
    Backups(window)
    # The counts and charts of the start read much that nobody looks at again.
    counted = QTimer(window, singleShot=True, interval=_COUNTED)
    counted.timeout.connect(lambda: desk.let_go_later(window))
    desk.opened.connect(counted.start)
    desk.closed.connect(counted.stop)
    counted.start()
    StartCheck(window, window)
    _remember_user(desk, preferences)
    desk.opened.connect(lambda: _remember_user(desk, preferences))
    return window


def _remember_user(desk: Desk, preferences: Preferences) -> None:
    """Whoever came in is offered first the next time."""
    if desk.session is not None:
        preferences.set(LAST_USER, desk.session.name)
