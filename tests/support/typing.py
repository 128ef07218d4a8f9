"""Working the window by its keys, as a person does."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QWidget,
)

D = TypeVar("D", bound=QDialog)
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def focused() -> QWidget:
    """What has the focus; without a window manager nobody gives it back when a dialog closes."""
    # That a dialog came to the front is told late, at times after it has gone.
    QCoreApplication.processEvents()
    window = QApplication.activeModalWidget() or _front_window()
    if not window.isActiveWindow():
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
    widget: QWidget | None = window.focusWidget()
    return window if widget is None else widget


def _front_window() -> QWidget:
    (found,) = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and isinstance(widget, QMainWindow | QDialog)
    ]
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, where the focus is; a button that it presses comes up again before it is done."""
    QTest.keyClick(focused(), key, modifier)
    if modifier == ALT:
        for button in focused().window().findChildren(QAbstractButton):
            if button.isDown():
                loop = QEventLoop()
                button.released.connect(loop.quit)
                loop.exec()


def write(text: str) -> None:
    """A text, where the focus is; Qt's own way to type knows only the letters of English."""
    widget = focused()
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(widget, letter)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)


def write_over(text: str) -> None:
    """A text in place of the one in the field that has the focus."""
    press(Qt.Key.Key_A, CONTROL)
    write(text)


def shown_dialog(kind: type[D]) -> D:
    """The one dialog of the kind that is open."""
    (found,) = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, kind) and widget.isVisible()
    ]
    return found


def choose_in_file_dialog(path: Path) -> None:
    """Paste a path into the file dialog that is open, and take it.

    Not typed: the list of suggestions would come over the field.
    """
    dialog = shown_dialog(QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setFocus()
    field.setText(str(path))
    QTest.keyClick(field, Qt.Key.Key_Return)
