"""The whole way with keys alone: first start, lists, somebody found, a certificate, lock, go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from munhalsa.adapters.example import copy_example
from munhalsa.application.view_person import show_person
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.first_start.wizard import FirstStart
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.new_certificate import NewCertificateView
from munhalsa.desktop.start import Running, Surroundings
from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.founded import PASSPHRASE
from tests.support.person_view import names, run, view_of
from tests.support.preferences import KeptPreferences
from tests.support.stores import TODAY
from tests.support.typing import ALT, CONTROL, choose_in_file_dialog, focused, press, shown_dialog
from tests.support.typing import write as type_letters
from tests.support.whole_program import whole_program
from tests.support.windows import settle

NEW = "193601016987"
RETURN, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
NOTHING = Qt.KeyboardModifier.NoModifier
MOST_TO_FIND, MOST_TO_ISSUE = 6, 60
PERSONS = 40


class Somebody:
    """Nothing but keys, each counted; what a key leads to is there before the next."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self.strokes = 0

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.strokes += 1
        press(key, held)
        settle(self._tasks)

    def write(self, text: str) -> None:
        for letter in text:
            self.strokes += 1
            type_letters(letter)
        settle(self._tasks)

    def choose_file(self, path: Path) -> None:
        choose_in_file_dialog(path)
        settle(self._tasks)


@pytest.fixture
def lists(tmp_path: Path) -> dict[str, Path]:
    """The example's units, and the first of its persons."""
    found = dict(copy_example(tmp_path / "listor", today=TODAY).lists)
    book = openpyxl.load_workbook(found["personer"])
    book.worksheets[0].delete_rows(PERSONS + 2, book.worksheets[0].max_row)
    book.save(found["personer"])
    return found


@pytest.fixture
def running(tasks: Tasks, look: Look, tmp_path: Path, qapp: QApplication) -> Iterator[Running]:
    """The program, started where there is nothing."""
    which = WhichStore(today=TODAY, profile=tmp_path / "profil")
    desk = Desk(whole_program(), which, tasks)
    surroundings = Surroundings(
        preferences=KeptPreferences(), profile="p", temp=tmp_path, log_bug=lambda _: None
    )
    program = Running(qapp, desk, look, Preferences(KeptPreferences()), surroundings)
    program.begin()
    settle(tasks)
    yield program
    if program.window is not None:
        program.window.close()
        settle(tasks)
        program.window.deleteLater()


def test_from_an_empty_machine_to_a_certificate_and_on(
    running: Running, lists: dict[str, Path], tasks: Tasks
) -> None:
    who = Somebody(tasks)
    make_a_register(who)
    take_in(who, lists)
    window = running.window
    assert window is not None
    assert window.pages.here == "new_certificate"

    find_somebody(who, window)
    number = issue_and_print(who, window)
    lock_and_unlock(who, window)

    assert window.pages.here == "new_certificate"
    who.press(RETURN)
    assert page_of(window).sheet.is_empty
    who.press(Qt.Key.Key_F, CONTROL)
    who.write(NEW)
    who.press(RETURN)
    who.press(RETURN)
    assert view_of(window).pane.card.ui.name.text() == "Maj-Britt Svensson"
    record = run(window.desk, lambda context: show_person(context, NEW))
    assert [one.number for one in record.certificates] == [number]


def make_a_register(who: Somebody) -> None:
    """Municipality, name, place, passphrase, and the code typed back."""
    wizard = shown_dialog(FirstStart)
    who.press(RETURN)
    who.write("göte")
    who.press(TAB)
    who.write("Kim Lind")
    who.press(RETURN)
    who.press(RETURN)
    who.write(PASSPHRASE)
    who.press(TAB)
    who.write(PASSPHRASE)
    who.press(RETURN)
    code = wizard.answers.recovery_code
    assert code is not None
    groups = code.split("-")
    who.press(Qt.Key.Key_F, ALT)
    who.write(groups[2].lower())
    who.press(TAB)
    who.write(groups[5])
    who.press(RETURN)
    who.press(Qt.Key.Key_J, ALT)
    who.press(RETURN)


def take_in(who: Somebody, lists: dict[str, Path]) -> None:
    """Units, then persons; the first work afterwards."""
    for kind in ("boendeenheter", "personer"):
        who.press(RETURN)
        who.choose_file(lists[kind])
        who.press(Qt.Key.Key_I, ALT)
        who.press(Qt.Key.Key_E, ALT)
    who.press(Qt.Key.Key_T, ALT)


def find_somebody(who: Somebody, window: MainWindow) -> None:
    """By the last four digits, to the card and back to the work."""
    who.press(Qt.Key.Key_2, CONTROL)
    view = view_of(window)
    everybody = names(view)
    assert len(everybody) > 1
    who.press(Qt.Key.Key_F, CONTROL)
    assert focused() is window.ui.search
    who.strokes = 0
    who.write(a_family_name(everybody)[:4])
    who.press(RETURN)
    who.press(RETURN)
    assert who.strokes <= MOST_TO_FIND
    assert view.pane.is_open
    assert view.pane.isAncestorOf(focused())
    who.press(Qt.Key.Key_3, CONTROL)
    assert window.pages.here == "new_certificate"


def a_family_name(everybody: list[str]) -> str:
    """Of the first whose name may be shown."""
    return next(name for name in everybody if "," in name).split(",")[0]


def issue_and_print(who: Somebody, window: MainWindow) -> str:
    """For a new person in a known unit; the number of the certificate."""
    who.strokes = 0
    who.write(f"n{NEW[2:]}")
    for text in ("Maj-Britt", "Svensson", "sjö"):
        who.press(TAB)
        who.write(text)
    who.press(RETURN)
    for _ in range(3):
        who.press(TAB)
    who.write("jjj")
    who.press(RETURN, CONTROL)
    assert who.strokes <= MOST_TO_ISSUE
    preview = shown_dialog(PreviewDialog)
    assert preview.page_count == 1
    assert preview.picture.width() > 0
    who.press(ESCAPE)
    done = page_of(window).ui.done_heading.text()
    assert "är utfärdat" in done
    return done.split()[1]


def page_of(window: MainWindow) -> NewCertificateView:
    view = window.pages.views["new_certificate"]
    assert isinstance(view, NewCertificateView)
    return view


def lock_and_unlock(who: Somebody, window: MainWindow) -> None:
    """Away and back: meanwhile nothing is shown, afterwards one is where one was."""
    before = focused()
    who.press(Qt.Key.Key_L, CONTROL)
    assert not is_open(window)
    assert not window.ui.ground.isVisible()
    who.write(PASSPHRASE)
    who.press(RETURN)
    assert is_open(window)
    assert window.ui.ground.isVisible()
    assert focused() is before


def is_open(window: MainWindow) -> bool:
    """Whether the key is there, and what it opens."""
    return window.desk.session is not None
