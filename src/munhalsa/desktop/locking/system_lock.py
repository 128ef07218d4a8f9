"""The system's own lock: screen locked, machine going to sleep, another user switched to."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class SystemLock(QObject):
    """``locked`` when the system locks or sleeps; silent where the system does not tell.

    Whatever it tells, IdleWatch still notices that the machine has slept.
    """

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ear = _listen(self.locked.emit)


def _listen(locked: Callable[[], None]) -> object:
    """What must be kept as long as it shall be told."""
    ear: object
    if sys.platform == "win32":
        from munhalsa.desktop.locking.windows_session import WindowsSession

        ear = WindowsSession(locked)
    elif sys.platform == "darwin":
        from munhalsa.desktop.locking.macos_session import MacosSession

        ear = MacosSession(locked)
    else:
        from munhalsa.desktop.locking.dbus_session import DBusSession

        ear = DBusSession(locked)
    return ear
