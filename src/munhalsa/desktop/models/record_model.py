"""The persons behind a figure: its columns, and the question it is filled by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.context import Context
from munhalsa.application.follow_up import persons_behind, seen_behind
from munhalsa.application.ports import PersonLine
from munhalsa.desktop.born import born_words
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page, WindowModel
from munhalsa.desktop.person_words import NOTHING
from munhalsa.desktop.theme import Tone
from munhalsa.domain.identity import masked

translate = QCoreApplication.translate

_FIRST_ROWS = 60


class RecordSource:
    """Those of the persons whom the user may see, in the order they are given."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids

    def page(self, context: Context, _order: Order) -> Page[PersonLine]:
        """Every id, and the first rows."""
        ids = seen_behind(context, self._ids)
        return Page(ids=ids, rows=persons_behind(context, ids[:_FIRST_ROWS]))

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[PersonLine]:
        """The rows of those ids."""
        return persons_behind(context, ids)


def record_model(desk: Desk, parent: QObject) -> WindowModel[PersonLine]:
    """An empty list."""
    return WindowModel(
        desk,
        _columns(),
        id_of=lambda row: row.id,
        kinds=frozenset(),
        order=Order(column=""),
        person_of=lambda row: row.id,
        parent=parent,
    )


def _columns() -> Sequence[Column[PersonLine]]:
    return (
        Column(
            name="name",
            title=translate("RecordModel", "Namn"),
            cell=lambda row: Cell(row.name),
            spoken=lambda row: row.name,
            width=22,
            sortable=False,
        ),
        Column(
            name="number",
            title=translate("RecordModel", "Personnummer"),
            cell=lambda row: Cell(masked(row.number), Tone.MUTED),
            spoken=lambda row: born_words(row.number),
            width=15,
            sortable=False,
            identity=True,
        ),
        Column(
            name="unit",
            title=translate("RecordModel", "Boende"),
            cell=lambda row: Cell(row.unit or NOTHING),
            spoken=lambda row: row.unit or "",
            width=22,
            sortable=False,
        ),
    )
