"""Besök by keys on a real store: one after another, what is refused at its field, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.drafts import kept_draft
from munhalsa.application.plan_round import PlanRound, plan_round
from munhalsa.desktop import screens
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.screens.visits import VisitsView
from munhalsa.desktop.screens.visits_draft import KIND
from munhalsa.desktop.view import Place
from munhalsa.desktop.widgets.visit_form import TARGET
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.assessment import Assessment, AssessmentOutcome, HelpNeed
from munhalsa.domain.response import Response
from munhalsa.domain.round import Round, RoundState
from tests.support.deeds import add, alter, born, found, issue, register, unit
from tests.support.person_view import press, run, shortcut
from tests.support.preferences import KeptPreferences
from tests.support.windows import settle

TODAY = date(2026, 11, 22)


def fill(context: Context) -> None:
    """Two to visit today at a home, whose staff is set aside; and a day that was called off."""
    home = unit()
    add(context, home)
    for year, family, room in ((1941, "Andersson", "3"), (1942, "Berg", "1")):
        person = register(
            context, born(year), given_name="Maj", family_name=family, unit="SB01", room=room
        )
        issue(context, born(year), issued=date(2025, 1, 1))
        yes = Response(id=new_id(), person_id=person.id, answered=date(2025, 1, 2), wants=True)
        add(context, yes)
    command = PlanRound(unit="SB01", day=TODAY, hygienist="Alma Ström")
    planned = plan_round(context, command).sheet.round
    alter(context, planned, staff="Sara")
    off = Round(id=new_id(), unit_id=home.id, day=TODAY, state=RoundState.CANCELLED)
    add(context, off)


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
    opened.go(Place(view="visits"))
    settle(desk.tasks)
    yield opened
    opened.close()
    opened.deleteLater()


def test_one_after_another_with_large_targets(window: MainWindow) -> None:
    view = window.pages.views["visits"]
    assert isinstance(view, VisitsView)
    assert (view.round.count(), view.name.text()) == (1, "Berg, Maj")
    assert view.progress.text() == "0 av 2 klara"
    for target in (*view.form.outcome.buttons, *view._buttons, view.round, view.form.staff):
        assert target.height() >= TARGET
        assert target.width() >= TARGET
    assert view.people.rowHeight(0) >= TARGET
    view.form.outcome.setFocus()
    shortcut(window, "Ctrl+Return")
    assert "Välj vad det blev" in view.form.outcome.accessibleDescription()
    view.form.staff.setText("Sara och Per")
    for key in (Qt.Key.Key_1, Qt.Key.Key_J, Qt.Key.Key_A, Qt.Key.Key_I, Qt.Key.Key_Return):
        press(window, key)
    settle(window.desk.tasks)
    assert (view.progress.text(), view.name.text()) == ("1 av 2 klara", "Andersson, Maj")
    (made,) = run(window.desk, lambda context: found(context, Assessment))
    assert (made.outcome, made.staff, made.help_need, made.performed_by) == (
        *(AssessmentOutcome.PERFORMED, "Sara och Per", HelpNeed.ALL, "Alma Ström"),
    )
    assert view.form.staff.text() == "Sara och Per"
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_N)
    assert not view.form.staff.isVisible()
    assert view.form.help.hasFocus()
    view.people.selectRow(0)
    assert not view.save.isEnabled()
    assert view.about.text().endswith("registrerat: utförd")
    shortcut(window, "Ctrl+J")
    assert "besöksdag" not in view.about.text()
    press(window, Qt.Key.Key_4)
    assert not view.form.help.isVisible()
    view.form.reason.setText("sjukhus")
    press(window, Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert view.progress.text() == "2 av 2 klara"
    assert not view.next.isEnabled()
    shortcut(window, "Ctrl+O")
    assert window.pages.here == "persons"


def test_without_a_day_it_says_where_one_is_planned(window: MainWindow) -> None:
    view = window.pages.views["visits"]
    assert isinstance(view, VisitsView)

    def call_off(context: Context) -> None:
        for one in found(context, Round):
            alter(context, one, state=RoundState.CANCELLED)

    run(window.desk, call_off)
    view.load(Place(view="visits"))
    settle(window.desk.tasks)
    assert view.empty.isVisible()
    told = " ".join(label.text() for label in view.empty.findChildren(QLabel))
    assert told.startswith("Ingen besöksdag är planerad")
    assert "Munhälsobedömningar" in told
    shown = (view.form, view.people, view.keys, view.name)
    assert not any(part.isVisible() for part in shown)
    assert not view.round.isEnabled()


def test_what_is_begun_stays_until_it_is_signed(window: MainWindow) -> None:
    view = window.pages.views["visits"]
    assert isinstance(view, VisitsView)

    def states(shown: VisitsView) -> list[str]:
        items = [shown.people.item(row, 2) for row in range(shown.people.rowCount())]
        return [item.text() for item in items if item is not None]

    view.form.outcome.setFocus()
    press(window, Qt.Key.Key_1)
    view.form.help.buttons[1].click()
    view.form.staff.setFocus()
    QTest.keyClicks(view.form.staff, " och Per")
    assert states(view) == ["påbörjad", "kvar"]
    view.people.selectRow(1)
    assert view.form.outcome.value is None
    assert view.form.staff.text() == "Sara"
    view.people.selectRow(0)
    assert view.form.staff.text() == "Sara och Per"
    window.keep_drafts()
    settle(window.desk.tasks)
    again = VisitsView(window)
    again.load(Place(view="visits"))
    settle(window.desk.tasks)
    assert states(again) == ["påbörjad", "kvar"]
    assert (again.form.outcome.value, again.form.help.value) == (
        *(AssessmentOutcome.PERFORMED, HelpNeed.SOME),
    )
    shortcut(window, "Ctrl+Return")
    settle(window.desk.tasks)
    assert states(view) == ["utförd", "kvar"]
    assert run(window.desk, lambda context: kept_draft(context, KIND)) is None


def test_what_is_begun_for_one_day_is_not_of_another_day(window: MainWindow) -> None:
    view = window.pages.views["visits"]
    assert isinstance(view, VisitsView)
    later = PlanRound(unit="SB01", day=TODAY + timedelta(days=1), hygienist="Alma Ström")
    run(window.desk, lambda context: plan_round(context, later))
    view.load(Place(view="visits"))
    settle(window.desk.tasks)
    assert view.round.count() == 2
    assert view.round.hasFocus()
    view.form.outcome.setFocus()
    press(window, Qt.Key.Key_1)
    assert view.name.text() == "Berg, Maj"
    view.round.setCurrentIndex(1)
    settle(window.desk.tasks)
    view.people.selectRow(0)
    assert (view.name.text(), view.form.outcome.value) == ("Berg, Maj", None)
    assert not view.save.isEnabled()
    assert view.progress.text().endswith("Resultat registreras från och med 2026-11-23.")
    view.round.setCurrentIndex(0)
    settle(window.desk.tasks)
    view.people.selectRow(0)
    assert view.form.outcome.value is AssessmentOutcome.PERFORMED
