"""Personer, driven by keys and clicks on a real store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from munhalsa.application.context import Context
from munhalsa.application.ports import AuditLine
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.screens import persons, settings
from munhalsa.desktop.screens.persons import PersonsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import Account
from munhalsa.domain.response import AnsweredBy
from tests.support.accessibility import faults
from tests.support.deeds import alter, found, latest
from tests.support.founded import PASSPHRASE
from tests.support.person_list import BO, MARTA, OLD_NUMBER, PEOPLE, fill
from tests.support.preferences import KeptPreferences
from tests.support.windows import settle, unexpected

T = TypeVar("T")
Open = Callable[[], PersonsView]


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


@pytest.fixture
def open_window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window at the persons; its store is filled by whoever wants that."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        entries = [persons.entry(), settings.entry()]
        clipboard = Clipboard(qapp.clipboard())
        window = MainWindow(desk, look, Preferences(kept), clipboard, entries, temp=tmp_path)
        windows.append(window)
        window.resize(1486, 812)
        window.show()
        window.activateWindow()
        window.start()
        settle(desk.tasks)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(desk: Desk, open_window: Callable[[], MainWindow]) -> MainWindow:
    run(desk, fill)
    return open_window()


@pytest.fixture
def view(window: MainWindow) -> PersonsView:
    return view_of(window)


def view_of(window: MainWindow) -> PersonsView:
    shown = window.pages.views["persons"]
    assert isinstance(shown, PersonsView)
    return shown


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


class TestTheList:
    def test_those_with_a_certificate_in_swedish_order_the_protected_first(
        self, view: PersonsView
    ) -> None:
        assert names(view) == [
            "Skyddad uppgift",
            "Andersson, Märta",
            "Johansson, Bo",
            "Nilsson, Sven-Erik",
            "Åström, Nils",
        ]
        assert view.ui.count.text() == f"5 av {PEOPLE}"

    def test_a_row_is_said_as_a_sentence(self, view: PersonsView) -> None:
        names(view)
        say = Qt.ItemDataRole.AccessibleTextRole
        assert view.model.data(view.model.index(1, 0), say) == (
            "Andersson, Märta. född 19340412. Hemgården, avd. 2. personkrets 2a. "
            "Önskar. svarade 2026-02-26."
        )
        assert view.model.data(view.model.index(0, 0), say) == (
            "Skyddad uppgift. att göra: Hanteras på papper."
        )

    def test_it_is_a_model_as_qt_wants_them(self, view: PersonsView) -> None:
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        tester = QAbstractItemModelTester(view.model, mode)
        for text in ("a", "an", "", "finns inte"):
            view.search(text)
            names(view)
        tester.deleteLater()

    def test_sorting_by_a_heading_asks_the_database(self, view: PersonsView) -> None:
        header = view.table.horizontalHeader()
        where = header.viewport().rect().center()
        where.setX(header.sectionViewportPosition(2) + 20)
        for second in ("Andersson, Märta", "Åström, Nils"):
            QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
            assert names(view)[:2] == ["Skyddad uppgift", second]

    def test_letters_in_the_list_read_no_rows(self, view: PersonsView) -> None:
        view.table.setFocus()
        view.table.choose_first()
        type_into(view.table, "å")
        assert view.table.currentIndex().row() == 0

    def test_nobody_at_all(self, desk: Desk, open_window: Callable[[], MainWindow]) -> None:
        view = view_of(open_window())
        assert view.ui.pages.currentWidget() is view.ui.empty_page
        assert "Inga personer ännu" in texts(view.empty)


def texts(widget: QWidget) -> list[str]:
    """What stands in the labels of a widget."""
    return [label.text() for label in widget.findChildren(QLabel)]


class TestSearch:
    def test_six_keys_from_the_field_to_the_card(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        shortcut(window, "Ctrl+F")
        for letter in "ande":
            type_into(window.ui.search, letter)
        settle(window.desk.tasks)
        press(window, Qt.Key.Key_Return)
        assert view.table.hasFocus()
        press(window, Qt.Key.Key_Return)
        assert view.pane.card.ui.name.text() == "Märta Andersson"
        assert QApplication.focusWidget() is view.pane.card.ui.answer

    def test_enter_before_the_hits_are_there_waits_for_them(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        shortcut(window, "Ctrl+F")
        QTest.keyClicks(window.ui.search, "johan")
        QTest.keyClick(window.ui.search, Qt.Key.Key_Return)
        settle(window.desk.tasks)
        assert view.table.hasFocus()
        assert view.table.current_id == view.model.ids[0]
        assert names(view) == ["Johansson, Bo"]

    def test_down_goes_into_the_list_too(self, window: MainWindow, view: PersonsView) -> None:
        find(window, "nils")
        press(window, Qt.Key.Key_Down)
        assert view.table.hasFocus()
        assert names(view)[0] == "Åström, Nils"

    @pytest.mark.parametrize("typed", [OLD_NUMBER, MARTA[-4:], "marta", "hemgården"])
    def test_by_number_old_number_last_four_name_and_unit(
        self, window: MainWindow, view: PersonsView, typed: str
    ) -> None:
        find(window, typed)
        assert "Andersson, Märta" in names(view)

    def test_it_is_over_everybody_and_the_filters_come_back(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        assert view.filters.certified.isChecked()
        find(window, "öberg")
        assert names(view) == ["Öberg, Ulla"]
        assert not view.filters.certified.isEnabled()
        assert not view.filters.certified.isChecked()
        press(window, Qt.Key.Key_Escape)
        assert window.ui.search.text() == ""
        assert len(names(view)) == 5
        assert view.filters.certified.isChecked()

    def test_only_the_newest_answer_is_shown(self, window: MainWindow, view: PersonsView) -> None:
        shown: list[int] = []
        view.model.filled.connect(shown.append)
        shortcut(window, "Ctrl+F")
        QTest.keyClicks(window.ui.search, "johan")
        settle(window.desk.tasks)
        assert names(view) == ["Johansson, Bo"]
        assert shown == [1]

    def test_no_hit_says_what_to_do(self, window: MainWindow, view: PersonsView) -> None:
        find(window, "qwx")
        assert view.ui.pages.currentWidget() is view.ui.empty_page
        assert "Ingen träff" in texts(view.empty)
        press(window, Qt.Key.Key_Return)
        assert window.ui.search.hasFocus()

    def test_typing_writes_nothing_and_a_settled_search_is_one_event(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        view.settled.timeout.emit()
        (before,) = events(window.desk, 1)
        find(window, "andersson")
        assert events(window.desk, 1) == [before]
        assert view.settled.isActive()
        view.settled.timeout.emit()
        (noted,) = events(window.desk, 1)
        assert noted.action == "person.search"
        view.settled.timeout.emit()
        assert events(window.desk, 1) == [noted]

    def test_opening_a_row_notes_the_search_at_once(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        open_first(window, "andersson")
        actions = [line.action for line in events(window.desk, 2)]
        assert actions == ["person.search", "person.open"]

    def test_a_new_search_takes_away_the_card(self, window: MainWindow, view: PersonsView) -> None:
        open_first(window, "andersson")
        find(window, "b")
        assert view.pane.hint
        assert view.pane.card.ui.name.text() == ""


class TestFilters:
    def choose(self, window: MainWindow, words: str) -> None:
        """Choose a line of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if one.text() == words)
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        settle(window.desk.tasks)

    def test_all_with_certificate_by_key(self, window: MainWindow, view: PersonsView) -> None:
        shortcut(window, "Ctrl+Shift+A")
        assert "Öberg, Ulla" in names(view)
        assert view.ui.count.text() == "6 av 6"
        shortcut(window, "Ctrl+Shift+A")
        assert view.ui.count.text() == "5 av 6"

    def test_a_unit(self, window: MainWindow, view: PersonsView) -> None:
        shortcut(window, "Ctrl+Shift+E")
        self.choose(window, "Ängsro LSS")
        assert names(view) == ["Åström, Nils"]
        assert view.filters.unit.accessibleName() == "Enhet: Ängsro LSS"
        shortcut(window, "Ctrl+Shift+X")
        assert len(names(view)) == 6

    def test_an_answer_and_something_to_do(self, window: MainWindow, view: PersonsView) -> None:
        QTest.keyClick(view.filters.answer, Qt.Key.Key_Space)
        self.choose(window, "Inte tillfrågad")
        assert names(view) == ["Nilsson, Sven-Erik"]
        QTest.keyClick(view.filters.answer, Qt.Key.Key_Space)
        self.choose(window, "Alla svar")
        QTest.keyClick(view.filters.to_do, Qt.Key.Key_Space)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert "Hanteras på papper" not in [one.text() for one in menu.actions()]
        self.choose(window, "Fråga igen")
        assert names(view) == ["Åström, Nils"]

    def test_nobody_fits(self, window: MainWindow, view: PersonsView) -> None:
        QTest.keyClick(view.filters.to_do, Qt.Key.Key_Space)
        self.choose(window, "Registrera hos VGR")
        assert "Ingen stämmer med filtren" in texts(view.empty)
        (button,) = [b for b in buttons(view.empty) if b.isVisible()]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert len(names(view)) == 6

    def test_the_choice_is_kept_and_the_list_noted_when_settled(
        self, window: MainWindow, view: PersonsView, kept: KeptPreferences
    ) -> None:
        shortcut(window, "Ctrl+Shift+A")
        assert kept.values["persons_certified"] is False
        view.settled.timeout.emit()
        assert events(window.desk, 1)[0].action == "person.list"


def buttons(widget: QWidget) -> list[QWidget]:
    return list(widget.findChildren(QPushButton))


class TestOpening:
    def test_passing_by_opens_nobodys_card(self, window: MainWindow, view: PersonsView) -> None:
        view.settled.timeout.emit()
        (before,) = events(window.desk, 1)
        view.table.setFocus()
        view.table.choose_first()
        for _ in range(3):
            press(window, Qt.Key.Key_Down)
        assert view.pane.hint == "Tryck på Enter för att öppna kortet."
        assert events(window.desk, 1) == [before]

    def test_escape_leads_back_to_the_list_and_to_the_field(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        open_first(window, "johan")
        press(window, Qt.Key.Key_Escape)
        assert view.table.hasFocus()
        press(window, Qt.Key.Key_Escape)
        assert window.ui.search.hasFocus()

    def test_a_click_opens_and_back_goes_to_the_one_before(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        for place in (1, 2):
            where = view.table.visualRect(view.model.index(place, 0)).center()
            QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
            settle(window.desk.tasks)
        assert view.pane.card.ui.name.text() == "Bo Johansson"
        shortcut(window, "Alt+Left")
        assert view.pane.card.ui.name.text() == "Märta Andersson"
        assert view.table.current_id == view.model.ids[1]

    def test_the_protected_stay_closed_and_the_try_is_logged(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        view.table.setFocus()
        view.table.choose_first()
        press(window, Qt.Key.Key_Return)
        assert "skyddade uppgifter" in view.pane.hint
        assert events(window.desk, 1)[0].action == "access.refused"

    def test_who_is_named_for_it_says_why(
        self, desk: Desk, open_window: Callable[[], MainWindow]
    ) -> None:
        run(desk, fill)
        account = run(desk, lambda context: found(context, Account)[0])
        run(desk, lambda context: alter(context, account, sees_protected=True))
        desk.close(desk, done=lambda _: None, failed=unexpected)
        desk.open(desk, passphrase=PASSPHRASE, done=lambda _: None, failed=unexpected)
        settle(desk.tasks)
        window = open_window()
        view = view_of(window)
        assert names(view)[0] == "Abrahamsson, Aina"
        view.table.setFocus()
        view.table.choose_first()
        press(window, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is view.pane.reason
        press(window, Qt.Key.Key_Return)
        assert not view.pane.is_open
        type_into(view.pane.reason, "Besök bokas per telefon")
        press(window, Qt.Key.Key_Return)
        assert view.pane.card.ui.name.text() == "Aina Abrahamsson"
        assert events(desk, 1)[0].purpose == "Besök bokas per telefon"

    def test_locking_leaves_nobody_on_screen_and_loses_no_note(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        open_first(window, "andersson")
        view.search("johan")
        settle(window.desk.tasks)
        window.keep_drafts()
        assert view.pane.card.ui.name.text() == ""
        assert events(window.desk, 1)[0].action == "person.search"

    def test_another_view_leads_here_by_id(self, window: MainWindow, view: PersonsView) -> None:
        bo = next(one for one in view.model.ids if row_name(view, one) == "Johansson, Bo")
        window.go(Place(view="settings"))
        window.go(Place(view="persons", about=bo))
        settle(window.desk.tasks)
        assert view.pane.card.ui.name.text() == "Bo Johansson"
        assert view.table.current_id == bo


def row_name(view: PersonsView, id: str) -> str:
    place = view.model.place_of(id)
    row = None if place is None else view.model.row(place)
    return "" if row is None else row.name


class TestWhatIsKept:
    def test_columns_chosen_in_the_menu(
        self,
        window: MainWindow,
        view: PersonsView,
        kept: KeptPreferences,
        open_window: Callable[[], MainWindow],
    ) -> None:
        shortcut(window, "Ctrl+Shift+K")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        wanted = {"Visa Gäller till", "Visa Boende"}
        chosen = [action for action in menu.actions() if action.text() in wanted]
        assert len(chosen) == 2
        for action in chosen:
            action.trigger()
        menu.close()
        widths = json.loads(str(kept.values["persons_columns"]))
        assert "last_day" in widths
        assert "home" not in widths
        again = view_of(open_window())
        assert set(again.table.widths()) == set(widths)

    @pytest.mark.parametrize("text", ["{", "[1]", '{"name": "bred"}'])
    def test_what_cannot_be_read_is_passed_over(
        self, kept: KeptPreferences, open_window: Callable[[], MainWindow], text: str
    ) -> None:
        kept.values["persons_columns"] = text
        assert "name" in view_of(open_window()).table.widths()

    def test_a_column_drawn_wider_by_the_mouse(
        self, window: MainWindow, view: PersonsView, kept: KeptPreferences
    ) -> None:
        header = view.table.horizontalHeader()
        edge = header.viewport().rect().center()
        edge.setX(header.sectionSize(0) - 1)
        far = edge + edge.__class__(40, 0)
        QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
        QTest.mouseMove(header.viewport(), far)
        QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=far)
        settle(window.desk.tasks)
        assert json.loads(str(kept.values["persons_columns"]))["name"] > 170


class TestRoom:
    def test_columns_give_way_and_come_back(self, window: MainWindow, view: PersonsView) -> None:
        assert len(view.table.widths()) == 6
        window.resize(1100, 812)
        settle(window.desk.tasks)
        assert set(view.table.widths()) < {"name", "number", "home", "answer", "to_do"}
        window.resize(1486, 812)
        settle(window.desk.tasks)
        assert len(view.table.widths()) == 6

    def test_where_it_is_narrow_list_and_card_take_turns(
        self, window: MainWindow, view: PersonsView, look: Look
    ) -> None:
        look.choose(text_percent=200)
        try:
            settle(window.desk.tasks)
            assert view.ui.list_area.isVisible()
            assert not view.ui.card_area.isVisible()
            open_first(window, "andersson")
            assert not view.ui.list_area.isVisible()
            assert view.ui.card_area.isVisible()
            QTest.mouseClick(view.ui.back, Qt.MouseButton.LeftButton)
            assert view.ui.list_area.isVisible()
            assert view.table.hasFocus()
        finally:
            look.choose(text_percent=100)


class TestForEverybody:
    def test_the_view_has_no_fault_with_and_without_a_card(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        assert faults(window) == []
        open_first(window, "andersson")
        assert faults(window) == []

    def test_every_command_has_a_key_of_its_own(self, window: MainWindow) -> None:
        keys = [keys_of(action) for action in window.all_commands() if action.isEnabled()]
        assert all(keys)
        assert len(set(keys)) == len(keys)

    def test_a_change_made_elsewhere_reaches_list_and_card(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        open_first(window, "johan")
        window.desk.do(window, answer_no, done=lambda _: None, failed=unexpected)
        settle(window.desk.tasks)
        assert view.pane.card.ui.response_state.text() == "Önskar inte"
        names(view)
        row = view.model.row(0)
        assert row is not None
        assert row.wants is False


def keys_of(action: QAction) -> str:
    return action.shortcut().toString()


def answer_no(context: Context) -> object:
    command = RecordResponse(
        number=BO, answered=context.today, wants=False, answered_by=AnsweredBy.SELF
    )
    return record_response(context, command)
