"""The session's lock as macOS tells it: by a notice to every program that asks for it."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable
from typing import Any

_log = logging.getLogger(__name__)

_FRAMEWORK = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_SCREEN_LOCKED = b"com.apple.screenIsLocked"
# Values of CFString.h and CFNotificationCenter.h.
_UTF_8 = 0x08000100
_AT_ONCE = 4

# Takes the centre, the observer, the name, the object and what is told with it.
_Callback = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5)


class MacosSession:
    """Hears when the screen is locked, on the GUI thread; silent where macOS will not tell."""

    def __init__(
        self, locked: Callable[[], None], *, load: Callable[[str], Any] = ctypes.CDLL
    ) -> None:
        # Kept here: macOS calls it as long as the program runs.
        self._told = _Callback(lambda *_: locked())
        try:
            self._ask_to_be_told(load(_FRAMEWORK))
        except (OSError, AttributeError):
            _log.info("no word from macOS when the screen is locked")

    def _ask_to_be_told(self, foundation: Any) -> None:
        pointer = ctypes.c_void_p
        text, center, add = (
            foundation.CFStringCreateWithCString,
            foundation.CFNotificationCenterGetDistributedCenter,
            foundation.CFNotificationCenterAddObserver,
        )
        text.restype, text.argtypes = pointer, [pointer, ctypes.c_char_p, ctypes.c_uint32]
        center.restype, center.argtypes = pointer, []
        add.restype = None
        add.argtypes = [pointer, pointer, _Callback, pointer, pointer, ctypes.c_long]
        name = text(None, _SCREEN_LOCKED, _UTF_8)
        add(center(), None, self._told, name, None, _AT_ONCE)
