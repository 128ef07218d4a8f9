"""The session's lock as Linux tells it, over D-Bus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

# Slots as Qt names them: 1 and the signature; as text, although the declaration asks for bytes.
_TELL: Any = "1tell()"
_TELL_IF: Any = "1tell_if(bool)"


class DBusSession(QObject):
    """Listens to logind and to the screen savers of the desktops; silent where there is no bus."""

    def __init__(self, locked: Callable[[], None]) -> None:
        super().__init__()
        self._locked = locked
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
        self._locked()

    @Slot(bool)
    def tell_if(self, begins: bool) -> None:
        """The screen is locked or the machine sleeps, or either is over."""
        if begins:
            self._locked()
