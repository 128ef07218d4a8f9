"""A besöksdag and what is asked about it, as it is drawn: with examples, of nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.round_steps import RoundSheet, Visit
from munhalsa.desktop.dialogs.fields import FieldsDialog, FieldsForm
from munhalsa.desktop.dialogs.plan_round import PlanRoundDialog
from munhalsa.desktop.scenes_settled import wait_for
from munhalsa.desktop.screens.round_forms import (
    RoundDesk,
    add_form,
    change_form,
    confirm_form,
    plan_form,
    strike_form,
)
from munhalsa.desktop.screens.rounds import NAME, RoundsView
from munhalsa.desktop.screens.visits import NAME as VISITS
from munhalsa.desktop.screens.visits import VisitsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.assessment import AssessmentOutcome
from munhalsa.domain.round import Round, RoundChange, RoundDeed, Side
from munhalsa.domain.unit import Unit, UnitType

translate = QCoreApplication.translate
_DAY = date(2026, 11, 22)
_PLACE = "1"
_UNIT = Unit(
    id="",
    name=translate("Scenes", "Björkgläntan"),
    sort_key="bjorkglantan",
    type=UnitType.NURSING_HOME,
    responsible_name="Anna Jonsson",
    responsible_phone="031-390 06 71",
)


def day(window: MainWindow) -> QWidget:
    """A day with its people."""
    window.go(Place(view=NAME))
    view = window.pages.views[NAME]
    if isinstance(view, RoundsView):
        view.board.hide()
        view.page.show()
        view.page.show_sheet(_sheet(window))
    return window


def calendar(window: MainWindow) -> QWidget:
    """A month with its days."""
    window.go(Place(view=NAME))
    view = window.pages.views[NAME]
    if isinstance(view, RoundsView):
        view.page.hide()
        view.board.show()
        if not view.in_calendar:
            view.turn_over()
        view.calendar.grid.go(_DAY)
    return window


def visits(window: MainWindow) -> QWidget:
    """The same day, person by person, one of them begun."""
    window.go(Place(view=VISITS))
    wait_for(window.desk.tasks)
    view = window.pages.views[VISITS]
    if isinstance(view, VisitsView):
        sheet = _sheet(window)
        sheet = replace(sheet, round=replace(sheet.round, day=_DAY))
        view.round.blockSignals(True)
        view.round.addItem(f"{sheet.round.day} · {sheet.unit.name}")
        view.round.setCurrentIndex(view.round.count() - 1)
        view.round.blockSignals(False)
        view.show_sheet(sheet)
        view.form.outcome.set_value(AssessmentOutcome.PERFORMED)
        view.form.took_part.set_value(True)
        view.form.fit()
    return window


def plan(window: MainWindow) -> QWidget:
    """A new day."""
    sheet = _sheet(window)
    desk = RoundDesk(today=_DAY, units=(replace(_UNIT, id=_PLACE),))
    form = plan_form(desk, unit=_PLACE, day=sheet.round.day)
    dialog = PlanRoundDialog(form, today=_DAY, look=window.look, parent=window)
    dialog.show_due(replace(sheet, unit=desk.units[0]))
    return dialog


def confirm(window: MainWindow) -> QWidget:
    """The unit's word."""
    return _dialog(window, confirm_form(_sheet(window), today=_DAY))


def move(window: MainWindow) -> QWidget:
    """Another day, with the deviation that it would be."""
    return _dialog(window, change_form(_sheet(window), _offered(window), today=_DAY, move=True))


def cancel(window: MainWindow) -> QWidget:
    """No day."""
    return _dialog(window, change_form(_sheet(window), _offered(window), today=_DAY, move=False))


def add(window: MainWindow) -> QWidget:
    """Somebody more."""
    return _dialog(window, add_form())


def strike(window: MainWindow) -> QWidget:
    """Somebody less."""
    sheet = _sheet(window)
    return _dialog(window, strike_form(sheet, sheet.visits[0]))


def _dialog(window: MainWindow, form: FieldsForm) -> QWidget:
    return FieldsDialog(form, today=_DAY, look=window.look, parent=window)


def _offered(window: MainWindow) -> dict[Side, str]:
    return {
        Side.PROVIDER: window.tr("munhälsobedömning upprepat inställd"),
        Side.UNIT: window.tr("personal kom inte"),
    }


def _sheet(window: MainWindow) -> RoundSheet:
    tr = window.tr
    first = Visit(
        person_id="1",
        identity="193601019986",
        name="Andersson, Aina",
        number="19360101-••••",
        unit=_UNIT.name,
        room="3",
        reason=tr("Aldrig bedömd"),
        last=None,
        outcome=None,
    )
    tried = tr("Senast bedömd 2025-10-01; försökt 2026-09-14: inte på plats")
    second = replace(
        first, person_id="2", name="Berg, Bo", room="4", reason=tried, last=date(2025, 10, 1)
    )
    third = replace(
        second, person_id="3", name="Ek, Eva", room="12", outcome=AssessmentOutcome.PERFORMED
    )
    return RoundSheet(
        round=Round(
            id="",
            unit_id="",
            day=date(2026, 12, 7),
            hygienist=translate("Scenes", "Alma Ström"),
            confirmed_on=_DAY,
            confirmed_by="Anna Jonsson",
            staff=tr("Sara, undersköterska"),
        ),
        unit=_UNIT,
        visits=(first, second, third),
        changes=(
            RoundChange(
                id="",
                unit_id="",
                round_id="",
                deed=RoundDeed.MOVED,
                by_side=Side.PROVIDER,
                noticed_on=_DAY,
                from_day=date(2026, 11, 30),
                to_day=date(2026, 12, 7),
                reason=tr("sjukdom"),
            ),
        ),
        on_paper=1,
    )
