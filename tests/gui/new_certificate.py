"""What the tests of Nytt intyg share: a municipality with units, and the page with a keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QApplication

from munhalsa.application.context import Context
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.screens import new_certificate, views
from munhalsa.desktop.screens.new_certificate import NewCertificateView
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.unit import UnitType
from tests.support.deeds import add, unit
from tests.support.keyboard import Keyboard
from tests.support.preferences import KeptPreferences
from tests.support.probe_view import probe_entry
from tests.support.windows import settle

T = TypeVar("T")

NUMBER = "193601016987"
BJORKBACKEN = unit("Björkbacken", "SB01")
SOLHAGA = unit("Solhaga", "SB02")
HOME_HELP = unit("Hemtjänst Norr", "HT01", type=UnitType.HOME_HELP)
LSS = unit("Lövgården", "LS01", type=UnitType.LSS_HOUSING)


@dataclass
class Page:
    """The page, and what is needed to look at what it did."""

    window: MainWindow
    view: NewCertificateView
    keys: Keyboard

    @property
    def ui(self) -> Any:
        """Every widget that Designer knows, by its name."""
        sheet = self.view.sheet
        return SimpleNamespace(**vars(self.view.ui), **vars(sheet.person_ui), **vars(sheet.rest_ui))

    def ask(self, job: Callable[[Context], T]) -> T:
        """What a job of the store answers."""
        answers: list[T] = []
        failures: list[BaseException] = []
        self.window.desk.read(self.window, job, done=answers.append, failed=failures.append)
        settle(self.window.desk.tasks)
        if failures:
            raise failures[0]
        return answers[0]

    def fill(self) -> None:
        """A new person in a known unit, everything answered with yes."""
        self.keys.type("N3601016987\tMaj-Britt\tSvensson\tbjö\n\t\t\tJJJ")

    def message(self, name: str) -> str:
        """What is said at a field."""
        messages: dict[str, Any] = {}
        sheet = self.view.sheet
        for part in (sheet.person, sheet.home, sheet.assessment, sheet.disclosure, sheet.answer):
            messages.update(part.messages)
        return str(messages[name].text())


@pytest.fixture
def page(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[Page]:
    """The page in its window, with four units in the store."""
    settled(desk, lambda context: add(context, BJORKBACKEN, SOLHAGA, HOME_HELP, LSS))
    window = MainWindow(
        desk,
        look,
        Preferences(kept),
        Clipboard(qapp.clipboard()),
        [views.new_certificate(), probe_entry("persons")],
        temp=tmp_path,
    )
    window.resize(1400, 900)
    window.show()
    window.activateWindow()
    window.start()
    window.go(Place(view=new_certificate.VIEW))
    settle(desk.tasks)
    view = window.pages.views[new_certificate.VIEW]
    assert isinstance(view, NewCertificateView)
    yield Page(window, view, Keyboard(desk.tasks))
    window.close()
    settle(desk.tasks)
    window.deleteLater()


def settled(desk: Desk, job: Callable[[Context], object]) -> None:
    """Do something in the store first."""
    failures: list[BaseException] = []
    desk.read(desk, job, done=lambda _: None, failed=failures.append)
    settle(desk.tasks)
    if failures:
        raise failures[0]
