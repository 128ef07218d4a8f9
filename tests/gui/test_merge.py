"""Two records of one person: found, compared, joined, taken apart and joined again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from munhalsa.application.context import Context
from munhalsa.application.find_duplicates import count_duplicates
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.dialogs.duplicates import DuplicatesDialog
from munhalsa.desktop.dialogs.merge import MergeDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.person import Person
from tests.support.deeds import alter, found, identity, register
from tests.support.founded import PASSPHRASE
from tests.support.person_list import MARTA, fill
from tests.support.person_view import open_first, run, shortcut
from tests.support.windows import settle

D = TypeVar("D", bound=QDialog)
DOUBLE = identity("19340412", 243)


def with_a_double(context: Context) -> None:
    fill(context)
    register(context, DOUBLE, given_name="Märtha", family_name="Andersson")


@pytest.fixture
def window(desk: Desk, open_window: Callable[[], MainWindow]) -> MainWindow:
    run(desk, with_a_double)
    return open_window()


def shown(window: MainWindow, kind: type[D]) -> D:
    (dialog,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return dialog


def press(window: MainWindow, button: QPushButton) -> None:
    button.click()
    settle(window.desk.tasks)


def give_passphrase(window: MainWindow, text: str = PASSPHRASE) -> None:
    asking = shown(window, PassphraseDialog)
    asking.ui.passphrase.setText(text)
    press(window, asking.ui.go_on)


def names(window: MainWindow) -> set[str]:
    def read(context: Context) -> set[str]:
        return {f"{one.given_name} {one.number}" for one in found(context, Person)}

    both = (MARTA, DOUBLE)
    return {one for one in run(window.desk, read) if one.endswith(both)}


def test_from_the_card_with_a_choice_and_back_and_forth(window: MainWindow) -> None:
    before = names(window)
    open_first(window, MARTA[-4:])
    shortcut(window, "Ctrl+Shift+W")
    who = shown(window, ChangeDialog)
    assert "Märtha" in who.ui.choice.itemText(0)
    who.ui.choice.setCurrentIndex(who.ui.choice.count() - 1)
    press(window, who.ui.save)
    assert who.isVisible()
    who.ui.words.setText(DOUBLE)
    press(window, who.ui.save)
    both = shown(window, MergeDialog)
    press(window, both.ui.swap)
    both = shown(window, MergeDialog)
    assert both.command.keep == DOUBLE
    both.both.choices[1].click()
    press(window, both.ui.join)
    give_passphrase(window, "inte den rätta frasen")
    assert names(window) == before
    give_passphrase(window)
    assert names(window) == {f"Märta {DOUBLE}"}
    assert window.messages.text == "Posterna är sammanslagna."
    window.activateWindow()
    settle(window.desk.tasks)
    shortcut(window, "Ctrl+Z")
    press(window, shown(window, UndoDialog).ui.yes)
    give_passphrase(window)
    assert names(window) == before
    (redo,) = [one for one in window.messages.findChildren(QPushButton) if one.isVisible()]
    press(window, redo)
    give_passphrase(window)
    assert names(window) == {f"Märta {DOUBLE}"}
    assert window.messages.text == "Ändringen gäller igen."


def test_from_the_list_of_all_who_are_alike(window: MainWindow) -> None:
    window.go(Place(view="persons", about="duplicates"))
    settle(window.desk.tasks)
    listed = shown(window, DuplicatesDialog)
    assert listed.ui.lines.rowCount() == run(window.desk, count_duplicates) == 1
    ((row,),) = run(window.desk, listed.listing().windows)
    assert len(set(row.persons)) == 2
    assert listed.save.isVisible()
    press(window, listed.ui.compare)
    press(window, shown(window, MergeDialog).ui.join)
    give_passphrase(window)
    assert names(window) == {f"Märta {MARTA}"}
    assert listed.isVisible()
    assert not listed.ui.lines.isVisible()
    assert listed.ui.explanation.text() == "Ingen i registret liknar någon annan."


def test_somebody_changed_by_another_meanwhile_is_not_joined(window: MainWindow) -> None:
    open_first(window, MARTA[-4:])
    shortcut(window, "Ctrl+Shift+W")
    press(window, shown(window, ChangeDialog).ui.save)
    both = shown(window, MergeDialog)

    def change(context: Context) -> None:
        (person,) = found(context, Person, number=DOUBLE)
        alter(context, person, language="persiska")

    run(window.desk, change)
    press(window, both.ui.join)
    give_passphrase(window)

    assert len(names(window)) == 2
    assert both.message.text().startswith("Någon annan har ändrat")


def test_two_who_are_two_leave_the_list(window: MainWindow) -> None:
    window.go(Place(view="persons", about="duplicates"))
    settle(window.desk.tasks)
    listed = shown(window, DuplicatesDialog)
    press(window, listed.ui.apart)
    assert not listed.ui.lines.isVisible()
    assert run(window.desk, count_duplicates) == 0
    listed.reject()
    window.activateWindow()
    settle(window.desk.tasks)
    shortcut(window, "Ctrl+Z")
    press(window, shown(window, UndoDialog).ui.yes)
    assert run(window.desk, count_duplicates) == 1
