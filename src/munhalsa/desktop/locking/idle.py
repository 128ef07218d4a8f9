"""Notices that nobody has touched keyboard or mouse for a while, and that the machine slept."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_TICK = 5.0
"""Seconds between looks at the clock."""


class IdleWatch(QObject):
    """``idle`` after so many minutes without a touch.

    By two clocks, whichever says more: the machine's, which runs while it sleeps, and one that
    nobody can set.
    """

    idle = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        *,
        minutes: Callable[[], int],
        now: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._now, self._steady = now, steady
        self._touched, self._touched_steady = now(), steady()
        self._watched: QWindow | None = None
        self._tick = QTimer(self, interval=int(_TICK * 1000))
        self._tick.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def start(self) -> None:
        """Count from now."""
        self._touch()
        self._tick.start()

    def stop(self) -> None:
        """Stop counting, while the window is locked."""
        self._tick.stop()

    def look(self) -> None:
        """See whether it is time; a clock set back is counted from anew, the steady one is not."""
        passed = self._now() - self._touched
        if passed < 0:
            self._touched, passed = self._now(), 0.0
        if max(passed, self._steady() - self._touched_steady) >= 60 * self._minutes():
            self.stop()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Every key and every move of the mouse in the window that has the focus."""
        if event.type() in _TOUCHES:
            self._touch()
        return False

    def _touch(self) -> None:
        self._touched, self._touched_steady = self._now(), self._steady()

    def _watch(self, window: QWindow | None) -> None:
        """Only the focused window is listened to: a filter on all events would cost each one."""
        if window is not None:
            window.installEventFilter(self)
