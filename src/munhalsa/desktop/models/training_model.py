"""The lists of Utbildning: sessions, the units' three-year wheel, and the issuers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.context import Context
from munhalsa.application.issuer_words import missing_words, needs_words
from munhalsa.application.issuers import list_issuers
from munhalsa.application.list_trainings import (
    TrainingsWanted,
    training_ids,
    training_sheets,
    unit_wheel,
)
from munhalsa.application.ports_training import TrainingOrder, TrainingSort
from munhalsa.application.training_steps import TrainingSheet
from munhalsa.application.training_words import STATE_WORDS, named
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page, WindowModel
from munhalsa.desktop.theme import Tone
from munhalsa.domain.issuer import IssuerStanding
from munhalsa.domain.training import TrainingState
from munhalsa.domain.training_rules import hours_text
from munhalsa.domain.unit_training import UnitTraining

translate = QCoreApplication.translate

SESSION_KINDS = frozenset(
    {"training", "training_unit", "participant", "training_kind", "unit", "staff_member"}
)
ISSUER_KINDS = frozenset(
    {"issuer", "participant", "training", "certificate", "account", "district", "setting"}
    | {"municipality_contact", "person"}
)
_FIRST_ROWS = 60
_TONES = {
    TrainingState.PLANNED: Tone.NEUTRAL,
    TrainingState.HELD: Tone.OK,
    TrainingState.CANCELLED: Tone.MUTED,
}


class TrainingSource:
    """The sessions that are wanted."""

    def __init__(self, wanted: TrainingsWanted) -> None:
        self._wanted = wanted

    def page(self, context: Context, order: Order) -> Page[TrainingSheet]:
        """Every id, and the first rows."""
        by = TrainingOrder(by=TrainingSort(order.column), descending=order.descending)
        ids = training_ids(context, self._wanted, by)
        return Page(ids=ids, rows=training_sheets(context, ids[:_FIRST_ROWS]))

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[TrainingSheet]:
        """The rows of those ids."""
        return training_sheets(context, ids)


class WheelSource:
    """Every unit; there are too few to fetch in windows."""

    def page(self, context: Context, _order: Order) -> Page[UnitTraining]:
        """Those who wait the longest first."""
        rows = unit_wheel(context)
        return Page(ids=[row.unit_id for row in rows], rows=rows)

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[UnitTraining]:
        """Those units."""
        wanted = set(ids)
        return [row for row in unit_wheel(context) if row.unit_id in wanted]


class IssuerSource:
    """Every issuer; there are too few to fetch in windows."""

    def page(self, context: Context, _order: Order) -> Page[IssuerStanding]:
        """By name."""
        rows = list_issuers(context).issuers
        return Page(ids=[row.issuer.id for row in rows], rows=rows)

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[IssuerStanding]:
        """Those issuers."""
        wanted = set(ids)
        return [row for row in list_issuers(context).issuers if row.issuer.id in wanted]


def training_model(desk: Desk, parent: QObject) -> WindowModel[TrainingSheet]:
    """An empty list, newest first."""
    return WindowModel(
        desk,
        training_columns(),
        id_of=lambda row: row.training.id,
        kinds=SESSION_KINDS,
        order=Order(column=TrainingSort.DAY.value, descending=True),
        parent=parent,
    )


def wheel_model(desk: Desk, parent: QObject) -> WindowModel[UnitTraining]:
    """An empty list."""
    return WindowModel(
        desk,
        wheel_columns(),
        id_of=lambda row: row.unit_id,
        kinds=SESSION_KINDS,
        order=Order(column="due"),
        parent=parent,
    )


def issuer_model(desk: Desk, parent: QObject) -> WindowModel[IssuerStanding]:
    """An empty list."""
    return WindowModel(
        desk,
        issuer_columns(),
        id_of=lambda row: row.issuer.id,
        kinds=ISSUER_KINDS,
        order=Order(column="name"),
        parent=parent,
    )


def training_columns() -> Sequence[Column[TrainingSheet]]:
    """What is told of a session."""
    return (
        Column(
            name=TrainingSort.DAY.value,
            title=translate("TrainingModel", "Datum"),
            cell=lambda row: Cell(row.training.day.isoformat()),
            spoken=lambda row: row.training.day.isoformat(),
            width=11,
        ),
        Column(
            name="kind",
            title=translate("TrainingModel", "Utbildning"),
            cell=lambda row: Cell(row.kind.name),
            spoken=lambda row: row.kind.name,
            width=39,
            sortable=False,
        ),
        Column(
            name="state",
            title=translate("TrainingModel", "Läge"),
            cell=_state,
            width=13,
            sortable=False,
        ),
        Column(
            name="units",
            title=translate("TrainingModel", "Enheter"),
            cell=lambda row: Cell(named(row)),
            width=26,
            sortable=False,
        ),
        Column(
            name="hours",
            title=translate("TrainingModel", "Timmar"),
            cell=lambda row: Cell(hours_text(row.training.hundredths)),
            width=8,
            right=True,
            sortable=False,
        ),
        Column(
            name=TrainingSort.PARTICIPANTS.value,
            title=translate("TrainingModel", "Deltagare"),
            cell=_count,
            width=10,
            right=True,
        ),
        Column(
            name="trainer",
            title=translate("TrainingModel", "Utbildare"),
            cell=lambda row: Cell(row.training.trainer or "", Tone.MUTED),
            width=18,
            sortable=False,
        ),
    )


def wheel_columns() -> Sequence[Column[UnitTraining]]:
    """What is told of a unit's training."""
    return (
        Column(
            name="unit",
            title=translate("TrainingModel", "Enhet"),
            cell=lambda row: Cell(row.name),
            spoken=lambda row: row.name,
            width=18,
            sortable=False,
        ),
        Column(
            name="state",
            title=translate("TrainingModel", "Utbildad"),
            cell=_wheel_state,
            width=13,
            sortable=False,
        ),
        Column(
            name="due",
            title=translate("TrainingModel", "Dags"),
            cell=lambda row: Cell("" if row.due is None else row.due.isoformat()),
            width=11,
            sortable=False,
        ),
        Column(
            name="held",
            title=translate("TrainingModel", "Senast"),
            cell=lambda row: Cell("" if row.held is None else row.held.isoformat(), Tone.MUTED),
            width=11,
            sortable=False,
        ),
        Column(
            name="planned",
            title=translate("TrainingModel", "Planerad"),
            cell=lambda row: Cell("" if row.planned is None else row.planned.isoformat()),
            width=11,
            sortable=False,
        ),
    )


def issuer_columns() -> Sequence[Column[IssuerStanding]]:
    """What is told of an issuer."""
    return (
        Column(
            name="name",
            title=translate("TrainingModel", "Namn"),
            cell=lambda row: Cell(row.issuer.name),
            spoken=lambda row: row.issuer.name,
            width=18,
            sortable=False,
        ),
        Column(
            name="needs",
            title=translate("TrainingModel", "Att göra"),
            cell=_needs,
            width=22,
            sortable=False,
        ),
        Column(
            name="trained",
            title=translate("TrainingModel", "Utbildad"),
            cell=lambda row: Cell("" if row.trained is None else row.trained.isoformat()),
            width=11,
            sortable=False,
        ),
        Column(
            name="issued",
            title=translate("TrainingModel", "Senaste intyg"),
            cell=lambda row: Cell("" if row.issued is None else row.issued.isoformat(), Tone.MUTED),
            width=12,
            sortable=False,
        ),
        Column(
            name="missing",
            title=translate("TrainingModel", "Saknas"),
            cell=lambda row: Cell(missing_words(row) if row.is_active else "", Tone.MUTED),
            width=30,
            sortable=False,
        ),
    )


def _state(row: TrainingSheet) -> Cell:
    state = row.training.state
    return Cell(STATE_WORDS[state].capitalize(), _TONES[state])


def _count(row: TrainingSheet) -> Cell:
    if row.count is not None:
        return Cell(str(row.count))
    held = row.training.state is TrainingState.HELD
    return Cell(translate("TrainingModel", "okänt") if held else "", Tone.MUTED)


def _wheel_state(row: UnitTraining) -> Cell:
    if row.is_trained:
        return Cell(translate("TrainingModel", "Ja"), Tone.OK)
    if row.planned is not None:
        return Cell(translate("TrainingModel", "Nej, planerad"), Tone.NEUTRAL)
    if row.held is None:
        return Cell(translate("TrainingModel", "Aldrig"), Tone.WARN)
    return Cell(translate("TrainingModel", "Nej"), Tone.WARN)


def _needs(row: IssuerStanding) -> Cell:
    words = needs_words(row)
    if words:
        return Cell(words[0].upper() + words[1:], Tone.WARN)
    if not row.is_active:
        return Cell(translate("TrainingModel", "Inte aktiv"), Tone.MUTED)
    return Cell("")
