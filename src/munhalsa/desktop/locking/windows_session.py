"""The session's lock as Windows tells it: by a message to a window that has asked for it."""

from __future__ import annotations

import ctypes
import logging
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

_log = logging.getLogger(__name__)

# Values of wtsapi32.h and winuser.h.
_SESSION_CHANGE = 0x02B1
_POWER_BROADCAST = 0x0218
_THIS_SESSION = 0
_LOCKING = {
    (_SESSION_CHANGE, 0x2),  # another user was switched to
    (_SESSION_CHANGE, 0x4),  # the remote desktop was left
    (_SESSION_CHANGE, 0x7),  # locked
    (_POWER_BROADCAST, 0x4),  # going to sleep
}
_KINDS = (b"windows_generic_MSG", b"windows_dispatcher_MSG")


class WindowsSession(QWidget):
    """A window that is never shown and only hears; silent where Windows will not tell.

    One of its own: no other window's messages pass through Python, and its handle stays the same.
    """

    def __init__(self, locked: Callable[[], None]) -> None:
        super().__init__()
        self._locked = locked
        if not _ask_to_be_told(int(self.winId())):
            _log.info("no word from Windows when the session is locked")
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._end)

    def nativeEvent(  # noqa: N802 - Qt's names
        self,
        eventType: QByteArray | bytes | bytearray | memoryview,  # noqa: N803
        message: int,
        /,
    ) -> object:
        """Tell of a lock, and leave the message to Qt."""
        if QByteArray(eventType).data() in _KINDS and says_locked(int(message)):
            self._locked()
        return False, 0

    def _end(self) -> None:
        _ask_to_be_told(int(self.winId()), whether=False)
        self.destroy()


def says_locked(message: int) -> bool:
    """Whether the MSG at the address says that the session is locked, left or put to sleep."""
    said = wintypes.MSG.from_address(message)
    return (said.message, said.wParam) in _LOCKING


def _ask_to_be_told(window: int, *, whether: bool = True) -> bool:
    """Whether Windows did as asked; one that cannot is no reason not to start."""
    done = False
    if sys.platform == "win32":
        try:
            sessions = ctypes.WinDLL("wtsapi32")
            if whether:
                handle = wintypes.HWND(window)
                done = bool(sessions.WTSRegisterSessionNotification(handle, _THIS_SESSION))
            else:
                done = bool(sessions.WTSUnRegisterSessionNotification(wintypes.HWND(window)))
        except (OSError, AttributeError):
            done = False
    return done
