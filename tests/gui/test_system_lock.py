"""What each system says of its own lock, in the form in which it says it."""

from __future__ import annotations

import ctypes
import logging
from ctypes import wintypes
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from munhalsa.desktop.locking.dbus_session import DBusSession
from munhalsa.desktop.locking.macos_session import MacosSession
from munhalsa.desktop.locking.system_lock import SystemLock
from munhalsa.desktop.locking.windows_session import WindowsSession


@pytest.fixture
def locked() -> list[bool]:
    """Grows each time that somebody is told of a lock."""
    return []


def test_the_lock_of_linux_is_passed_on_when_it_begins(
    qapp: QApplication, locked: list[bool]
) -> None:
    parent = QObject()
    system = SystemLock(parent)
    system.locked.connect(lambda: locked.append(True))
    session = system._ear
    assert isinstance(session, DBusSession)
    session.tell_if(False)
    assert locked == []
    session.tell_if(True)
    session.tell()
    assert locked == [True, True]


@pytest.mark.parametrize(
    ("message", "word", "locks"),
    [
        (0x02B1, 0x7, True),  # the session is locked
        (0x02B1, 0x8, False),  # and unlocked again
        (0x02B1, 0x2, True),  # another user is switched to
        (0x02B1, 0x4, True),  # the remote desktop is left
        (0x0218, 0x4, True),  # the machine goes to sleep
        (0x0218, 0x12, False),  # and is awake again
        (0x0007, 0x7, False),  # a window got the focus
    ],
)
def test_a_message_of_windows(
    qapp: QApplication, locked: list[bool], message: int, word: int, locks: bool
) -> None:
    session = WindowsSession(lambda: locked.append(True))
    said = wintypes.MSG(message=message, wParam=word)
    for kind in (b"windows_generic_MSG", b"xcb_generic_event_t"):
        assert session.nativeEvent(kind, ctypes.addressof(said)) == (False, 0)
    assert locked == [True] * locks
    assert not session.isVisible()


class _Function:
    """A function of a library: its types can be set, and its calls are kept."""

    def __init__(self, answer: object) -> None:
        self.answer = answer
        self.calls: list[tuple[Any, ...]] = []

    def __call__(self, *given: Any) -> object:
        self.calls.append(given)
        return self.answer


def test_a_notice_of_macos(locked: list[bool]) -> None:
    foundation = SimpleNamespace(
        CFStringCreateWithCString=_Function(11),
        CFNotificationCenterGetDistributedCenter=_Function(12),
        CFNotificationCenterAddObserver=_Function(None),
    )
    session = MacosSession(lambda: locked.append(True), load=lambda _: foundation)
    assert foundation.CFStringCreateWithCString.calls == [
        (None, b"com.apple.screenIsLocked", 0x08000100)
    ]
    ((center, _, told, name, *_),) = foundation.CFNotificationCenterAddObserver.calls
    assert (center, name, told) == (12, 11, session._told)
    told(None, None, None, None, None)
    assert locked == [True]


def test_a_system_that_does_not_tell_breaks_nothing(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        MacosSession(lambda: None)
        WindowsSession(lambda: None)._end()
    assert caplog.messages == [
        "no word from macOS when the screen is locked",
        "no word from Windows when the session is locked",
    ]
