"""A unit's own staff, kept on its card and chosen where sessions and visits are noted."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton

from munhalsa.application.add_training import AddTraining, add_training
from munhalsa.application.context import Context
from munhalsa.application.plan_round import PlanRound, plan_round
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.screens.round_forms import confirm_form
from munhalsa.desktop.screens.training import TrainingView
from munhalsa.desktop.screens.units import UnitsView
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.deeds import add, unit
from tests.support.person_view import run, texts
from tests.support.windows import settle

HOME = unit("Björk", "B")


def planned(context: Context) -> None:
    add(context, HOME)
    plan = AddTraining(day=context.today, kind="practical", hundredths=100, units=("B",), count=3)
    add_training(context, plan)


def press(window: MainWindow, root: UnitsView, name: str) -> None:
    (button,) = [
        one
        for one in root.findChildren(QPushButton)
        if one.accessibleName() == name and one.isEnabled()
    ]
    button.click()
    settle(window.desk.tasks)


def fill(window: MainWindow, **told: str) -> FieldsDialog:
    (dialog,) = [one for one in window.findChildren(FieldsDialog) if one.isVisible()]
    for name, text in told.items():
        field = dialog.fields[name]
        line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.setText(text)
    dialog.ui.save.click()
    settle(window.desk.tasks)
    return dialog


def rows(view: UnitsView) -> list[list[str]]:
    shown = view.card.staff.list
    return [
        [str(shown.model().index(row, column).data()) for column in range(3)]
        for row in range(shown.rowCount())
    ]


def test_the_staff_of_a_unit_on_its_card_and_where_they_are_chosen(stage: Stage) -> None:
    window = stage.window
    run(window.desk, planned)
    window.go(Place(view="units", about=HOME.id))
    settle(window.desk.tasks)
    view = window.pages.views["units"]
    assert isinstance(view, UnitsView)
    assert "Ingen är inlagd" in view.card.staff.about.text()
    assert not view.card.staff.list.isVisible()
    press(window, view, "Lägg till personal …")
    asked = fill(window, title="undersköterska")
    assert asked.isVisible(), "a name is needed"
    fill(window, name="Sara Lind")
    assert rows(view) == [["Sara Lind", "undersköterska", "nej"]]
    assert view.card.staff.about.text().startswith("1 av 1 ")
    press(window, view, "Ändra personal …")
    fill(window, name="Sara Lund", from_day="2026-01-01")
    assert rows(view) == [["Sara Lund", "undersköterska\nfrån 2026-01-01", "nej"]]
    assert any("Uppgifter om personal ändrade" in one for one in texts(view.card))
    press(window, view, "Avsluta personal …")
    fill(window, to_day="2026-12-31")
    assert rows(view)[0][1].endswith("till och med 2026-12-31")
    names = [one.listing().name for one in (view.card.staff.list,)]
    assert names == ["Enhetens personal"]

    sheet = run(window.desk, lambda context: plan_round(context, plan(context)).sheet)
    (staff,) = [one for one in confirm_form(sheet, today=sheet.round.day).fields
                if one.name == "staff"]  # fmt: skip
    assert staff.names == ("Sara Lund",)
    window.go(Place(view="training"))
    settle(window.desk.tasks)
    training = window.pages.views["training"]
    assert isinstance(training, TrainingView)
    training.wheel_table.choose(HOME.id)
    assert "Sara Lund" in training.not_named.text()
    training.table.choose_first()
    training.change.trigger()
    (dialog,) = [one for one in window.findChildren(FieldsDialog) if one.isVisible()]
    people = dialog.fields["participants"]
    assert isinstance(people, QLineEdit)
    people.setText("Sara Lund")
    assert people.completer().completionCount() == 1
    dialog.ui.save.click()
    settle(window.desk.tasks)
    assert training.not_named.isHidden(), "a session has named everybody"


def plan(context: Context) -> PlanRound:
    return PlanRound(unit="B", day=context.today)
