"""Waiting until a scene is as it stays, and scrolling to what it is about."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.window.main_window import MainWindow

_LAYOUTS = 8
"""Rounds in which a layout may still ask for another one."""

_BELOW = 28
"""Pixels of the page that are seen below what was scrolled to."""


def wait_for(tasks: Tasks) -> None:
    """Until all that was asked for is answered, and what the answers asked for."""
    _one_round()
    while tasks.is_busy:
        loop = QEventLoop()
        tasks.settled.connect(loop.quit)
        loop.exec()
        _one_round()


def lay_out(tasks: Tasks) -> None:
    """Until nothing is asked for and everything has its place."""
    wait_for(tasks)
    for _ in range(_LAYOUTS):
        _one_round()


def scroll_to(window: MainWindow, last: QWidget, *, rounds: int = _LAYOUTS) -> None:
    """Have the page end a little below ``last``, wherever it was scrolled to before.

    Again for as long as lists above may still come to their height. Qt's own way scrolls no
    further than it must, so what was shown before would be seen in the picture.
    """
    for area in window.findChildren(QScrollArea):
        page = area.widget()
        if page is not None and page.isAncestorOf(last):
            end = last.mapTo(page, QPoint(0, last.height())).y()
            area.verticalScrollBar().setValue(end + _BELOW - area.viewport().height())
    if rounds:
        QTimer.singleShot(0, window, lambda: scroll_to(window, last, rounds=rounds - 1))


def _one_round() -> None:
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
