"""Waiting for the window in tests, without looking at a clock."""

from __future__ import annotations

from typing import NoReturn

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from munhalsa.desktop.tasks import Tasks

_ROUNDS = 100


def settle(tasks: Tasks) -> None:
    """Run the event loop until what was begun is done, and every task it gave is answered."""
    _one_round()
    while tasks.is_busy:
        loop = QEventLoop()
        tasks.settled.connect(loop.quit)
        loop.exec()
        tasks.settled.disconnect(loop.quit)
        _one_round()
    for _ in range(_ROUNDS):
        if not _is_shut(QApplication.activeWindow()):
            break
        _one_round()


def unexpected(answer: object = None) -> NoReturn:
    """An answer that must not come."""
    pytest.fail(f"not expected: {answer!r}")


def _is_shut(active: QWidget | None) -> bool:
    """Keys go to a dialog that has been shut until the window below has become the active one."""
    return active is not None and not active.isVisible()


def _one_round() -> None:
    """What waits for the event loop, such as a timer of no length, gets its turn."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
