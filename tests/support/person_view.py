"""Reaching the view of persons as its users do: keys, clicks, and what then stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from munhalsa.application.context import Context
from munhalsa.application.ports import AuditLine
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.screens.persons import PersonsView
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import latest
from tests.support.person_list import BO
from tests.support.windows import settle, unexpected

T = TypeVar("T")


def run(desk: Desk, job: Callable[[Context], T]) -> T:
    """Do something at the store, and wait for it."""
    answers: list[T] = []
    desk.read(desk, job, done=answers.append, failed=unexpected)
    settle(desk.tasks)
    return answers[0]


def events(desk: Desk, count: int) -> list[AuditLine]:
    """The newest events, oldest first."""
    return list(reversed(run(desk, lambda context: list(latest(context, count)))))


def names(view: PersonsView) -> list[str]:
    """What stands in the list, when all is there."""
    settle(view._frame.desk.tasks)
    rows = [view.model.row(place) for place in range(view.model.rowCount())]
    return [row.name for row in rows if row is not None]


def press(
    window: MainWindow,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """A key where the focus is, and everything it leads to."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)
    settle(window.desk.tasks)


def shortcut(window: MainWindow, keys: str) -> None:
    """The keys of a command."""
    sequence = QKeySequence(keys)
    QTest.keySequence(QApplication.focusWidget() or window, sequence)
    settle(window.desk.tasks)


def find(window: MainWindow, text: str) -> None:
    """Type into the search field, and see the hits."""
    shortcut(window, "Ctrl+F")
    type_into(window.ui.search, text)
    settle(window.desk.tasks)


def type_into(field: QWidget, text: str) -> None:
    """Key by key, also letters that are no ASCII."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(field, key)


def open_first(window: MainWindow, text: str) -> None:
    find(window, text)
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Return)


def view_of(window: MainWindow) -> PersonsView:
    shown = window.pages.views["persons"]
    assert isinstance(shown, PersonsView)
    return shown


def texts(widget: QWidget) -> list[str]:
    """What stands in the labels of a widget."""
    return [label.text() for label in widget.findChildren(QLabel)]


def buttons(widget: QWidget) -> list[QWidget]:
    return list(widget.findChildren(QPushButton))


def row_name(view: PersonsView, id: str) -> str:
    place = view.model.place_of(id)
    row = None if place is None else view.model.row(place)
    return "" if row is None else row.name


def keys_of(action: QAction) -> str:
    return action.shortcut().toString()


def answer_no(context: Context) -> object:
    command = RecordResponse(
        number=BO, answered=context.today, wants=False, answered_by=AnsweredBy.SELF
    )
    return record_response(context, command)


def own(window: MainWindow, name: str) -> str:
    """The preference of that name for whoever is logged in."""
    session = window.desk.session
    assert session is not None
    return f"{name}.{session.account_id}"
