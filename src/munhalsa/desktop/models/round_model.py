"""Lists of the yearly visits: units with what is to be planned, rounds, and whom a round visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.assessment_words import OUTCOME_WORDS
from munhalsa.application.context import Context
from munhalsa.application.list_rounds import (
    RoundLine,
    RoundsWanted,
    UnitPlan,
    list_rounds,
    unit_plans,
)
from munhalsa.application.round_steps import RoundSheet, Visit
from munhalsa.application.round_words import STATE_WORDS
from munhalsa.desktop.born import born_words
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page, WindowModel
from munhalsa.desktop.person_words import NOTHING
from munhalsa.desktop.theme import Tone
from munhalsa.domain.round import RoundState
from munhalsa.domain.swedish import sort_key

translate = QCoreApplication.translate

ROUND_KINDS = frozenset({"round", "round_change", "planned_visit", "assessment", "unit", "person"})
PLAN_KINDS = ROUND_KINDS | {"certificate", "response", "residence", "setting"}
NOWHERE = "nowhere"
"""The row of those who are visited at no unit."""

_TONES = {
    RoundState.PLANNED: Tone.NEUTRAL,
    RoundState.HELD: Tone.OK,
    RoundState.CANCELLED: Tone.MUTED,
}


class Shown(Enum):
    """Which rounds are listed."""

    AHEAD = 1
    TO_NOTE = 2
    ALL = 3


class PlanSource:
    """Every unit with somebody due; there are too few to fetch in windows."""

    def page(self, context: Context, order: Order) -> Page[UnitPlan]:
        """In the order that is asked for."""
        keys: dict[str, Callable[[UnitPlan], Any]] = {
            "unit": lambda row: (row.unit is None, sort_key(row.unit or "")),
            "due": lambda row: row.due,
            "parked": lambda row: row.parked,
            "planned": lambda row: row.planned,
            "last": lambda row: row.last or date.min,
            "next": lambda row: row.next or date.max,
        }
        key = keys.get(order.column, lambda row: row.to_plan)
        rows = sorted(unit_plans(context), key=key, reverse=order.descending)
        return Page(ids=[row.unit_id or NOWHERE for row in rows], rows=rows)

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[UnitPlan]:
        """Those units."""
        return [row for row in unit_plans(context) if (row.unit_id or NOWHERE) in set(ids)]


class RoundSource:
    """The rounds that are to be shown."""

    def __init__(self, which: Shown) -> None:
        self._which = which

    def page(self, context: Context, order: Order) -> Page[RoundLine]:
        """By day, the newest first where all are shown."""
        keys: dict[str, Callable[[RoundLine], Any]] = {
            "unit": lambda row: sort_key(row.unit),
            "hygienist": lambda row: sort_key(row.round.hygienist or ""),
            "planned": lambda row: row.planned,
            "left": lambda row: row.left,
            "state": lambda row: row.round.state,
            "confirmed": lambda row: row.round.confirmed_on or date.min,
        }
        key = keys.get(order.column, lambda row: row.round.day)
        rows = sorted(
            list_rounds(context, self._wanted(context.today)), key=key, reverse=order.descending
        )
        return Page(ids=[row.round.id for row in rows], rows=rows)

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[RoundLine]:
        """Those rounds."""
        wanted = set(ids)
        found = list_rounds(context, self._wanted(context.today))
        return [row for row in found if row.round.id in wanted]

    def _wanted(self, today: date) -> RoundsWanted:
        if self._which is Shown.AHEAD:
            return RoundsWanted(first=today, state=RoundState.PLANNED)
        if self._which is Shown.TO_NOTE:
            return RoundsWanted(last=today - timedelta(days=1), state=RoundState.PLANNED)
        return RoundsWanted()


class VisitSource:
    """Whom a round visits, as it was read."""

    def __init__(self, sheet: RoundSheet) -> None:
        self._visits = sheet.visits

    def page(self, _context: Context, _order: Order) -> Page[Visit]:
        """By room and name."""
        return Page(ids=[row.person_id for row in self._visits], rows=self._visits)

    def rows(self, _context: Context, ids: Sequence[str]) -> Sequence[Visit]:
        """Those persons."""
        return [row for row in self._visits if row.person_id in set(ids)]


def plan_model(desk: Desk, parent: QObject) -> WindowModel[UnitPlan]:
    """An empty list, those with most to plan first."""
    return WindowModel(
        desk,
        plan_columns(),
        id_of=lambda row: row.unit_id or NOWHERE,
        kinds=PLAN_KINDS,
        order=Order(column="to_plan", descending=True),
        parent=parent,
    )


def round_model(desk: Desk, parent: QObject) -> WindowModel[RoundLine]:
    """An empty list by day."""
    return WindowModel(
        desk,
        round_columns(),
        id_of=lambda row: row.round.id,
        kinds=ROUND_KINDS,
        order=Order(column="day"),
        parent=parent,
    )


def visit_model(desk: Desk, parent: QObject) -> WindowModel[Visit]:
    """An empty list by room."""
    return WindowModel(
        desk,
        visit_columns(),
        id_of=lambda row: row.person_id,
        kinds=ROUND_KINDS,
        order=Order(column="room"),
        person_of=lambda row: row.person_id,
        parent=parent,
    )


def plan_columns() -> Sequence[Column[UnitPlan]]:
    """What is told of a unit."""
    tr = translate
    return (
        Column(
            name="unit",
            title=tr("RoundModel", "Enhet"),
            cell=lambda row: Cell(row.unit or tr("RoundModel", "Ingen enhet")),
            spoken=lambda row: row.unit or tr("RoundModel", "Ingen enhet"),
            width=16,
        ),
        Column(
            name="to_plan",
            title=tr("RoundModel", "Att planera"),
            cell=_to_plan,
            width=11,
            right=True,
        ),
        _number("due", tr("RoundModel", "Dags"), lambda row: row.due),
        _number("planned", tr("RoundModel", "Planerade"), lambda row: row.planned),
        _number("parked", tr("RoundModel", "Väntar"), lambda row: row.parked),
        Column(
            name="next",
            title=tr("RoundModel", "Nästa besöksdag"),
            cell=_next,
            spoken=_say_next,
            width=23,
        ),
        Column(
            name="last",
            title=tr("RoundModel", "Senaste"),
            cell=lambda row: Cell(row.last.isoformat() if row.last else "", Tone.MUTED),
            width=11,
        ),
    )


def round_columns() -> Sequence[Column[RoundLine]]:
    """What is told of a round."""
    tr = translate
    return (
        Column(
            name="day",
            title=tr("RoundModel", "Datum"),
            cell=lambda row: Cell(row.round.day.isoformat()),
            spoken=lambda row: row.round.day.isoformat(),
            width=11,
        ),
        Column(
            name="unit",
            title=tr("RoundModel", "Enhet"),
            cell=lambda row: Cell(row.unit),
            spoken=lambda row: row.unit,
            width=22,
        ),
        Column(
            name="state",
            title=tr("RoundModel", "Läge"),
            cell=_state,
            width=12,
        ),
        Column(
            name="planned",
            title=tr("RoundModel", "Personer"),
            cell=lambda row: Cell(str(row.planned)),
            width=9,
            right=True,
        ),
        Column(
            name="left",
            title=tr("RoundModel", "Kvar"),
            cell=lambda row: Cell(str(row.left) if row.left else ""),
            width=7,
            right=True,
        ),
        Column(
            name="confirmed",
            title=tr("RoundModel", "Bekräftad"),
            cell=_confirmed,
            width=13,
        ),
        Column(
            name="hygienist",
            title=tr("RoundModel", "Tandhygienist"),
            cell=lambda row: Cell(row.round.hygienist or "", Tone.MUTED),
            width=18,
        ),
    )


def visit_columns() -> Sequence[Column[Visit]]:
    """What is told of somebody at a round."""
    tr = translate
    return (
        Column(
            name="room",
            title=tr("RoundModel", "Rum"),
            cell=lambda row: Cell(row.room or NOTHING),
            spoken=lambda row: tr("RoundModel", "rum {0}").format(row.room) if row.room else "",
            width=7,
            sortable=False,
        ),
        Column(
            name="name",
            title=tr("RoundModel", "Namn"),
            cell=lambda row: Cell(row.name),
            spoken=lambda row: row.name,
            width=20,
            sortable=False,
        ),
        Column(
            name="number",
            title=tr("RoundModel", "Personnummer"),
            cell=lambda row: Cell(row.number, Tone.MUTED),
            spoken=lambda row: born_words(row.number),
            width=14,
            sortable=False,
            identity=True,
        ),
        Column(
            name="outcome",
            title=tr("RoundModel", "Resultat"),
            cell=_outcome,
            width=22,
            sortable=False,
        ),
        Column(
            name="reason",
            title=tr("RoundModel", "Orsak"),
            cell=lambda row: Cell(row.reason or tr("RoundModel", "Inte dags den dagen")),
            width=30,
            sortable=False,
        ),
        Column(
            name="last",
            title=tr("RoundModel", "Senast bedömd"),
            cell=lambda row: Cell(row.last.isoformat() if row.last else "", Tone.MUTED),
            width=14,
            sortable=False,
        ),
    )


def _number(name: str, title: str, count: Callable[[UnitPlan], int]) -> Column[UnitPlan]:
    return Column(
        name=name,
        title=title,
        cell=lambda row: Cell(str(count(row)) if count(row) else "", Tone.MUTED),
        width=9,
        right=True,
    )


def _to_plan(row: UnitPlan) -> Cell:
    return Cell(str(row.to_plan)) if row.to_plan else Cell("")


def _next(row: UnitPlan) -> Cell:
    if row.next is not None:
        return Cell(row.next.isoformat())
    if row.no_visits_until is not None:
        words = translate("RoundModel", "besöksstopp {0}")
        return Cell(words.format(row.no_visits_until), Tone.WARN)
    return Cell("")


def _say_next(row: UnitPlan) -> str:
    if row.next is not None:
        return translate("RoundModel", "nästa besöksdag {0}").format(row.next)
    if row.no_visits_until is not None:
        return translate("RoundModel", "inga besök till och med {0}").format(row.no_visits_until)
    return ""


def _state(row: RoundLine) -> Cell:
    return Cell(STATE_WORDS[row.round.state].capitalize(), _TONES[row.round.state])


def _confirmed(row: RoundLine) -> Cell:
    if row.round.confirmed_on is not None:
        return Cell(translate("RoundModel", "Ja"), Tone.OK)
    if row.round.state is RoundState.PLANNED:
        return Cell(translate("RoundModel", "Inte än"), Tone.WARN)
    return Cell("")


def _outcome(row: Visit) -> Cell:
    if row.outcome is None:
        return Cell(translate("RoundModel", "Kvar"), Tone.NEUTRAL)
    words = OUTCOME_WORDS[row.outcome]
    tone = Tone.OK if row.outcome.value == "performed" else Tone.WARN
    return Cell(words[0].upper() + words[1:], tone)
