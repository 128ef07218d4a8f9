"""The calendar of besöksdagar, and who is due chosen beforehand, by keys on a real store."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.plan_round import PlanRoundDialog
from munhalsa.desktop.screens.round_calendar import RoundCalendar
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.round import Round
from munhalsa.domain.unit import Unit
from tests.gui.test_rounds_view import TODAY, answer, spoken, view_of, window
from tests.support.deeds import add, found
from tests.support.person_view import press, run, shortcut
from tests.support.typing import shown_dialog
from tests.support.windows import settle

__all__ = ["window"]
_SAY = Qt.ItemDataRole.AccessibleTextRole


def in_calendar(window: MainWindow) -> RoundCalendar:
    shortcut(window, "Ctrl+Shift+K")
    settle(window.desk.tasks)
    return view_of(window).calendar


def test_days_are_gone_through_and_said_as_sentences(window: MainWindow) -> None:
    calendar = in_calendar(window)
    grid = calendar.grid
    assert grid.hasFocus()
    assert (calendar.heading.text(), grid.day) == ("November 2026", TODAY)
    assert [grid.model().headerData(row, Qt.Orientation.Vertical) for row in (0, 5)] == [
        "v. 44",
        "v. 49",
    ]
    assert grid.currentIndex().data(_SAY) == "Söndag 22 november 2026, i dag: ingen besöksdag."
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_Left)
    said = "Fredag 20 november 2026: Björkgläntan, planerad."
    assert (grid.currentIndex().data(_SAY), calendar.about.text()) == (said, said)
    for key, day, weeks in (
        (Qt.Key.Key_Down, date(2026, 11, 27), 6),
        (Qt.Key.Key_Down, date(2026, 12, 4), 5),
        (Qt.Key.Key_PageUp, date(2026, 11, 4), 6),
        (Qt.Key.Key_PageDown, date(2026, 12, 4), 5),
        (Qt.Key.Key_Home, TODAY, 6),
    ):
        press(window, key)
        assert (grid.day, grid.rowCount()) == (day, weeks)
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Return):
        QTest.keyClick(grid, key)
    assert calendar.about.text() == "Torsdag 22 oktober 2026."
    assert QApplication.activeModalWidget() is None, "nothing is planned before the day is known"
    settle(window.desk.tasks)
    assert calendar.about.text() == "Torsdag 22 oktober 2026: ingen besöksdag."
    calendar.after.click()
    calendar.now.click()
    calendar.before.click()
    settle(window.desk.tasks)
    assert calendar.heading.text() == "Oktober 2026"
    for _ in range(4):
        calendar.before.click()
    settle(window.desk.tasks)
    assert "Tisdag 9 juni 2026: Björkgläntan, inställd." in [
        grid.model().index(row, 1).data(_SAY) for row in range(grid.rowCount())
    ]
    rect = grid.visualRect(grid.model().index(1, 0))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert grid.day == date(2026, 6, 8)


def test_enter_plans_opens_and_lets_one_choose(window: MainWindow) -> None:
    calendar = in_calendar(window)
    view = view_of(window)
    units = run(window.desk, lambda context: found(context, Unit))
    home, other = sorted(units, key=lambda one: one.name)
    press(window, Qt.Key.Key_Home)
    press(window, Qt.Key.Key_Return)
    day = shown_dialog(FieldsDialog).fields["date"]
    assert isinstance(day, DateField)
    assert day.text() == "2026-11-22"
    answer(window, unit=home.id)
    assert view.page.heading.text() == "Björkgläntan · Söndag 22 november 2026"
    press(window, Qt.Key.Key_Escape)
    settle(window.desk.tasks)
    assert calendar.grid.currentIndex().data(_SAY).endswith("i dag: Björkgläntan, planerad.")

    def second(context: Context) -> None:
        add(context, Round(id=new_id(), unit_id=other.id, day=TODAY - timedelta(days=2)))

    run(window.desk, second)
    calendar.reload()
    settle(window.desk.tasks)
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_Left)
    assert (view.open.isEnabled(), view.deeds.move.isEnabled()) == (True, False)
    press(window, Qt.Key.Key_Return)
    (menu,) = calendar.findChildren(QMenu)
    assert {one.text() for one in menu.actions()} == {
        "Björkgläntan, planerad",
        "Ekgården, planerad",
    }
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert view.page.heading.text().endswith("Fredag 20 november 2026")
    press(window, Qt.Key.Key_Escape)
    shortcut(window, "Ctrl+Shift+K")
    settle(window.desk.tasks)
    assert (view.in_calendar, view.plan_table.isVisible()) == (False, True)


def test_who_is_due_is_chosen_before_the_day_is_saved(window: MainWindow) -> None:
    view = view_of(window)
    shortcut(window, "Ctrl+N")
    dialog = shown_dialog(PlanRoundDialog)
    day = dialog.fields["date"]
    assert isinstance(day, DateField)
    assert (dialog.persons.isVisible(), dialog.due.text()[:10]) == (False, "Välj enhet")
    day.setText("1")
    day.left.emit()
    assert not dialog.persons.isVisible()
    day.set_day(TODAY)
    day.left.emit()
    settle(window.desk.tasks)
    told = [dialog.persons.item(row).text() for row in range(dialog.persons.count())]
    assert [one.split(",")[0] for one in told] == ["Berg", "Andersson"]
    assert dialog.due.text().startswith("2 av 2 personer")
    dialog.persons.setFocus()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Space)
    assert dialog.due.text().startswith("1 av 2 personer")
    answer(window)
    assert view.page.people.about.text() == "1 på listan, 1 kvar."
    assert spoken(view.page.model)[0].startswith("Rum 1. Berg")


def test_a_unit_that_takes_no_visits_says_so_before_saving(window: MainWindow) -> None:
    calendar = in_calendar(window)
    calendar.plan.emit()
    dialog = shown_dialog(PlanRoundDialog)
    unit = dialog.fields["unit"]
    assert isinstance(unit, QComboBox)
    unit.setCurrentText("Ekgården")
    settle(window.desk.tasks)
    assert "2026-12-24" in dialog.fields["date"].accessibleDescription()
    unit.setCurrentText("Björkgläntan")
    settle(window.desk.tasks)
    assert dialog.persons.count() == 2
