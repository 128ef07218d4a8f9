"""What the view of persons keeps, how it shares its room, and that everybody can use it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QToolTip, QWidget

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.kept import KeptSplitter
from munhalsa.desktop.look import Look
from munhalsa.desktop.screens.persons import PersonsView
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.accessibility import faults, read_in_another_order
from tests.support.person_list import fill
from tests.support.person_view import (
    answer_no,
    keys_of,
    names,
    open_first,
    own,
    run,
    shortcut,
    view_of,
)
from tests.support.preferences import KeptPreferences
from tests.support.windows import settle, unexpected


@pytest.fixture
def window(desk: Desk, open_window: Callable[[], MainWindow]) -> MainWindow:
    run(desk, fill)
    return open_window()


@pytest.fixture
def view(window: MainWindow) -> PersonsView:
    return view_of(window)


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
        widths = json.loads(str(kept.values[own(window, "persons_columns")]))
        assert "last_day" in widths
        assert "home" not in widths
        again = view_of(open_window())
        assert set(again.table.widths()) == set(widths)

    @pytest.mark.parametrize("text", ["{", "[1]", '{"name": "bred"}'])
    def test_what_cannot_be_read_is_passed_over(
        self, desk: Desk, kept: KeptPreferences, open_window: Callable[[], MainWindow], text: str
    ) -> None:
        assert desk.session is not None
        kept.values[f"persons_columns.{desk.session.account_id}"] = text
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
        assert json.loads(str(kept.values[own(window, "persons_columns")]))["name"] > 170

    def test_how_list_and_card_share_the_room(self, window: MainWindow) -> None:
        def drawn() -> tuple[QSplitter, KeptSplitter]:
            splitter = QSplitter(window)
            splitter.resize(600, 100)
            for _ in range(2):
                splitter.addWidget(QWidget())
            return splitter, KeptSplitter(splitter, window, "prov")

        first, before = drawn()
        first.setSizes([400, 200])
        first.splitterMoved.emit(400, 1)
        second, after = drawn()
        assert (before.is_kept, after.is_kept) == (False, True)
        assert second.saveState() == first.saveState()


class TestRoom:
    def test_the_frame_of_the_focus_is_in_sight_all_round(self, view: PersonsView) -> None:
        table = view.table
        for focused in (True, False):
            table.setFocus() if focused else table.clearFocus()
            inner = table.horizontalHeader().geometry().united(table.viewport().geometry())
            assert table.rect().adjusted(2, 2, -2, -2).contains(inner)

    def test_columns_give_way_and_come_back(self, window: MainWindow, view: PersonsView) -> None:
        assert len(view.table.widths()) == 6
        window.resize(1100, 812)
        settle(window.desk.tasks)
        assert set(view.table.widths()) < {"name", "number", "home", "answer", "to_do"}
        window.resize(1486, 812)
        settle(window.desk.tasks)
        assert len(view.table.widths()) == 6

    def test_the_mouse_on_a_cell_that_is_cut_tells_it_whole(self, view: PersonsView) -> None:
        table = view.table

        def told() -> str:
            name = table.visualRect(table.model().index(0, 0)).center()
            event = QHelpEvent(QEvent.Type.ToolTip, name, table.viewport().mapToGlobal(name))
            QApplication.sendEvent(table.viewport(), event)
            return QToolTip.text() if QToolTip.isVisible() else ""

        assert told() == ""
        table.setColumnWidth(0, 40)
        assert names(view)[0] in told()

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
        assert list(read_in_another_order(window)) == []
        open_first(window, "andersson")
        assert faults(window) == []
        assert list(read_in_another_order(window)) == []

    def test_every_command_has_a_key_of_its_own(self, window: MainWindow) -> None:
        keys = [keys_of(action) for action in window.all_commands() if action.isEnabled()]
        assert all(keys)
        assert len(set(keys)) == len(keys)

    def test_a_change_made_elsewhere_reaches_list_and_card(
        self, window: MainWindow, view: PersonsView
    ) -> None:
        open_first(window, "johan")
        window.desk.do(window, answer_no, shown=(), done=lambda _: None, failed=unexpected)
        settle(window.desk.tasks)
        assert view.pane.card.ui.response_state.text() == "Önskar inte"
        names(view)
        row = view.model.row(0)
        assert row is not None
        assert row.wants is False
