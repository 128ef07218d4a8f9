"""The window at a store of a newer program: a band says so, and what would change it is off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QTableView, QToolTip
from shiboken6 import isValid

from munhalsa.application.drafts import keep_draft
from munhalsa.application.ports import PersonLine
from munhalsa.application.reading_only import CANNOT_CHANGE, OPEN_FOR_READING
from munhalsa.application.view_person import list_persons
from munhalsa.application.view_units import list_units
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop import scenes_disposal, scenes_log
from munhalsa.desktop.commands import plain
from munhalsa.desktop.dialogs.log_sample import LogSampleDialog
from munhalsa.desktop.scenes_settled import lay_out
from munhalsa.desktop.screens.settings_disposal import DisposalPanel
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.backups import Backups
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import Permission
from munhalsa.domain.due import DueList
from munhalsa.domain.unit import Unit
from tests.support.founded import copied_store, open_store
from tests.support.imports import signe, take_in, units
from tests.support.newer import make_newer
from tests.support.stores import TODAY, context_for
from tests.support.windows import settle, unexpected


@pytest.fixture
def which(tmp_path: Path) -> WhichStore:
    """A store with somebody who waits to be registered, gone on to a newer program."""
    made = copied_store(tmp_path / "register")
    with open_store(made) as opened:
        context = context_for(opened.store, session=opened.session)
        units(context)
        take_in(context, "personer", signe())
        make_newer(opened.store.engine)
    return WhichStore(store=str(made), today=TODAY, profile=tmp_path / "profile")


READS = {
    "HelpDialog", "PreviewDialog", "QFileDialog Spara siffrorna som arbetsbok",
    "RecordsDialog", "SaveListDialog", "FieldsDialog Loggutdrag", "ChangeDialog Skriv ut intyg",
    "FieldsDialog Varför räknas personen", "FieldsDialog Registerutdrag",
    "FieldsDialog Brev till 1 person", "FieldsDialog Etiketter till 1 person",
}  # fmt: skip
ENDS = {"Avsluta", "Lås", "Logga ut", "Stäng", "Avbryt"}


class Walk:
    """Presses all that is not off, and tells which dialogs that opened."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.opened = window, set[str]()
        self.told = set[str]()

    def place(self, place: Place) -> None:
        """Everything of a view, with the first row of each list marked."""
        self._go(place)
        own = {one.text() for one in self.window.commands.all()} - {"Spara &listan …"}
        actions = [one for one in self.window.all_commands() if one.text() not in own]
        for action in actions:
            self._press(action, action.trigger, place)
        view = self.window.pages.views[place.view].widget
        for button in view.findChildren(QPushButton):
            if isValid(button) and button.isVisible():
                self._press(button, button.click, place)

    def _go(self, place: Place) -> None:
        self.window.go(place)
        settle(self.window.desk.tasks)
        for table in self.window.findChildren(QTableView):
            if table.isVisible() and not table.selectionModel().hasSelection():
                table.selectRow(0)
        settle(self.window.desk.tasks)

    def _press(
        self, what: QAction | QPushButton, press: Callable[[], object], place: Place
    ) -> None:
        if not isValid(what) or not what.isEnabled() or plain(what.text()) in ENDS:
            return
        self.window.messages.clear()
        press()
        settle(self.window.desk.tasks)
        self.told.add(self.window.messages.text)
        dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
        shown = [one for one in dialogs if one.isVisible()]
        for dialog in shown:
            name = type(dialog).__name__
            title = dialog.windowTitle().partition(" i ")[0]
            self.opened.add(name if name in READS else f"{name} {title}")
            dialog.reject()
        if shown:
            self._go(place)


@pytest.mark.parametrize("few", [True, pytest.param(False, marks=pytest.mark.long)])
def test_nothing_that_changes_can_be_pressed_anywhere(stage: Stage, *, few: bool) -> None:
    window, walk = stage.window, Walk(stage.window)
    places = [Place(view=entry.name) for entry in window.pages.open_entries()]
    people: list[PersonLine] = []
    homes: list[Unit] = []
    window.desk.read(window, list_persons, done=people.extend)
    window.desk.read(window, list_units, done=homes.extend)
    settle(window.desk.tasks)
    places += [
        Place(view="persons", about=people[0].id),
        Place(view="units", about=homes[0].id),
        *(Place(view="overview", about=one.value) for one in DueList),
    ]
    for place in places:
        if not few or place.view in {"exchange", "settings"}:
            walk.place(place)
    scenes_disposal.panel(window)
    lay_out(window.desk.tasks)
    panels = window.findChildren(DisposalPanel)
    assert [one.text() for one in panels[0].findChildren(QPushButton) if one.isEnabled()] == [
        "Se igenom listan …"
    ]
    assert walk.opened <= READS
    assert "SaveListDialog" in walk.opened
    sample = scenes_log.sample(window)
    assert isinstance(sample, LogSampleDialog)
    assert not sample.write.isEnabled()
    sample.deleteLater()
    assert not {one for one in walk.told if "kan bara läsas" in one}


def test_it_is_said_and_nothing_that_changes_can_be_done(stage: Stage) -> None:
    window, desk = stage.window, stage.window.desk
    window.go(Place(view="persons"))
    settle(desk.tasks)
    assert window.reading.isVisible()
    assert window.reading.text.text() == OPEN_FOR_READING
    assert desk.may(Permission.SEE_PERSONS)
    assert not any(desk.may(one) for one in (Permission.EDIT_PERSONS, Permission.BACKUP))
    assert "new_certificate" not in {entry.name for entry in window.pages.open_entries()}
    off = [one for one in window.findChildren(QPushButton) if one.toolTip() and not one.isEnabled()]
    assert off
    for button in off:
        QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint()))
        assert QToolTip.text().startswith(button.toolTip())
        assert "bara för läsning" in QToolTip.text()
    QToolTip.hideText()
    undo = window.commands.undo
    assert not undo.isEnabled()
    menu = next(one for one in window.findChildren(QMenu) if undo in one.actions())
    where = menu.actionGeometry(undo).center()
    QApplication.sendEvent(menu, QHelpEvent(QEvent.Type.ToolTip, where, where))
    assert "bara för läsning" in QToolTip.text()
    QToolTip.hideText()
    window.go(Place(view="exchange"))
    settle(desk.tasks)
    window.take_files([Path("lista.csv")])
    settle(desk.tasks)
    assert window.messages.text == CANNOT_CHANGE
    window.messages.clear()
    Backups(window).make()
    settle(desk.tasks)
    assert window.messages.text == "", "no backup is tried, so none is refused"
    desk.do(
        window,
        lambda context: keep_draft(context, "k", {}),
        shown=(),
        done=unexpected,
        failed=window.explain,
    )
    settle(desk.tasks)
    assert window.messages.text == CANNOT_CHANGE
