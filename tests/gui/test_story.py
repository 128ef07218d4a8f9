"""The whole life of a certificate in the window: every list and figure right after every step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from munhalsa.adapters.ids import new_id
from munhalsa.application.add_candidate import AddCandidate, add_candidate
from munhalsa.application.context import Context
from munhalsa.application.due_list import due_counts
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop import screens
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.dialogs.merge import MergeDialog
from munhalsa.desktop.dialogs.move import MoveDialog
from munhalsa.desktop.dialogs.offer import OfferDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.response import ResponseDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.due import DueList
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.unit import Population, Unit
from tests.support.deeds import add, born, found, identity, issue, register, unit
from tests.support.founded import PASSPHRASE
from tests.support.keyboard import Keyboard
from tests.support.person_view import run, shortcut
from tests.support.preferences import KeptPreferences
from tests.support.typing import shown_dialog
from tests.support.windows import settle, unexpected

D = TypeVar("D", bound=QDialog)
HER, DOUBLE = born(1944), identity("19440101", 243)
HERS = "Holm, Maj"


def fill(context: Context) -> None:
    """Two homes, and somebody with care and no certificate in one of them."""
    add(context, unit(), unit("Ekgården", "B2"))
    for year in (2025, 2026, 2027):
        one = Population(id=new_id(), municipality_code="1490", year=year, age=24, count=100)
        add(context, one)
    register(context, HER, given_name="Maj", family_name="Holm", unit="SB01")
    add_candidate(context, AddCandidate(number=HER))


def with_a_double(context: Context) -> None:
    """A colleague has registered the same person once more, with a certificate."""
    register(context, DOUBLE, given_name="Maja", family_name="Holm", unit="B2")
    issue(context, DOUBLE)


class Story:
    """The window on one day after the other, and what it says after each step."""

    def __init__(self, desk: Desk, which: WhichStore, look: Look, temp: Path) -> None:
        self.desk, self._which, self._look, self._temp = desk, which, look, temp
        self._kept = KeptPreferences()
        self.window = self._open()

    def _open(self) -> MainWindow:
        window = MainWindow(
            self.desk,
            self._look,
            Preferences(self._kept),
            Clipboard(QApplication.clipboard()),
            screens.entries(),
            temp=self._temp,
        )
        window.resize(1400, 900)
        window.show()
        window.activateWindow()
        window.start()
        settle(self.desk.tasks)
        return window

    def close(self) -> None:
        """The window, gone."""
        self.window.close()
        self.window.deleteLater()
        settle(self.desk.tasks)

    def on(self, day: date) -> None:
        """Close the program, and start it again another day."""
        self.close()
        self.desk.close(self.desk, done=lambda _: None, failed=unexpected)
        settle(self.desk.tasks)
        self.desk.turn_to(replace(self._which, today=day))
        self.desk.open(self.desk, passphrase=PASSPHRASE, done=lambda _: None, failed=unexpected)
        settle(self.desk.tasks)
        self.window = self._open()

    def queues(self) -> dict[str, int]:
        """What waits, as the cards of Översikt say; the same as the lists themselves."""
        self.window.go(Place(view="overview"))
        settle(self.desk.tasks)
        view = self.window.pages.views["overview"]
        cards = view.board.queues.cards  # type: ignore[attr-defined]
        shown = {name: int(card.figure.text()) for name, card in cards.items()}
        counted = run(self.desk, due_counts)
        assert {which.value: shown[which.value] for which in DueList} == {
            which.value: counted[which] for which in DueList
        }
        of_persons = {*(which.value for which in DueList), "duplicates"}
        return {name: count for name, count in shown.items() if count and name in of_persons}

    def share(self) -> str:
        """The coverage as Översikt shows it."""
        view = self.window.pages.views["overview"]
        text: str = view.ui.share.text()  # type: ignore[attr-defined]
        return text

    def figures(self) -> tuple[int, ...]:
        """M1, and of them yes, no and not asked."""

        def read(context: Context) -> QuarterlyReport:
            quarter = Quarter(year=context.today.year, number=(context.today.month + 2) // 3)
            return quarterly_report(context, quarter)

        report = run(self.desk, read)
        wishes = report.wishes
        return report.with_certificate, *map(int, (wishes.yes, wishes.no, wishes.not_asked))

    def homes(self) -> list[str]:
        """Where she lives from now on, as the register has it."""

        def read(context: Context) -> list[str]:
            (person,) = found(context, Person, number=HER)
            units = {one.id: one.name for one in found(context, Unit)}
            lived = found(context, Residence, person_id=person.id, to_day=None)
            places = [(units[one.unit_id or ""], one.room) for one in lived]
            return [", ".join(filter(None, place)) for place in places]

        return run(self.desk, read)

    def list(self, which: DueList) -> list[str]:
        """Who stands on a list; the first is marked."""
        self.window.go(Place(view="overview", about=which.value))
        settle(self.desk.tasks)
        view = self.window.pages.views["overview"]
        model = view.list.model  # type: ignore[attr-defined]
        rows = [model.row(place) for place in range(model.rowCount())]
        return [row.name for row in rows if row is not None]

    def card(self, number: str = HER) -> None:
        """Her card."""
        (person,) = run(self.desk, lambda context: found(context, Person, number=number))
        self.window.go(Place(view="persons", about=person.id))
        settle(self.desk.tasks)
        self.window.activateWindow()
        settle(self.desk.tasks)

    def dialog(self, kind: type[D]) -> D:
        """The dialog that is open."""
        return shown_dialog(kind)

    def click(self, button: QAbstractButton) -> None:
        """A button, and what it leads to."""
        button.click()
        settle(self.desk.tasks)

    def types(self, text: str) -> None:
        """Keys where the focus is; \\t is Tab and \\n is Enter."""
        Keyboard(self.desk.tasks).type(text)

    def take_back(self) -> None:
        """Ctrl+Z, after seeing what it changes."""
        self.window.activateWindow()
        settle(self.desk.tasks)
        shortcut(self.window, "Ctrl+Z")
        self.click(self.dialog(UndoDialog).ui.yes)

    def passphrase(self) -> None:
        """Give it, where it is asked for again."""
        asking = self.dialog(PassphraseDialog)
        asking.ui.passphrase.setText(PASSPHRASE)
        self.click(asking.ui.go_on)


@pytest.fixture
def story(desk: Desk, which: WhichStore, look: Look, tmp_path: Path) -> Iterator[Story]:
    run(desk, fill)
    told = Story(desk, which, look, tmp_path)
    yield told
    told.close()


def test_the_life_of_a_certificate(story: Story) -> None:
    assert (story.queues(), story.share()) == ({"candidates": 1}, "0,00 %")
    assert (story.list(DueList.CANDIDATES), story.figures()) == ([HERS], (0, 0, 0, 0))
    shortcut(story.window, "Ctrl+Shift+N")
    story.types("\t\t\t\tJJJ")
    shortcut(story.window, "Ctrl+Shift+Return")
    assert story.queues() == {"never-asked": 1, "unregistered": 1, "no-dentist": 1}
    assert (story.share(), story.figures()) == ("1,00 %", (1, 0, 0, 1))
    assert story.list(DueList.UNREGISTERED) == [HERS]
    shortcut(story.window, "Ctrl+M")
    assert story.queues() == {"never-asked": 1, "no-dentist": 1}

    story.list(DueList.NEVER_ASKED)
    shortcut(story.window, "Ctrl+R")
    said = story.dialog(ResponseDialog)
    story.click(said.ui.no)
    story.click(said.ui.save)
    assert story.queues() == {"unregistered": 1, "no-dentist": 1}
    assert story.figures() == (1, 0, 1, 0)

    story.on(date(2027, 11, 22))
    assert story.queues() == {"offer": 1, "unregistered": 1, "no-dentist": 1}
    assert story.list(DueList.OFFER) == [HERS]
    shortcut(story.window, "Ctrl+Shift+R")
    offered = story.dialog(OfferDialog)
    story.click(offered.ui.phone)
    story.click(offered.ui.save)
    assert "offer" not in story.queues()

    story.on(date(2027, 12, 22))
    assert story.list(DueList.OFFER) == [HERS]
    shortcut(story.window, "Ctrl+R")
    said = story.dialog(ResponseDialog)
    story.click(said.ui.yes)
    story.click(said.ui.save)
    assert "offer" not in story.queues()
    assert story.figures() == (1, 1, 0, 0)
    story.list(DueList.UNREGISTERED)
    shortcut(story.window, "Ctrl+M")

    story.card()
    shortcut(story.window, "Ctrl+M")
    story.dialog(MoveDialog)
    story.types("ekg\t7\t\t\n")
    assert "unregistered" in story.queues()
    assert story.homes() == ["Ekgården, 7"]
    _a_double_comes_and_goes(story)
    _a_death_that_was_a_mistake(story)


def _a_double_comes_and_goes(story: Story) -> None:
    alone = story.queues(), story.figures()
    run(story.desk, with_a_double)
    story.window.refresh()
    settle(story.desk.tasks)
    assert story.queues()["duplicates"] == 1
    assert story.figures() == (2, 1, 0, 1)
    two = story.queues(), story.figures()
    story.card()
    shortcut(story.window, "Ctrl+Shift+W")
    who = story.dialog(ChangeDialog)
    assert "Maja" in who.ui.choice.itemText(0)
    story.click(who.ui.save)
    story.click(story.dialog(MergeDialog).ui.join)
    story.passphrase()
    assert (story.queues(), story.figures()) == alone
    story.take_back()
    story.passphrase()
    assert (story.queues(), story.figures()) == two


def _a_death_that_was_a_mistake(story: Story) -> None:
    story.on(date(2027, 12, 28))
    alive = story.queues(), story.share(), story.figures()
    assert story.share() == "2,00 %"
    story.card()
    shortcut(story.window, "Ctrl+Shift+D")
    story.dialog(ChangeDialog)
    story.types("2027-12-27\t\n")
    assert story.homes() == []
    gone = {"unregistered": 2, "never-asked": 1, "no-dentist": 1, "duplicates": 1}
    assert (story.queues(), story.share()) == (gone, "1,00 %")
    assert story.figures() == (1, 0, 0, 1)
    story.take_back()
    assert story.homes() == ["Ekgården, 7"]
    assert (story.queues(), story.share(), story.figures()) == alive
