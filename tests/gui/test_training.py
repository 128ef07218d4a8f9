"""Utbildning: put down, held and called off from the window, and the issuers beside it."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from munhalsa.application.add_training import AddTraining, add_training
from munhalsa.application.add_unit import AddUnit, add_unit
from munhalsa.application.context import Context
from munhalsa.application.unit_fields import UnitChanged
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.training import TrainingView
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.training import TrainingState
from tests.support.units import DETAILS, details
from tests.support.windows import settle


@pytest.fixture
def window(stage: Stage) -> MainWindow:
    """The window with every view."""
    return stage.window


@pytest.fixture
def view(window: MainWindow) -> TrainingView:
    desk = window.desk
    for name, code in (("Alm", "A"), ("Ek", "E")):
        unit = AddUnit(name=name, details=details(**{**DETAILS, "code": code}))
        desk.do(desk, partial(_put, unit), shown=(), done=lambda _: None)
    planned = AddTraining(
        day=date(2026, 11, 20),
        kind="practical",
        hundredths=150,
        units=("A",),
        state=TrainingState.PLANNED,
    )
    desk.do(desk, lambda context: add_training(context, planned), shown=(), done=lambda _: None)
    settle(desk.tasks)
    window.go(Place(view="training"))
    settle(desk.tasks)
    found = window.pages.views["training"]
    assert isinstance(found, TrainingView)
    return found


def _put(unit: AddUnit, context: Context) -> UnitChanged:
    return add_unit(context, unit)


def dialog_of(view: TrainingView) -> FieldsDialog:
    assert view.steps.dialog is not None
    return view.steps.dialog


def fill(view: TrainingView, **texts: str) -> None:
    dialog = dialog_of(view)
    for name, text in texts.items():
        field = dialog.fields[name]
        field.setFocus()
        assert hasattr(field, "setText")
        field.setText(text)
    QTest.mouseClick(dialog.ui.save, Qt.MouseButton.LeftButton)
    settle(view._frame.desk.tasks)


def cells(view: TrainingView, column: int) -> list[str]:
    model = view.sessions
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_a_planned_session_is_held_and_the_unit_is_trained(
    window: MainWindow, view: TrainingView
) -> None:
    assert cells(view, 2) == ["Planerad"]
    assert "1 att notera" in view.session_card.about.text()
    assert [view.wheel.row(row).is_trained for row in range(2)] == [False, False]  # type: ignore[union-attr]
    view.table.choose_first()
    assert view.hold.isEnabled()
    view.hold.trigger()
    fill(view, participants="12", hours="1,255")
    assert dialog_of(view).fields["hours"].accessibleDescription(), "shown at the field"
    fill(view, hours="2")
    assert cells(view, 2) == ["Hållen"]
    assert cells(view, 5) == ["12"]
    assert not view.hold.isEnabled()
    assert (view.print_list.isEnabled(), view.print_certificates.isEnabled()) == (True, False)
    view.print_list.trigger()
    settle(window.desk.tasks)
    preview = view.findChild(PreviewDialog)
    assert preview is not None
    preview.reject()
    assert not list(window.temp.glob("*.pdf"))
    assert "1 enhet har ingen utbildning" in view.wheel_card.about.text()
    view.which.setCurrentIndex(view.which.count() - 1)
    settle(window.desk.tasks)
    assert view.session_card.about.text().startswith("Här finns utbildningarna")


def test_a_session_is_planned_for_a_unit_that_waits_and_called_off(
    window: MainWindow, view: TrainingView
) -> None:
    view.wheel_table.choose("missing")
    row = next(row for row in range(2) if view.wheel.row(row).name == "Ek")  # type: ignore[union-attr]
    view.wheel_table.choose(view.wheel.ids[row])
    view.plan.trigger()
    assert dialog_of(view).fields["unit"].text() == "E"  # type: ignore[attr-defined]
    field = dialog_of(view).fields["unit"]
    assert isinstance(field, QLineEdit)
    field.setText("E; al")
    completer = field.completer()
    assert completer.splitPath(field.text()) == ["al"]
    names = completer.model()
    assert completer.pathFromIndex(names.index(0, 0)) == "E; Alm"
    field.setText("al")
    assert completer.pathFromIndex(names.index(0, 0)) == "Alm"
    fill(view, day="2026-12-01", hours="2", unit="E; Alm")
    assert cells(view, 3) == ["Alm, Ek", "Alm"]
    view.table.choose_first()
    view.cancel.trigger()
    settle(window.desk.tasks)
    assert "utbildning inte hållen" in dialog_of(view).ui.explanation.text()
    fill(view, reason="sjukdom")
    assert cells(view, 2) == ["Inställd", "Planerad"]
    view.which.setCurrentIndex(2)
    settle(window.desk.tasks)
    assert cells(view, 2) == ["Planerad"]
    assert not view.hold.isEnabled(), "nothing is chosen"


def test_an_issuer_is_added_put_right_and_ended(window: MainWindow, view: TrainingView) -> None:
    view.new_issuer.trigger()
    fill(view, name="Eva Ek", email="eva")
    assert dialog_of(view).fields["email"].accessibleDescription()
    fill(view, email="eva@exempel.se")
    assert view.issuers.rowCount() == 1
    view.issuer_table.choose_first()
    assert "Saknas för Eva Ek" in view.checklist.text()
    view.change_issuer.trigger()
    fill(view, workplace="Stadshuset")
    issuer = view.issuers.row(0)
    assert issuer is not None
    assert issuer.issuer.workplace == "Stadshuset"
    view.end_issuer.trigger()
    fill(view, to_day="2026-11-21")
    assert dialog_of(view).fields["to_day"].accessibleDescription(), "before the first day"
    fill(view, to_day="2026-11-22")
    ended = view.issuers.row(0)
    assert ended is not None
    assert ended.issuer.to_day == date(2026, 11, 22)
    assert not view.end_issuer.isEnabled()
