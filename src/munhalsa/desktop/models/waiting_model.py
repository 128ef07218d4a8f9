"""The queue to Intygsbeställningen as a list: whom or what it is about, and what has changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.context import Context
from munhalsa.application.export_profile import ExportProfile
from munhalsa.application.registration_help import (
    WaitingLine,
    WaitingQueue,
    note_queue,
    waiting_queue,
)
from munhalsa.desktop.born import born_words
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page, WindowModel

translate = QCoreApplication.translate

WAITING_KINDS = frozenset(
    {
        *("registration", "unit_registration", "person", "certificate", "unit", "disclosure"),
        *("residence", "response", "contact", "dentist", "setting"),
    }
)
"""Whose change may alter the queue or what is to be typed in."""

_NAME, _ACTION, _SINCE = "name", "action", "since"


class WaitingSource:
    """The queue as one profile has it; ``queue`` is the newest answer."""

    def __init__(self, profile: ExportProfile) -> None:
        self.profile = profile
        self.queue = WaitingQueue(lines=())

    def page(self, context: Context, order: Order) -> Page[WaitingLine]:
        """All of it: a row is short."""
        self.queue = queue = waiting_queue(context, self.profile)
        lines = list(queue.lines)
        if order.column == _ACTION:
            lines.sort(key=lambda line: line.action)
        elif order.column == _SINCE:
            lines.sort(key=lambda line: line.since)
        if order.descending:
            lines.reverse()
        return Page(ids=[line.id for line in lines], rows=lines)

    def rows(self, _context: Context, ids: Sequence[str]) -> Sequence[WaitingLine]:
        """Those rows, as they were read."""
        wanted = set(ids)
        return [line for line in self.queue.lines if line.id in wanted]

    def note(self, context: Context) -> None:
        """Tell the log that it was shown."""
        note_queue(context, self.profile, hits=len(self.queue.lines))


def waiting_model(desk: Desk, parent: QObject) -> WindowModel[WaitingLine]:
    """An empty queue, by name."""
    return WindowModel(
        desk,
        (
            Column(
                name=_NAME,
                title=translate("WaitingModel", "Namn"),
                cell=lambda line: Cell(line.name),
                spoken=lambda line: line.name,
                width=17,
            ),
            Column(
                name=_ACTION,
                title=translate("WaitingModel", "Åtgärd"),
                cell=lambda line: Cell(line.action),
                spoken=lambda line: line.changes,
                width=15,
            ),
            Column(
                name="number",
                title=translate("WaitingModel", "Personnummer"),
                cell=lambda line: Cell(line.number),
                spoken=_say_birth,
                width=14,
                sortable=False,
                identity=True,
            ),
            Column(
                name=_SINCE,
                title=translate("WaitingModel", "Sedan"),
                cell=lambda line: Cell(line.since.isoformat()),
                spoken=lambda line: translate("WaitingModel", "sedan {0}").format(line.since),
                width=11,
            ),
        ),
        id_of=lambda line: line.id,
        person_of=lambda line: None if line.identity is None else line.subject_id,
        kinds=WAITING_KINDS,
        order=Order(column=_NAME),
        parent=parent,
    )


def _say_birth(line: WaitingLine) -> str:
    return born_words(line.number) if line.number else ""
