"""Svarslista, by keys on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from munhalsa.application.context import Context
from munhalsa.application.drafts import kept_draft
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens import views
from munhalsa.desktop.screens.answer_list import AnswerListView, units_to_answer_for
from munhalsa.desktop.screens.answer_list_draft import KIND
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import Role
from munhalsa.domain.person import Person
from munhalsa.domain.response import Response
from munhalsa.domain.unit import Unit
from tests.support.deeds import add, alter, born, found, issue, register, unit, user
from tests.support.person_view import press, run, shortcut, type_into
from tests.support.preferences import KeptPreferences
from tests.support.typing import shown_dialog
from tests.support.windows import settle


def fill(context: Context) -> None:
    """Three with certificates in one home, nobody in another."""
    add(context, unit(), unit("Tomma huset", "T1"))
    for year, family, room in ((1941, "Andersson", "1"), (1942, "Berg", "2"), (1943, "Ek", "3")):
        register(context, born(year), given_name="Maj", family_name=family, unit="SB01", room=room)
        issue(context, born(year), issued=date(2025, 1, 1))


@pytest.fixture
def window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[MainWindow]:
    run(desk, fill)
    clipboard = Clipboard(qapp.clipboard())
    entries = [views.answer_list(), views.settings()]
    opened = MainWindow(desk, look, Preferences(kept), clipboard, entries, temp=tmp_path)
    opened.resize(1280, 800)
    opened.show()
    opened.activateWindow()
    opened.start()
    settle(desk.tasks)
    yield opened
    opened.close()
    opened.deleteLater()


@pytest.fixture
def view(window: MainWindow) -> AnswerListView:
    shown = window.pages.views["answer_list"]
    assert isinstance(shown, AnswerListView)
    return shown


def choose(window: MainWindow, view: AnswerListView, letters: str = "bj") -> None:
    view.unit.setFocus()
    type_into(view.unit, letters)
    press(window, Qt.Key.Key_Return)


def spoken(view: AnswerListView, row: int) -> str:
    say = Qt.ItemDataRole.AccessibleTextRole
    return str(view.model.data(view.model.index(row, 0), say))


def test_a_whole_unit_by_one_key_each(window: MainWindow, view: AnswerListView) -> None:
    choose(window, view)
    assert view.table.hasFocus()
    assert "Andersson, Maj" in spoken(view, 0)
    press(window, Qt.Key.Key_J)
    press(window, Qt.Key.Key_N)
    assert view.ui.count.text() == "3 personer, 2 svar att spara"
    assert "Önskar inte" in spoken(view, 1)
    shortcut(window, "Ctrl+S")
    kept = {one.person_id: one.wants for one in run(window.desk, lambda c: found(c, Response))}
    people = {one.id: one.family_name for one in run(window.desk, lambda c: found(c, Person))}
    assert {people[one]: wants for one, wants in kept.items()} == {"Andersson": True, "Berg": False}
    assert window.messages.text == "2 svar är sparade."
    assert not view.save.isEnabled()
    undo = next(one for one in window.messages.findChildren(QPushButton) if one.isVisible())
    undo.click()
    settle(window.desk.tasks)
    assert run(window.desk, lambda c: found(c, Response)) == []


def test_who_answered_and_taking_back(window: MainWindow, view: AnswerListView) -> None:
    choose(window, view)
    type_into(view.ui.name, "Disa Falk")
    press(window, Qt.Key.Key_3)
    press(window, Qt.Key.Key_J)
    press(window, Qt.Key.Key_N)
    press(window, Qt.Key.Key_Backspace)
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_2)
    press(window, Qt.Key.Key_Up)
    assert "Disa Falk" in spoken(view, 0)
    assert [one.by.value for one in view.typed.values()] == ["relative", "guardian"]
    press(window, Qt.Key.Key_Delete)
    assert [one.by.value for one in view.typed.values()] == ["guardian"]
    shortcut(window, "Ctrl+S")
    (response,) = run(window.desk, lambda c: found(c, Response))
    assert (response.answered_by, response.answered_by_name) == ("guardian", "Disa Falk")
    assert "framfört" in window.messages.text


def test_one_that_is_refused_is_pointed_at_and_nothing_is_saved(
    window: MainWindow, view: AnswerListView
) -> None:
    choose(window, view)
    press(window, Qt.Key.Key_J)
    press(window, Qt.Key.Key_J)
    dead = view.model.ids[1]

    def die(context: Context) -> None:
        (person,) = found(context, Person, id=dead)
        alter(context, person, died_on=date(2026, 1, 1))

    run(window.desk, die)
    shortcut(window, "Ctrl+S")
    assert view.table.current_id == dead
    assert "avliden" in window.messages.text
    assert run(window.desk, lambda c: found(c, Response)) == []
    assert len(view.typed) == 2


def test_what_cannot_be_saved_is_said(window: MainWindow, view: AnswerListView) -> None:
    view.save_all()
    assert "minst ett svar" in window.messages.text
    choose(window, view)
    press(window, Qt.Key.Key_J)
    view.day.clear()
    type_into(view.day, "förra veckan")
    view.save_all()
    assert "Datumet" in window.messages.text
    assert len(view.typed) == 1


def test_typed_answers_stay_with_their_unit(window: MainWindow, view: AnswerListView) -> None:
    choose(window, view)
    press(window, Qt.Key.Key_J)
    view.unit.clear()
    choose(window, view, "tom")
    assert view.ui.pages.currentWidget() is view.ui.empty_page
    assert view.ui.count.text() == "0 personer"
    view.unit.clear()
    choose(window, view)
    assert view.ui.count.text() == "3 personer, 1 svar att spara"


def test_what_is_typed_and_not_saved_is_there_in_the_next_window(
    window: MainWindow, view: AnswerListView
) -> None:
    choose(window, view)
    press(window, Qt.Key.Key_J)
    press(window, Qt.Key.Key_N)
    window.keep_drafts()
    settle(window.desk.tasks)
    # Another view of the same window, as the next start builds one.
    again = AnswerListView(window)
    again.load(Place(view="answer_list", about=view.unit.id or ""))
    settle(window.desk.tasks)
    assert again.typed == view.typed
    assert "inte är sparade: Björkgläntan" in window.messages.text
    again.save_all()
    settle(window.desk.tasks)
    again.keep_draft()
    settle(window.desk.tasks)
    assert run(window.desk, lambda context: kept_draft(context, KIND)) is None
    assert len(run(window.desk, lambda c: found(c, Response))) == 2
    again.deleteLater()


def test_a_manager_is_offered_the_own_units_only(window: MainWindow) -> None:
    def offered(context: Context) -> list[str]:
        (own,) = found(context, Unit, code="T1")
        manager = user(context, Role.UNIT_MANAGER, scopes={Role.UNIT_MANAGER: frozenset({own.id})})
        return [one.name for one in units_to_answer_for(manager)]

    assert run(window.desk, offered) == ["Tomma huset"]


def test_on_paper(window: MainWindow, view: AnswerListView) -> None:
    choose(window, view)
    shortcut(window, "Ctrl+P")
    settle(window.desk.tasks)
    dialog = shown_dialog(PreviewDialog)
    dialog.reject()
    settle(window.desk.tasks)
    assert list(window.temp.glob("*.pdf")) == []
