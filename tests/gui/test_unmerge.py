"""A merge is taken apart from the history of the card, with the passphrase only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.merge_persons import MergePersons, merge_persons
from munhalsa.application.unmerge_persons import unmerge_persons
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.screens import views
from munhalsa.desktop.screens.persons import PersonsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.person import Person
from tests.support.deeds import found
from tests.support.founded import PASSPHRASE
from tests.support.person_list import BO, MARTA, fill
from tests.support.preferences import KeptPreferences
from tests.support.windows import settle, unexpected


def _merged(context: Context) -> str:
    confirmed = replace(context, session=replace(context.session, confirmed=True))
    command = MergePersons(keep=MARTA, other=BO)
    merge_persons(confirmed, command, before_commit=lambda: None)
    with context.store.read() as reader:
        return person_by_number(reader, BO, today=context.today).id


@pytest.fixture
def window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[MainWindow]:
    """The card of the kept one, come to by the number of the other."""
    cards: list[str] = []
    desk.read(desk, fill, done=lambda _: None, failed=unexpected)
    desk.read(desk, _merged, done=cards.append, failed=unexpected)
    settle(desk.tasks)
    clipboard = Clipboard(qapp.clipboard())
    made = MainWindow(desk, look, Preferences(kept), clipboard, [views.persons()], temp=tmp_path)
    made.resize(1486, 812)
    made.show()
    made.activateWindow()
    made.start()
    made.go(Place(view="persons", about=cards[0]))
    settle(desk.tasks)
    yield made
    made.close()
    made.deleteLater()


def persons_in(window: MainWindow) -> int:
    answers: list[int] = []
    window.desk.read(window, lambda context: len(found(context, Person)), done=answers.append)
    settle(window.desk.tasks)
    return answers[0]


def ask(window: MainWindow) -> PassphraseDialog:
    view = window.pages.views["persons"]
    assert isinstance(view, PersonsView)
    (undo,) = [
        one
        for one in view.pane.card.ui.history.findChildren(QPushButton)
        if "Sammanslagen" in one.accessibleName()
    ]
    undo.click()
    settle(window.desk.tasks)
    (preview,) = [one for one in window.findChildren(UndoDialog) if one.isVisible()]
    assert preview.ui.consequence.text().endswith("Det kräver lösenfrasen.")
    preview.ui.yes.click()
    (asking,) = [one for one in window.findChildren(PassphraseDialog) if one.isVisible()]
    return asking


def give(window: MainWindow, asking: PassphraseDialog, text: str) -> None:
    asking.ui.passphrase.setText(text)
    asking.ui.go_on.click()
    settle(window.desk.tasks)


def test_the_passphrase_takes_two_joined_records_apart(window: MainWindow) -> None:
    before = persons_in(window)
    asking = ask(window)
    give(window, asking, "inte den rätta frasen")
    assert asking.message.text()
    assert persons_in(window) == before
    give(window, asking, PASSPHRASE)
    assert window.messages.text == "Ändringen är ångrad."
    assert persons_in(window) == before + 1


def test_what_has_come_in_the_way_meanwhile_is_told(window: MainWindow) -> None:
    asking = ask(window)

    def take_apart(context: Context) -> None:
        confirmed = replace(context, session=replace(context.session, confirmed=True))
        unmerge_persons(confirmed, BO)

    window.desk.read(window, take_apart, done=lambda _: None, failed=unexpected)
    settle(window.desk.tasks)
    give(window, asking, PASSPHRASE)
    assert "redan ångrad" in window.messages.text
