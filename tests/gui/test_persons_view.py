"""Personer, driven by keys and clicks on a real store."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu

from munhalsa.application.person_list import SHOW_NUMBERS
from munhalsa.application.settings import set_setting
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.dialogs.confirm import ConfirmDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.persons import PersonsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import Account
from munhalsa.domain.identity import formatted
from tests.support.deeds import alter, found, identity
from tests.support.founded import PASSPHRASE
from tests.support.person_list import MARTA, OLD_NUMBER, PEOPLE, fill
from tests.support.person_view import (
    buttons,
    events,
    find,
    names,
    open_first,
    own,
    press,
    row_name,
    run,
    shortcut,
    texts,
    type_into,
    view_of,
)
from tests.support.preferences import KeptPreferences
from tests.support.windows import settle, unexpected

NEW_NUMBER = identity("19520202", 242)


def dialog_by(window: MainWindow, keys: str) -> ChangeDialog:
    window.activateWindow()
    settle(window.desk.tasks)
    shortcut(window, keys)
    (dialog,) = [one for one in window.findChildren(ChangeDialog) if one.isVisible()]
    return dialog


def give(dialog: ChangeDialog, words: str, desk: Desk) -> None:
    dialog.ui.words.setText(words)
    dialog.ui.save.click()
    settle(desk.tasks)


@pytest.fixture
def window(desk: Desk, open_window: Callable[[], MainWindow]) -> MainWindow:
    run(desk, fill)
    return open_window()


@pytest.fixture
def view(window: MainWindow) -> PersonsView:
    return view_of(window)


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
        view.model.reload()
        view.model.filled.emit(2)
        assert view.ui.count.text() == "…", "so few are no figure while the others are on their way"

    def test_a_row_is_said_as_a_sentence(self, view: PersonsView) -> None:
        names(view)
        say = Qt.ItemDataRole.AccessibleTextRole
        assert view.model.data(view.model.index(1, 0), say) == (
            "Andersson, Märta. Född 1934-04-12. Hemgården, avd. 2. Personkrets 2a. "
            "Önskar. Svarade 2026-02-26."
        )
        assert view.model.data(view.model.index(0, 0), say) == (
            "Skyddad uppgift. Att göra: Hanteras på papper."
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

    def test_a_setting_is_taken_in_at_once(self, window: MainWindow, view: PersonsView) -> None:
        assert "••••" in str(view.model.data(view.model.index(1, 1)))
        window.desk.do(
            window,
            lambda context: set_setting(context, key=SHOW_NUMBERS, value="yes"),
            shown=(),
            done=lambda _: None,
        )
        names(view)
        assert view.model.data(view.model.index(1, 1)) == formatted(MARTA)

    def test_letters_in_the_list_read_no_rows(self, view: PersonsView) -> None:
        view.table.setFocus()
        view.table.choose_first()
        type_into(view.table, "å")
        assert view.table.currentIndex().row() == 0

    def test_nobody_at_all(self, desk: Desk, open_window: Callable[[], MainWindow]) -> None:
        view = view_of(open_window())
        assert view.ui.pages.currentWidget() is view.ui.empty_page
        assert "Inga personer ännu" in texts(view.empty)


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

    def test_those_one_handles_and_ones_own_units(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        QTest.keyClick(view.filters.whose, Qt.Key.Key_Space)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        words = [one.text() for one in menu.actions() if one.text()]
        assert words == ["Alla jag får se", "Mina"], "no role is held for a unit by name"
        self.choose(window, "Mina")
        assert len(names(view)) == 4, "neither the protected one nor whom nobody took on"
        assert view.filters.whose.accessibleName() == "Vilka: Mina"
        units = frozenset({view.filters._units[0][0]})
        view.filters.set_own("somebody else", units)
        QTest.keyClick(view.filters.whose, Qt.Key.Key_Space)
        self.choose(window, "Mina")
        assert names(view) == []
        QTest.keyClick(view.filters.whose, Qt.Key.Key_Space)
        self.choose(window, "Mina enheter")
        assert 0 < len(names(view)) < 6
        assert view.filters.whose.accessibleName() == "Vilka: Mina enheter"
        QTest.keyClick(view.filters.whose, Qt.Key.Key_Space)
        self.choose(window, "Alla jag får se")
        assert len(names(view)) == 5

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

    def test_filters_are_saved_under_a_name_counted_and_left_as_they_were(
        self, window: MainWindow, view: PersonsView, open_window: Callable[[], MainWindow]
    ) -> None:
        shortcut(window, "Ctrl+Shift+E")
        self.choose(window, "Ängsro LSS")
        shortcut(window, "Ctrl+Alt+V")
        self.choose(window, "Spara filtren som en vy …")
        dialog = window.findChild(ChangeDialog)
        assert isinstance(dialog, ChangeDialog)
        dialog.ui.save.click()
        assert dialog.ui.words.accessibleDescription() == "Skriv ett namn på vyn."
        give(dialog, "Ängsro", window.desk)
        again = open_window()
        assert names(view_of(again)) == ["Åström, Nils"], "left as it was"
        shortcut(again, "Ctrl+Shift+X")
        assert len(names(view_of(again))) == 6
        shortcut(again, "Ctrl+Alt+V")
        self.choose(again, "Ängsro · 1")
        assert names(view_of(again)) == ["Åström, Nils"]
        shortcut(again, "Ctrl+Alt+V")
        self.choose(again, "Ta bort vyn Ängsro")
        assert "Vyn är borttagen." in again.messages.text
        shortcut(again, "Ctrl+Alt+V")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [one.text() for one in menu.actions() if one.text()] == ["Spara filtren som en vy …"]
        menu.close()

    def test_the_choice_is_kept_and_the_list_noted_when_settled(
        self, window: MainWindow, view: PersonsView, kept: KeptPreferences
    ) -> None:
        shortcut(window, "Ctrl+Shift+A")
        assert json.loads(str(kept.values[own(window, "persons_filter")]))["certified"] is False
        view.settled.timeout.emit()
        assert events(window.desk, 1)[0].action == "person.list"


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

    def test_the_refusal_of_a_card_that_was_left_is_not_told(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        view.table.setFocus()
        view.table.choose_first()
        QTest.keyClick(view.table, Qt.Key.Key_Return)
        QTest.keyClick(view.table, Qt.Key.Key_Down)
        settle(window.desk.tasks)
        assert view.table.current_id == view.model.ids[1]
        assert "skyddade" not in view.pane.hint

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
        asked = dialog_by(window, "Ctrl+Alt+P")
        asked.ui.save.click()
        settle(desk.tasks)
        assert asked.isVisible()
        give(asked, "Ansökan postas", desk)
        (preview,) = window.findChildren(PreviewDialog)
        preview.reject()
        assert "blanketten utskriven 2026-11-22" in " ".join(texts(view.pane.card))
        step = dialog_by(window, "Ctrl+U")
        assert step.ui.choice.currentText() == "Postad"
        give(step, "Brevet är postat", desk)
        assert "postad 2026-11-22" in " ".join(texts(view.pane.card))
        give(dialog_by(window, "Ctrl+Alt+N"), NEW_NUMBER, desk)
        assert view.pane.card.whole_number.replace("-", "") == NEW_NUMBER
        assert "Tidigare nummer" in texts(view.pane.card)
        link = dialog_by(window, "Ctrl+Alt+B")
        give(link, "", desk)
        assert link.isVisible()
        give(link, "Ny identitet", desk)
        (sure,) = link.findChildren(ConfirmDialog)
        sure.ui.yes.click()
        (asking,) = [one for one in link.findChildren(PassphraseDialog) if one.isVisible()]
        asking.ui.passphrase.setText(PASSPHRASE)
        asking.ui.go_on.click()
        settle(desk.tasks)
        assert window.messages.text.startswith("Kopplingen är bruten.")
        assert "Tidigare nummer" not in texts(view.pane.card)

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
