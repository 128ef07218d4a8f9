"""What is printed from a unit's card: shown first, and asked from which day the visits are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDialog

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.units import UnitsView
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import Role
from munhalsa.domain.unit import Unit
from tests.support.accessibility import faults
from tests.support.deeds import found
from tests.support.person_list import fill
from tests.support.person_view import run
from tests.support.stores import TODAY
from tests.support.windows import settle


def shown(window: MainWindow) -> QDialog:
    settle(window.desk.tasks)
    (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    return dialog


def test_the_sheet_and_the_report_of_a_unit(desk: Desk, stage: Stage) -> None:
    run(desk, fill)
    window = stage.window
    unit = run(desk, lambda context: found(context, Unit))[0]
    window.go(Place(view="units", about=unit.id))
    settle(desk.tasks)
    view = window.pages.views["units"]
    assert isinstance(view, UnitsView)
    printing = view.actions_.printing

    printing.sheet.trigger()
    preview = shown(window)
    assert isinstance(preview, PreviewDialog)
    preview.close()
    settle(desk.tasks)

    printing.report.trigger()
    asked = shown(window)
    assert isinstance(asked, ChangeDialog)
    assert faults(asked) == []
    assert asked.day.day(field="date") == TODAY - timedelta(days=7)
    asked.day.set_day(TODAY + timedelta(days=1))
    asked.ui.save.click()
    assert "som har varit" in asked.day.accessibleDescription()
    asked.day.set_day(TODAY)
    asked.ui.save.click()
    preview = shown(window)
    assert isinstance(preview, PreviewDialog)
    assert "Återrapport" in preview.windowTitle()


def test_who_has_one_unit_comes_to_it_and_may_nothing_with_another(
    desk: Desk, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(desk, fill)
    window, session = stage.window, desk.session
    assert session is not None
    other, own = sorted(run(desk, lambda context: found(context, Unit)), key=lambda one: one.name)
    scopes = {Role.UNIT_MANAGER: frozenset({own.id})}
    roles = frozenset({Role.UNIT_MANAGER})
    monkeypatch.setattr(desk, "_session", replace(session, roles=roles, scopes=scopes))
    window.go(Place(view="units"))
    settle(desk.tasks)
    view = window.pages.views["units"]
    assert isinstance(view, UnitsView)
    deeds = view.actions_
    assert view.card.ui.name.text() == own.name
    assert deeds.change.isEnabled()
    assert deeds.printing.sheet.isEnabled()
    window.go(Place(view="units", about=other.id))
    settle(desk.tasks)
    assert view.card.ui.name.text() == other.name
    assert view.card.ui.nobody.text().startswith("Vilka som bor här visas för dem vars roll")
    for action in (deeds.verify, deeds.change, deeds.answers, deeds.printing.sheet):
        assert not action.isEnabled()
