"""The system's own lock: screen locked, machine going to sleep, another user switched to."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

# Slots as Qt names them: 1 and the signature; as text, although the declaration asks for bytes.
_TELL: Any = "1tell()"
_TELL_IF: Any = "1tell_if(bool)"


class SystemLock(QObject):
    """``locked`` when the system locks or sleeps; silent where the system does not tell.

    Told on Linux over D-Bus. Elsewhere IdleWatch still notices that the machine has slept.
    """

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "linux":
            self._listen()

    def _listen(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        login = "org.freedesktop.login1"
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            path, manager = "/org/freedesktop/login1", f"{login}.Manager"
            system.connect(login, path, manager, "PrepareForSleep", self, _TELL_IF)
            system.connect(login, "", f"{login}.Session", "Lock", self, _TELL)
        if session.isConnected():
            for saver in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                session.connect("", "", saver, "ActiveChanged", self, _TELL_IF)

    @Slot()
    def tell(self) -> None:
        """The screen was locked."""
        self.locked.emit()

    @Slot(bool)
    def tell_if(self, begins: bool) -> None:
        """The screen is locked or the machine sleeps, or either is over."""
        if begins:
            self.locked.emit()
