"""Enheter, driven by keys and clicks on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
)

from munhalsa.adapters.ids import new_id
from munhalsa.application.change_unit import ChangeUnit, change_unit
from munhalsa.application.context import Context
from munhalsa.application.districts import add_district
from munhalsa.application.ports_units import UnitFilter
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.conflict import ConflictDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.dialogs.unit import UnitDialog
from munhalsa.desktop.dialogs.unit_steps import (
    CloseUnitDialog,
    DistrictDialog,
    MoveResidentsDialog,
    RenameUnitDialog,
)
from munhalsa.desktop.look import Look
from munhalsa.desktop.models.unit_model import WantedUnits
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.screens import views
from munhalsa.desktop.screens.persons import PersonsView
from munhalsa.desktop.screens.units import UnitsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.person import Residence
from munhalsa.domain.round import Round
from munhalsa.domain.unit import District, Unit, UnitType
from tests.support.deeds import add, alter, found, unit
from tests.support.person_list import fill
from tests.support.person_view import press, run, shortcut, texts, type_into
from tests.support.preferences import KeptPreferences
from tests.support.units import details
from tests.support.windows import settle

D = TypeVar("D", bound=QDialog)


def settle_in(context: Context) -> None:
    """Hemgården with four people, Ängsro with one, an empty one, home care and a closed one."""
    fill(context)
    add_district(context, "Norr")
    add(
        context,
        unit("Björkgläntan", "B", places=4, verified_on=context.today, city="Borås"),
        unit("Hemtjänst norr", "H", type=UnitType.HOME_HELP, verified_on=context.today),
        unit("Stängda", "X", active_to=context.today - timedelta(days=1)),
    )
    (angsro,) = found(context, Unit, code="LS")
    alter(context, angsro, verified_on=context.today)


@pytest.fixture
def window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[MainWindow]:
    run(desk, settle_in)
    entries = [views.persons(), views.units()]
    clipboard = Clipboard(qapp.clipboard())
    window = MainWindow(desk, look, Preferences(kept), clipboard, entries, temp=tmp_path)
    window.resize(1486, 812)
    window.show()
    window.activateWindow()
    window.start()
    window.go(Place(view="units"))
    settle(desk.tasks)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def view(window: MainWindow) -> UnitsView:
    shown = window.pages.views["units"]
    assert isinstance(shown, UnitsView)
    return shown


def names(view: UnitsView) -> list[str]:
    settle(view._frame.desk.tasks)
    rows = [view.model.row(place) for place in range(view.model.rowCount())]
    return [row.facts.name for row in rows if row is not None]


def find(window: MainWindow, text: str) -> None:
    """Type into the field of the units, and see the hits."""
    shortcut(window, "Ctrl+Shift+F")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.clear()
    type_into(field, text)
    settle(window.desk.tasks)


def open_unit(window: MainWindow, view: UnitsView, typed: str) -> None:
    find(window, typed)
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Return)
    assert view.pane.currentWidget() is view.area


def dialog_of(view: UnitsView, kind: type[D], action: str) -> D:
    getattr(view.actions_, action).trigger()
    settle(view._frame.desk.tasks)
    (dialog,) = [one for one in view.findChildren(kind) if one.isVisible()]
    return dialog


def save(view: UnitsView, dialog: QDialog) -> None:
    button = dialog.findChild(QPushButton, "save")
    assert isinstance(button, QPushButton)
    button.click()
    settle(view._frame.desk.tasks)


def said(window: MainWindow) -> str:
    return " ".join(texts(window.messages))


def take_back(window: MainWindow) -> None:
    (undo,) = [one for one in window.messages.findChildren(QPushButton) if one.isVisible()]
    undo.click()
    settle(window.desk.tasks)


def the_unit(desk: Desk, code: str) -> Unit:
    return run(desk, lambda context: found(context, Unit, code=code)[0])


class TestTheList:
    def test_open_units_in_swedish_order_with_what_waits(self, view: UnitsView) -> None:
        assert names(view) == ["Björkgläntan", "Hemgården", "Hemtjänst norr", "Ängsro LSS"]
        assert view.ui.count.text() == "4 av 5"
        say = Qt.ItemDataRole.AccessibleTextRole
        assert view.model.data(view.model.index(1, 0), say) == (
            "Hemgården. Typ: Särskilt boende. 3 boende. 3 med intyg. Ansvarig: Eva Sand. "
            "Bekräftad: aldrig. Att göra: Bekräfta kontakt."
        )
        assert view._frame.desk.session is not None

    def test_the_navigation_counts_what_is_to_be_confirmed(self, window: MainWindow) -> None:
        button = window.navigation._buttons["units"]
        assert button.count == 1

    def test_it_is_a_model_as_qt_wants_them(self, view: UnitsView) -> None:
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        tester = QAbstractItemModelTester(view.model, mode)
        for text in ("hem", "hemt", "", "finns inte"):
            view.ui.typed.setText(text)
            names(view)
        tester.deleteLater()

    def test_search_and_filters_narrow(self, window: MainWindow, view: UnitsView) -> None:
        find(window, "bor")
        assert names(view) == ["Björkgläntan"]
        find(window, "zzz")
        assert view.ui.pages.currentWidget() is view.ui.empty_page
        assert "Ingen enhet stämmer" in texts(view.empty)
        view.ui.typed.clear()
        view.filters.to_confirm.click()
        assert names(view) == ["Hemgården"]
        view.filters.to_confirm.click()
        view.filters.closed.click()
        assert "Stängda" in names(view)
        view.filters.type.click()
        self._choose("Hemtjänst")
        assert names(view) == ["Hemtjänst norr"]
        view._commands[2].trigger()
        assert len(names(view)) == 4
        view.filters.district.click()
        self._choose("Norr")
        assert names(view) == []

    def test_the_filters_are_there_the_next_time(self, window: MainWindow, view: UnitsView) -> None:
        view.filters.type.click()
        self._choose("Hemtjänst")
        view.filters.district.click()
        self._choose("Norr")
        again = UnitsView(window)
        assert again.filters.wanted == view.filters.wanted
        assert again.filters.type.text() == "Typ: Hemtjänst ▾"
        again.filters.set_districts([])
        assert again.filters.wanted == replace(
            view.filters.wanted, filter=UnitFilter(type=UnitType.HOME_HELP)
        )
        again.filters.recall({"type": "slott", "district": 7})
        assert again.filters.wanted == WantedUnits()

    def _choose(self, words: str) -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(one for one in menu.actions() if one.text() == words).trigger()
        menu.close()


class TestTheCard:
    def test_keys_alone_open_a_unit_and_a_person_in_it(
        self, window: MainWindow, view: UnitsView
    ) -> None:
        open_unit(window, view, "hemg")
        assert view.card.ui.name.text() == "Hemgården"
        assert view.card.ui.contact_text.text() == "Eva Sand\n033-35\u00a070\u00a012"
        assert "aldrig bekräftade" in view.card.ui.confirmed.text()
        assert QApplication.focusWidget() is view.card.main
        assert view.card.ui.residents_title.text() == "Här finns 3"
        row = next(one for one in texts(view.card.ui.residents) if one.startswith("rum"))
        assert row == "rum avd. 2 · sedan 2024-01-01 · önskar"
        (marta,) = [
            one
            for one in view.card.ui.residents.findChildren(QPushButton)
            if one.accessibleName() == "Öppna Andersson, Märta"
        ]
        marta.click()
        settle(window.desk.tasks)
        shown = window.pages.views["persons"]
        assert isinstance(shown, PersonsView)
        assert shown.pane.card.ui.name.text() == "Märta Andersson"

    def test_one_key_confirms_and_it_can_be_taken_back(
        self, window: MainWindow, view: UnitsView, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        open_unit(window, view, "hemg")
        went: list[Place] = []
        with monkeypatch.context() as on_the_way:
            on_the_way.setattr(window, "go", went.append)
            shortcut(window, "Ctrl+Shift+L")
        (unit,) = run(window.desk, lambda context: found(context, Unit, name="Hemgården"))
        assert went == [Place(view="answer_list", about=unit.id)]
        shortcut(window, "Ctrl+B")
        assert "är bekräftade" in said(window)
        assert "bekräftades 2026-11-22" in view.card.ui.confirmed.text()
        assert window.navigation._buttons["units"].count == 0
        assert view.card.main.text() == view.actions_.change.text()
        take_back(window)
        assert "aldrig bekräftade" in view.card.ui.confirmed.text()

    def test_the_history_is_taken_back_after_a_preview(
        self, window: MainWindow, view: UnitsView
    ) -> None:
        open_unit(window, view, "hemg")
        shortcut(window, "Ctrl+B")
        (undo,) = [
            one
            for one in view.card.ui.history.findChildren(QPushButton)
            if "Kontaktuppgifter bekräftade" in one.accessibleName()
        ]
        undo.click()
        settle(window.desk.tasks)
        (dialog,) = view.findChildren(UndoDialog)
        dialog.ui.yes.click()
        settle(window.desk.tasks)
        assert "aldrig bekräftade" in view.card.ui.confirmed.text()
        assert any("Rättad" in line for line in texts(view.card.ui.history))

    def test_another_row_closes_it(self, window: MainWindow, view: UnitsView) -> None:
        open_unit(window, view, "hemg")
        find(window, "")
        press(window, Qt.Key.Key_Return)
        press(window, Qt.Key.Key_Down)
        assert view.hint.isVisible()
        assert "Enter" in view.hint.text()
        assert texts(view.card.ui.residents) == []
        window.go(Place(view="units", about="finns inte längre"))
        QTest.keyClick(view.table, Qt.Key.Key_Up)
        settle(window.desk.tasks)
        assert "Enter" in view.hint.text(), "the refusal of a card that was left is not told"


class TestChanging:
    def test_a_new_unit_by_keys_opens_its_card(
        self, window: MainWindow, view: UnitsView, desk: Desk
    ) -> None:
        dialog = dialog_of(view, UnitDialog, "new")
        save(view, dialog)
        assert QApplication.focusWidget() is dialog.main.name
        assert dialog.main.name.accessibleDescription() == "Ange enhetens namn."
        type_into(dialog.main.name, "Ekgården")
        type_into(dialog.main.responsible_name, "Bo Ek")
        type_into(dialog.main.responsible_phone, "033-35 70 00")
        type_into(dialog.main.places, "tolv")
        save(view, dialog)
        assert dialog.main.places.accessibleDescription() == "Skriv antalet med siffror."
        dialog.main.places.setText("12")
        dialog.main.district.setCurrentIndex(1)
        dialog.active_from.setText("2026-01-01")
        save(view, dialog)
        assert view.card.ui.name.text() == "Ekgården"
        (made,) = run(desk, lambda context: found(context, Unit, name="Ekgården"))
        assert (made.places, made.district_id is None) == (12, False)
        assert "Att registrera: ny enhet" in texts(view.card.ui.chips)

    def test_two_change_one_unit_and_the_second_sees_both(
        self, window: MainWindow, view: UnitsView, desk: Desk
    ) -> None:
        open_unit(window, view, "hemg")
        dialog = dialog_of(view, UnitDialog, "change")
        other = the_unit(desk, "HG").id
        run(
            desk,
            lambda context: change_unit(
                context,
                ChangeUnit(
                    unit=other, details=details(responsible_name="Åke Al", city="Borås", places=9)
                ),
            ),
        )
        dialog.main.responsible_name.setText("Bo Ek")
        dialog.main.street.setText("Storgatan 1")
        save(view, dialog)
        assert (dialog.main.city.text(), dialog.main.street.text()) == ("Borås", "Storgatan 1")
        (both,) = dialog.findChildren(ConflictDialog)
        theirs, mine = both.both.choices
        assert (theirs.text(), mine.text()) == ("Åke Al", "Bo Ek")
        mine.click()
        both.ui.go_on.click()
        settle(window.desk.tasks)
        after = the_unit(desk, "HG")
        assert (after.responsible_name, after.city, after.street, after.places) == (
            *("Bo Ek", "Borås", "Storgatan 1", 9),
        )
        assert "är ändrad" in said(window)

    def test_what_is_wrong_stands_at_its_field(self, window: MainWindow, view: UnitsView) -> None:
        open_unit(window, view, "hemg")
        dialog = dialog_of(view, UnitDialog, "change")
        dialog.main.responsible_phone.setText("ring växeln")
        save(view, dialog)
        assert "bara ha siffror" in dialog.main.responsible_phone.accessibleDescription()
        dialog.main.responsible_phone.setText("033-35 70 12")
        type_into(dialog.parent_unit, "ingen sådan")
        save(view, dialog)
        assert "Välj en enhet" in dialog.parent_unit.accessibleDescription()
        dialog.parent_unit.clear()
        dialog.active_from.setText("någon gång")
        save(view, dialog)
        assert QApplication.focusWidget() is dialog.active_from
        dialog.more.run_by.setCurrentIndex(1)
        dialog.active_from.clear()
        save(view, dialog)
        assert "vilket företag" in dialog.more.contractor.accessibleDescription()
        dialog.ui.leave.click()

    def test_another_name_and_the_old_one_finds_it(
        self, window: MainWindow, view: UnitsView
    ) -> None:
        open_unit(window, view, "hemg")
        dialog = dialog_of(view, RenameUnitDialog, "rename")
        dialog.day.clear()
        type_into(dialog.ui.name, "Lindgården")
        save(view, dialog)
        assert "Ange första dagen" in dialog.day.accessibleDescription()
        dialog.day.setText("i")
        save(view, dialog)
        assert view.card.ui.name.text() == "Lindgården"
        view.ui.typed.setText("hemg")
        assert names(view) == ["Lindgården"]

    def test_a_part_of_the_organisation(
        self, window: MainWindow, view: UnitsView, desk: Desk
    ) -> None:
        dialog = dialog_of(view, DistrictDialog, "district")
        type_into(dialog.ui.name, "norr")
        save(view, dialog)
        assert "finns redan" in dialog.ui.name.accessibleDescription()
        dialog.ui.name.setText("Syd")
        save(view, dialog)
        kept = run(desk, lambda context: found(context, District, order_by="sort_key"))
        assert [one.name for one in kept] == ["Norr", "Syd"]


class TestMoving:
    def _homes(self, desk: Desk, code: str) -> int:
        def count(context: Context) -> int:
            (one,) = found(context, Unit, code=code)
            return len(found(context, Residence, unit_id=one.id, to_day=None))

        return run(desk, count)

    def test_those_who_are_ticked_move_in_one_step(
        self, window: MainWindow, view: UnitsView, desk: Desk
    ) -> None:
        open_unit(window, view, "hemg")
        boxes = view.card.ui.residents.findChildren(QCheckBox)
        boxes[0].click()
        boxes[2].click()
        assert view.card.ui.move.text() == "&Flytta 2 markerade …"
        dialog = dialog_of(view, MoveResidentsDialog, "move")
        assert dialog.ui.what.text() == "Flytta 2 personer från Hemgården"
        save(view, dialog)
        assert "Välj en enhet" in dialog.to.accessibleDescription()
        type_into(dialog.to, "hemt")
        assert dialog.to.found == []
        dialog.to.clear()
        type_into(dialog.to, "björk")
        press(window, Qt.Key.Key_Tab)
        dialog.day.setText("+1d")
        save(view, dialog)
        assert self._homes(desk, "B") == 2
        assert "Flyttade: 2" in said(window)
        take_back(window)
        assert self._homes(desk, "B") == 0

    def test_all_are_ticked_and_unticked(self, window: MainWindow, view: UnitsView) -> None:
        open_unit(window, view, "hemg")
        view.card.ui.tick_all.click()
        assert [len(view.card.chosen), view.card.count] == [3, 3]
        assert view.card.ui.tick_all.text() == "Avmarkera alla"
        view.card.ui.tick_all.click()
        assert not view.card.chosen
        dialog = dialog_of(view, MoveResidentsDialog, "move")
        assert dialog.ui.what.text() == "Flytta 3 personer från Hemgården"

    def test_a_unit_closes_when_those_who_are_left_go_somewhere(
        self, window: MainWindow, view: UnitsView, desk: Desk
    ) -> None:
        run(desk, _plan_a_day)
        open_unit(window, view, "hemg")
        dialog = dialog_of(view, CloseUnitDialog, "close")
        save(view, dialog)
        assert "Det finns 4 personer kvar" in dialog.to.accessibleDescription()
        type_into(dialog.to, "björk")
        press(window, Qt.Key.Key_Tab)
        save(view, dialog)
        assert self._homes(desk, "B") == 4
        told = " ".join(texts(window.messages))
        assert "Flyttade: 4. Inställda besöksdagar utan besök: 1." in told
        assert any("Stängs 2026-11-22" in chip for chip in texts(view.card.ui.chips))
        assert not view.actions_.close.isEnabled()
        take_back(window)
        assert self._homes(desk, "HG") == 4

    def test_nobody_to_move_and_an_empty_unit(self, window: MainWindow, view: UnitsView) -> None:
        open_unit(window, view, "björk")
        assert view.card.ui.nobody.isVisible()
        view.actions_.move.trigger()
        assert view.findChildren(MoveResidentsDialog) == []
        dialog = dialog_of(view, CloseUnitDialog, "close")
        assert "Enheten är tom" in dialog.ui.consequence.text()
        assert isinstance(dialog.ui.what, QLabel)


def _plan_a_day(context: Context) -> None:
    (home,) = found(context, Unit, code="HG")
    add(context, Round(id=new_id(), unit_id=home.id, day=context.today + timedelta(days=9)))


def test_a_narrow_window_shows_list_or_card(window: MainWindow, view: UnitsView) -> None:
    window.resize(700, 600)
    settle(window.desk.tasks)
    open_unit(window, view, "hemg")
    assert not view.ui.list_area.isVisible()
    view.ui.back.click()
    settle(window.desk.tasks)
    assert view.ui.list_area.isVisible()
    assert not view.ui.card_area.isVisible()


def test_an_empty_register_says_what_to_do(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> None:
    clipboard = Clipboard(qapp.clipboard())
    window = MainWindow(desk, look, Preferences(kept), clipboard, [views.units()], temp=tmp_path)
    window.show()
    window.start()
    window.go(Place(view="units"))
    settle(desk.tasks)
    shown = window.pages.views["units"]
    assert isinstance(shown, UnitsView)
    assert "Inga enheter ännu" in texts(shown.empty)
    window.close()
    window.deleteLater()
