"""Somebody at the keyboard, and nothing else: every stroke goes to what has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from munhalsa.desktop.tasks import Tasks
from tests.support.windows import settle


class Keyboard:
    """Types, counts the strokes, and lets the window answer after each text."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self.strokes = 0

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def type(self, text: str) -> None:
        """Type a text; ``\\t`` is Tab and ``\\n`` is Enter."""
        for character in text:
            if character == "\t":
                self.press(Qt.Key.Key_Tab)
            elif character == "\n":
                self.press(Qt.Key.Key_Return)
            elif character.isascii():
                self.strokes += 1
                QTest.keyClicks(self.focus, character)
            else:
                self._send(character)
        settle(self._tasks)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One stroke, with what is held down meanwhile."""
        self.strokes += 1
        QTest.keyClick(self.focus, key, modifiers)
        settle(self._tasks)

    def _send(self, character: str) -> None:
        """A letter that QTest does not know how to press."""
        self.strokes += 1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(self.focus, event)
