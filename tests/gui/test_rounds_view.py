"""Munhälsobedömningar by keys on a real store: planned, people changed, results, moved, printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.desktop import screens
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.assessment import AssessmentDialog
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.rounds import RoundsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.response import Response
from munhalsa.domain.round import Round, RoundState
from tests.support.deeds import add, born, found, issue, register, unit
from tests.support.person_view import press, run, shortcut
from tests.support.preferences import KeptPreferences
from tests.support.typing import focused, shown_dialog
from tests.support.windows import settle

TODAY = date(2026, 11, 22)
SOON = date(2026, 12, 7)


def fill(context: Context) -> None:
    """Three who are due at one home, one at another; days behind and ahead."""
    home, other = unit(), unit("Ekgården", "B2", no_visits_until=date(2026, 12, 24))
    add(context, home, other)
    for year, family, place, room in (
        (1941, "Andersson", "SB01", "3"),
        (1942, "Berg", "SB01", "1"),
        (1943, "Ek", "SB01", None),
        (1944, "Holm", "B2", None),
    ):
        person = register(
            context, born(year), given_name="Maj", family_name=family, unit=place, room=room
        )
        issue(context, born(year), issued=date(2025, 1, 1))
        yes = Response(
            id=new_id(), person_id=person.id, answered=date(2025, 1, 2), wants=year != 1943
        )
        add(context, yes)
    tried = AssessmentOutcome.NOT_PRESENT
    add(context, Assessment(id=new_id(), person_id=person.id, day=date(2026, 9, 1), outcome=tried))
    for day, state in (
        (date(2026, 3, 3), RoundState.HELD),
        (date(2026, 6, 9), RoundState.CANCELLED),
        (TODAY - timedelta(days=2), RoundState.PLANNED),
    ):
        add(context, Round(id=new_id(), unit_id=home.id, day=day, state=state))


@pytest.fixture
def window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[MainWindow]:
    run(desk, fill)
    clipboard = Clipboard(qapp.clipboard())
    opened = MainWindow(desk, look, Preferences(kept), clipboard, screens.entries(), temp=tmp_path)
    opened.resize(1280, 800)
    opened.show()
    opened.activateWindow()
    opened.start()
    settle(desk.tasks)
    opened.go(Place(view="rounds"))
    settle(desk.tasks)
    yield opened
    opened.close()
    opened.deleteLater()


def view_of(window: MainWindow) -> RoundsView:
    shown = window.pages.views["rounds"]
    assert isinstance(shown, RoundsView)
    return shown


def spoken(model: object) -> list[str]:
    say = Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(row, 0), say) for row in range(model.rowCount())]  # type: ignore[attr-defined]


def answer(window: MainWindow, **values: object) -> None:
    """Fill in the dialog that is open, and save."""
    dialog = shown_dialog(FieldsDialog)
    for name, value in values.items():
        field = dialog.fields[name]
        if isinstance(field, DateField):
            assert isinstance(value, date)
            field.set_day(value)
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(value))
        elif isinstance(field, QLineEdit):
            field.setText(str(value))
    dialog.ui.save.click()
    settle(window.desk.tasks)
    focused()


def test_what_is_to_be_planned_and_the_year(window: MainWindow) -> None:
    view = view_of(window)
    assert spoken(view.plans) == [
        "Björkgläntan. Att planera: 2. Dags: 2. Senaste: 2026-03-03.",
        "Ekgården. Dags: 1. Väntar: 1. Inga besök till och med 2026-12-24.",
    ]
    about = view.plan_card.about.text()
    assert about.startswith("2 av 3 personer som det är dags för har ingen dag planerad.")
    assert view.year_card.heading.text() == "Året på Björkgläntan"
    told = [month.accessibleName() for month in view.year.months]
    assert (len(told), told[1]) == (12, "maj 2026: inga besöksdagar.")
    assert "juni 2026: 2026-06-09 inställd." in told
    view.which.setCurrentIndex(1)
    settle(window.desk.tasks)
    (line,) = spoken(view.rounds)
    assert line == ("2026-11-20. Björkgläntan. Läge: Planerad. Personer: 0. Bekräftad: Inte än.")
    view.which.setCurrentIndex(2)
    settle(window.desk.tasks)
    for column in range(7):
        view.rounds.sort(column)
        view.plans.sort(column)
        settle(window.desk.tasks)
    assert (view.rounds.rowCount(), view.plans.rowCount()) == (3, 2)
    shortcut(window, "Ctrl+Shift+V")
    assert window.pages.here == "overview"


def test_a_day_from_plan_to_result(window: MainWindow) -> None:
    view = view_of(window)
    shortcut(window, "Ctrl+N")
    assert shown_dialog(FieldsDialog).fields["date"].hasFocus()
    answer(window, hygienist="Alma Ström")
    refused = shown_dialog(FieldsDialog)
    assert "Ange dagen" in refused.fields["date"].accessibleDescription()
    answer(window, date=TODAY)
    assert view.shows_day
    page = view.page
    assert page.heading.text() == "Björkgläntan · Söndag 22 november 2026"
    assert [one.split(".")[0] for one in spoken(page.model)] == ["Rum 1", "Rum 3"]
    shortcut(window, "Ctrl+Shift+N")
    answer(window, number=born(1943))
    assert page.people.about.text() == "3 på listan, 3 kvar."
    page.table.choose(page.model.ids[2])
    shortcut(window, "Ctrl+Shift+Y")
    answer(window, reason="sjukhus")
    assert page.people.about.text() == "2 på listan, 2 kvar."
    shortcut(window, "Ctrl+Shift+B")
    answer(window, staff="Sara")
    assert "Personal: Sara." in page.facts.text()
    page.table.choose(page.model.ids[0])
    page.table.setFocus()
    shortcut(window, "Ctrl+R")
    dialog = shown_dialog(AssessmentDialog)
    dialog.outcome.set_value(AssessmentOutcome.PERFORMED)
    dialog.ui.save.click()
    settle(window.desk.tasks)
    focused()
    assert page.people.about.text() == "2 på listan, 1 kvar."
    (made,) = [one for one in run(window.desk, lambda c: found(c, Assessment)) if one.signed_by]
    assert (made.staff, made.performed_by) == ("Sara", "Alma Ström")
    shortcut(window, "Ctrl+H")
    assert page.facts.text().startswith("Hållen.")
    assert not view.deeds.move.isEnabled()
    shortcut(window, "Ctrl+N")
    next_day = shown_dialog(FieldsDialog)
    hygienist = next_day.fields["hygienist"]
    assert isinstance(hygienist, QLineEdit)
    assert hygienist.text() == "Alma Ström"
    QTest.keyClick(next_day, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Välj enheten" in next_day.fields["unit"].accessibleDescription()
    next_day.reject()
    focused()
    shortcut(window, "Ctrl+O")
    assert window.pages.here == "persons"


def test_a_day_is_moved_called_off_and_printed(window: MainWindow) -> None:
    view = view_of(window)
    shortcut(window, "Ctrl+N")
    answer(window, date=SOON)
    press(window, Qt.Key.Key_Escape)
    assert not view.shows_day
    view.round_table.choose_first()
    shortcut(window, "Ctrl+Shift+F")
    answer(window, date=SOON + timedelta(days=7), reason="sjukdom")
    (line,) = spoken(view.rounds)
    assert line.startswith("2026-12-14")
    view.round_table.choose_first()
    shortcut(window, "Ctrl+P")
    preview = shown_dialog(PreviewDialog)
    preview.reject()
    focused()
    view.round_table.choose_first()
    shortcut(window, "Ctrl+Shift+S")
    assert "upprepade" in shown_dialog(FieldsDialog).ui.explanation.text()
    answer(window, reason="")
    answer(window, reason="sjukdom igen")
    assert spoken(view.rounds) == []
    (deviation,) = run(window.desk, lambda context: found(context, Deviation))
    assert deviation.category == "assessment_repeatedly_cancelled"
