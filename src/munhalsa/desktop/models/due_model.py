"""A list of people who wait: its columns, and the question it is filled by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.context import Context
from munhalsa.application.due_list import DueRow, due_page, due_rows, note_due_list
from munhalsa.application.ports_due import DueFilter, DueOrder, DueSort
from munhalsa.desktop.born import born_words
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.due_kinds import DUE_KINDS
from munhalsa.desktop.models.window_model import Order, Page, WindowModel
from munhalsa.desktop.person_words import NOTHING
from munhalsa.desktop.theme import Tone
from munhalsa.domain.due import DueList

translate = QCoreApplication.translate

_FIRST_ROWS = 60


class DueSource:
    """One list, narrowed or not; ``ids`` are its answer."""

    def __init__(self, which: DueList, narrowed: DueFilter) -> None:
        self.which = which
        self.narrowed = narrowed
        self.ids: Sequence[str] = ()

    def page(self, context: Context, order: Order) -> Page[DueRow]:
        """Every id, and the first rows."""
        by = DueOrder(by=DueSort(order.column), descending=order.descending)
        found = due_page(context, self.which, self.narrowed, by, rows=_FIRST_ROWS)
        self.ids = found.ids
        return Page(ids=found.ids, rows=found.rows)

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[DueRow]:
        """The rows of those ids."""
        return due_rows(context, self.which, ids)

    def note(self, context: Context) -> None:
        """Tell the log what was shown."""
        note_due_list(context, self.which, self.narrowed, hits=len(self.ids))


def due_model(desk: Desk, parent: QObject) -> WindowModel[DueRow]:
    """An empty list, who has waited longest first."""
    return WindowModel(
        desk,
        due_columns(),
        id_of=lambda row: row.id,
        kinds=DUE_KINDS,
        order=Order(column=DueSort.SINCE.value),
        person_of=lambda row: row.id,
        parent=parent,
    )


def due_columns() -> Sequence[Column[DueRow]]:
    """Who, where, why, since when, and how often the person was asked."""
    return (
        Column(
            name=DueSort.NAME.value,
            title=translate("DueModel", "Namn"),
            cell=lambda row: Cell(row.name),
            spoken=lambda row: row.name,
            width=18,
        ),
        Column(
            name="number",
            title=translate("DueModel", "Personnummer"),
            cell=lambda row: Cell(row.number, Tone.MUTED),
            spoken=_say_birth,
            width=14,
            sortable=False,
            identity=True,
        ),
        Column(
            name=DueSort.UNIT.value,
            title=translate("DueModel", "Boende"),
            cell=lambda row: Cell(row.home or NOTHING),
            spoken=lambda row: row.home or "",
            width=22,
        ),
        Column(
            name=DueSort.REASON.value,
            title=translate("DueModel", "Orsak"),
            cell=lambda row: Cell(row.reason, Tone.MUTED if row.masked else Tone.PLAIN),
            spoken=lambda row: row.reason,
            width=38,
        ),
        Column(
            name=DueSort.SINCE.value,
            title=translate("DueModel", "Sedan"),
            cell=lambda row: Cell(row.since.isoformat() if row.since else NOTHING),
            spoken=_say_since,
            width=11,
        ),
        Column(
            name=DueSort.CONTACTS.value,
            title=translate("DueModel", "Frågad"),
            cell=lambda row: Cell(_contacts(row)),
            spoken=_say_contacts,
            width=9,
        ),
    )


def _contacts(row: DueRow) -> str:
    if not row.contacts:
        return NOTHING
    if row.contacts == 1:
        return translate("DueModel", "1 gång")
    return translate("DueModel", "{0} ggr").format(row.contacts)


def _say_birth(row: DueRow) -> str:
    return "" if row.masked else born_words(row.number)


def _say_since(row: DueRow) -> str:
    return "" if row.since is None else translate("DueModel", "sedan {0}").format(row.since)


def _say_contacts(row: DueRow) -> str:
    if not row.contacts:
        return ""
    if row.contacts == 1:
        return translate("DueModel", "frågad en gång")
    return translate("DueModel", "frågad {0} gånger").format(row.contacts)
