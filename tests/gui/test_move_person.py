"""Moving a person from the card, by keys alone, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from munhalsa.application.context import Context
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.dialogs.move import MoveDialog
from munhalsa.desktop.dialogs.place import PlaceDialog
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.person import Residence, ResidenceKind
from munhalsa.domain.unit import Unit, UnitType
from tests.support.deeds import add, found, unit
from tests.support.keyboard import Keyboard
from tests.support.person_list import fill
from tests.support.person_view import keys_of, open_first, run, type_into, view_of
from tests.support.stores import TODAY
from tests.support.windows import settle


@pytest.fixture
def window(desk: Desk, open_window: Callable[[], MainWindow]) -> MainWindow:
    def settle_in(context: Context) -> None:
        fill(context)
        add(
            context,
            unit("Hemtjänst norr", "H", type=UnitType.HOME_HELP),
            unit("Dagcenter", "D", type=UnitType.DAY_ACTIVITY),
            unit("Stängda", "X", active_to=context.today - timedelta(days=1)),
        )

    run(desk, settle_in)
    window = open_window()
    open_first(window, "märta")
    return window


def dialog_of(window: MainWindow) -> MoveDialog:
    action = view_of(window).actions_.move
    assert keys_of(action) == "Ctrl+M"
    action.trigger()
    settle(window.desk.tasks)
    (dialog,) = view_of(window).findChildren(MoveDialog)
    return dialog


def take_back(window: MainWindow) -> None:
    """By the button of the message."""
    (undo,) = (one for one in window.messages.findChildren(QPushButton) if one.isVisible())
    undo.click()
    settle(window.desk.tasks)


def homes(desk: Desk) -> list[tuple[str | None, str | None, str]]:
    """Unit or address, room and first day of every home that goes on, by the day."""

    def read(context: Context) -> list[tuple[str | None, str | None, str]]:
        names = {one.id: one.name for one in found(context, Unit)}
        return [
            (one.street or names.get(one.unit_id or ""), one.room, one.from_day.isoformat())
            for one in found(context, Residence, order_by="from_day", to_day=None)
            if one.kind is ResidenceKind.HOME and one.from_day.year == 2026
        ]

    return run(desk, read)


def say(window: MainWindow, *keys: str | Qt.Key) -> None:
    """Keys where the focus is."""
    for key in keys:
        field = QApplication.focusWidget()
        assert field is not None
        if isinstance(key, str):
            type_into(field, key)
        else:
            QTest.keyClick(field, key)
        settle(window.desk.tasks)


TAB = Qt.Key.Key_Tab


def test_to_another_home_with_a_room_and_back_again(window: MainWindow, desk: Desk) -> None:
    dialog = dialog_of(window)
    assert "Hemgården, avd. 2" in dialog.ui.now.text()
    say(window, "äng", TAB, "7", TAB, "+1d", TAB)
    assert "slutar 2026-11-22" in dialog.ui.consequence.text()
    assert "Intyget ställs i kön" in dialog.ui.consequence.text()
    say(window, Qt.Key.Key_Return)
    assert view_of(window).findChildren(MoveDialog) == []
    assert homes(desk) == [("Ängsro LSS", "7", "2026-11-23")]
    take_back(window)
    assert homes(desk) == []


def test_home_to_an_address_with_care_and_then_into_housing(window: MainWindow, desk: Desk) -> None:
    dialog = dialog_of(window)
    say(window, "hemtj", TAB, "Storgatan 1", TAB, "50115", TAB, "Borås", TAB, TAB, TAB)
    say(window, Qt.Key.Key_Return)
    assert homes(desk) == [("Storgatan 1", None, "2026-11-22")]
    dialog = dialog_of(window)
    say(window, "hemg", TAB)
    assert "Hemtjänst norr slutar ansvara" in dialog.ui.consequence.text()
    assert not dialog.ui.street.isEnabled()
    dialog.ui.keep_care.click()
    assert "slutar ansvara" not in dialog.ui.consequence.text()


def test_what_is_wrong_stands_at_its_field(window: MainWindow, desk: Desk) -> None:
    dialog = dialog_of(window)
    dialog.ui.save.click()
    settle(desk.tasks)
    assert QApplication.focusWidget() is dialog.unit
    assert "Ange en enhet eller en gatuadress" in dialog.unit.accessibleDescription()
    say(window, "dagc")
    dialog.ui.save.click()
    assert "Välj en enhet i listan" in dialog.unit.accessibleDescription()
    dialog.unit.clear()
    say(window, "ängs", TAB)
    dialog.day.clear()
    dialog.ui.save.click()
    assert "Ange första dagen" in dialog.day.accessibleDescription()
    dialog.day.setText("inte en dag")
    dialog.ui.save.click()
    assert QApplication.focusWidget() is dialog.day
    dialog.day.setText("2036-01-01")
    dialog.ui.save.click()
    settle(desk.tasks)
    assert "180 dagar" in dialog.day.accessibleDescription()
    dialog.ui.leave.click()
    assert homes(desk) == []


def test_another_room_by_its_own_form(window: MainWindow, desk: Desk) -> None:
    press = Keyboard(desk.tasks)
    press.press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    (dialog,) = view_of(window).findChildren(ChangeDialog)
    assert (dialog.ui.explanation.text(), dialog.ui.words.text()) == (
        "Personen bor kvar på Hemgården.",
        "avd. 2",
    )
    press.type("\n")
    assert "står redan" in dialog.ui.words.accessibleDescription()
    dialog.ui.words.selectAll()
    press.type("12\n")
    assert homes(desk) == [("Hemgården", "12", TODAY.isoformat())]
    take_back(window)
    assert homes(desk) == []


def test_who_answers_for_the_care_and_where_the_visit_is_made(
    window: MainWindow, desk: Desk
) -> None:
    def dialog(action: QAction) -> PlaceDialog:
        action.trigger()
        settle(desk.tasks)
        (shown,) = [one for one in view_of(window).findChildren(PlaceDialog) if one.isVisible()]
        return shown

    def kept(kind: ResidenceKind) -> list[str | None]:
        def read(context: Context) -> list[str | None]:
            homes = found(context, Residence, order_by="from_day")
            return [
                None if one.to_day is None else str(one.to_day) for one in homes if one.kind is kind
            ]

        return run(desk, read)

    places = view_of(window).actions_.places
    asked = dialog(places.visit)
    assert asked.ui.now.text() == "Nu: hemma"
    asked.ui.save.click()
    assert "Välj en enhet" in asked.unit.accessibleDescription()
    say(window, "dagc", TAB)
    asked.day.clear()
    asked.ui.save.click()
    assert "Ange dagen" in asked.day.accessibleDescription()
    asked.day.setText("2036-01-01")
    asked.ui.save.click()
    settle(desk.tasks)
    assert "180 dagar" in asked.day.accessibleDescription()
    asked.day.setText("i")
    asked.ui.save.click()
    settle(desk.tasks)
    assert kept(ResidenceKind.VISIT) == [None]
    take_back(window)
    assert kept(ResidenceKind.VISIT) == []
    asked = dialog(places.responsible)
    assert asked.ui.now.text() == "Nu: ingen"
    say(window, "hemtj", TAB)
    asked.ui.save.click()
    settle(desk.tasks)
    asked = dialog(places.responsible)
    assert asked.ui.now.text() == "Nu: Hemtjänst norr"
    asked.ui.end.click()
    assert not asked.unit.isEnabled()
    asked.ui.save.click()
    settle(desk.tasks)
    assert kept(ResidenceKind.RESPONSIBLE) == ["2026-11-22"]
