"""What the tests of Ta in och lämna ut share: the window at the view, small lists, what is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt

from munhalsa.adapters.example import copy_example
from munhalsa.application.context import Context
from munhalsa.application.view_person import list_persons
from munhalsa.application.view_units import list_units
from munhalsa.application.waiting_registrations import count_waiting
from munhalsa.desktop.models.plan_rows import Outcome
from munhalsa.desktop.screens.exchange import ExchangeView
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.stores import TODAY
from tests.support.typing import (
    ALT,
    CONTROL,
    choose_in_file_dialog,
    press,
)
from tests.support.windows import settle

T = TypeVar("T")
UNIT_HEADINGS = ("Enhetskod", "Boendenamn", "Boendetyp", "Ansvarig", "Telefon")
UNIT = ("B1", "Björkgården", "Särskilt boende", "Eva Ek", "033-10 00 00")
PERSON_HEADINGS = ("Personnummer", "Förnamn", "Efternamn", "Boendeenhet", "Intyg utfärdat", "Grund")
PERSON = ("19360101-6987", "Märta", "Andersson", "B1", "2024-03-05", "2a")


@pytest.fixture
def window(stage: Stage) -> Iterator[MainWindow]:
    """The window at the view, with nothing in the store."""
    stage.window.activateWindow()
    stage.window.go(Place(view="exchange"))
    settle(stage.window.desk.tasks)
    yield stage.window
    settle(stage.window.desk.tasks)


@pytest.fixture
def lists(tmp_path: Path) -> dict[str, Path]:
    """The lists of the example municipality, by kind."""
    return dict(copy_example(tmp_path / "listor", today=TODAY).lists)


def view_of(window: MainWindow) -> ExchangeView:
    view = window.pages.views["exchange"]
    assert isinstance(view, ExchangeView)
    return view


def counted(window: MainWindow, count: Callable[[Context], T]) -> T:
    answers: list[T] = []
    window.desk.read(window, count, done=answers.append)
    settle(window.desk.tasks)
    (answer,) = answers
    return answer


def persons_in(window: MainWindow) -> int:
    return counted(window, lambda context: len(list_persons(context)))


def units_in(window: MainWindow) -> int:
    return counted(window, lambda context: len(list_units(context)))


def waiting_in(window: MainWindow) -> tuple[int, int]:
    waiting = counted(window, count_waiting)
    return waiting.certificates, waiting.units


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    """A list in a CSV file."""
    path.write_text("\n".join(";".join(row) for row in rows) + "\n", encoding="utf-8")
    return path


def open_file(window: MainWindow, path: Path) -> None:
    """Ctrl+O, the path, Enter."""
    press(Qt.Key.Key_O, CONTROL)
    choose_in_file_dialog(path)
    settle(window.desk.tasks)


def take_units(window: MainWindow, tmp_path: Path) -> None:
    """One unit, registered already."""
    open_file(window, table(tmp_path / "enheter.csv", UNIT_HEADINGS, UNIT))
    press(Qt.Key.Key_J, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)


def outcomes(window: MainWindow) -> dict[Outcome, int]:
    return {k: v for k, v in view_of(window).importing.result.lines.counts.items() if v}
