"""The register of deviations: its columns, and the question it is filled by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.context import Context
from munhalsa.application.deviation_words import STATE_WORDS, TASK_WORDS, deadline_words
from munhalsa.application.save_list import HIDDEN
from munhalsa.application.view_deviations import (
    DeviationFilter,
    DeviationLine,
    deviation_rows,
    find_deviations,
    note_deviations,
)
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page, WindowModel
from munhalsa.desktop.person_words import NOTHING
from munhalsa.desktop.theme import Tone
from munhalsa.domain.deviation import DeviationState, DeviationTask
from munhalsa.domain.swedish import sort_key

translate = QCoreApplication.translate

DEVIATION_KINDS = frozenset({"deviation", "person", "unit", "unit_name"})
"""Whose change may alter the register."""

_FIRST_ROWS = 60
_BY: dict[str, Callable[[DeviationLine], Any]] = {
    "day": lambda one: one.day,
    "category": lambda one: sort_key(one.category_word),
    "unit": lambda one: sort_key(one.unit or ""),
    "state": lambda one: list(DeviationState).index(one.state),
    "due": lambda one: (one.answer_due is None, one.answer_due or one.day),
}
_TONES = {
    DeviationState.DRAFT: Tone.NEUTRAL,
    DeviationState.REPORTED: Tone.WARN,
    DeviationState.ANSWERED: Tone.OK,
    DeviationState.CLOSED: Tone.MUTED,
}


class DeviationSource:
    """One question; ``ids`` are its answer."""

    def __init__(self, wanted: DeviationFilter) -> None:
        self.wanted = wanted
        self.ids: Sequence[str] = ()

    def page(self, context: Context, order: Order) -> Page[DeviationLine]:
        """Every id, and the first rows."""
        found = sorted(
            find_deviations(context, self.wanted),
            key=_BY[order.column],
            reverse=order.descending,
        )
        self.ids = [one.id for one in found]
        return Page(ids=self.ids, rows=found[:_FIRST_ROWS])

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[DeviationLine]:
        """The rows of those ids."""
        return deviation_rows(context, ids)

    def note(self, context: Context) -> None:
        """Tell the log what was shown."""
        note_deviations(context, hits=len(self.ids))


def deviation_model(desk: Desk, parent: QObject) -> WindowModel[DeviationLine]:
    """An empty register, the newest first."""
    return WindowModel(
        desk,
        deviation_columns(),
        id_of=lambda row: row.id,
        kinds=DEVIATION_KINDS,
        order=Order(column="day", descending=True),
        person_of=lambda row: HIDDEN if row.masked else row.person_id,
        parent=parent,
    )


def who_words(line: DeviationLine) -> str:
    """Whom it concerns, as far as may be shown."""
    if line.masked:
        return translate("DeviationModel", "Skyddad uppgift")
    return line.name or NOTHING


def due_words(line: DeviationLine) -> str:
    """When an answer is to be there, with a word where it is late."""
    return deadline_words(
        line.answer_due,
        overdue=line.overdue,
        promptly=line.promptly,
        waits=line.state is DeviationState.REPORTED,
    )


def deviation_columns() -> Sequence[Column[DeviationLine]]:
    """When, what, who and where, how far, by when, and whose turn it is."""
    return (
        Column(
            name="category",
            title=translate("DeviationModel", "Vad den gäller"),
            cell=lambda row: Cell(row.category_word),
            spoken=lambda row: row.category_word,
            width=26,
        ),
        Column(
            name="day",
            title=translate("DeviationModel", "Dag"),
            cell=lambda row: Cell(row.day.isoformat()),
            spoken=lambda row: row.day.isoformat(),
            width=11,
        ),
        Column(
            name="person",
            title=translate("DeviationModel", "Person"),
            cell=lambda row: Cell(who_words(row), Tone.MUTED if row.masked else Tone.PLAIN),
            spoken=lambda row: "" if who_words(row) == NOTHING else who_words(row),
            width=20,
            sortable=False,
        ),
        Column(
            name="unit",
            title=translate("DeviationModel", "Enhet"),
            cell=lambda row: Cell(row.unit or NOTHING),
            spoken=lambda row: row.unit or "",
            width=17,
        ),
        Column(
            name="state",
            title=translate("DeviationModel", "Läge"),
            cell=lambda row: Cell(STATE_WORDS[row.state], _TONES[row.state]),
            width=12,
        ),
        Column(
            name="due",
            title=translate("DeviationModel", "Svar senast"),
            cell=lambda row: Cell(due_words(row), Tone.BAD if row.overdue else Tone.PLAIN),
            width=18,
        ),
        Column(
            name="task",
            title=translate("DeviationModel", "Att göra"),
            cell=lambda row: Cell(
                TASK_WORDS[row.task], Tone.MUTED if row.task is DeviationTask.NONE else Tone.PLAIN
            ),
            width=16,
            sortable=False,
        ),
    )
