"""The list of persons as Qt alone shows it: the same cells out of a list, one plain table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from munhalsa.application.person_list import PersonRow
from munhalsa.desktop.screens.persons import PersonsView

Index = QModelIndex | QPersistentModelIndex
Cells = Sequence[str]


class ListModel(QAbstractTableModel):
    """Rows of text that are all there."""

    def __init__(self, headings: Cells, parent: QWidget) -> None:
        super().__init__(parent)
        self._headings = headings
        self._rows: Sequence[Cells] = ()

    def show(self, rows: Sequence[Cells]) -> None:
        """Other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:  # noqa: N802
        return len(self._rows)

    def columnCount(self, _parent: Index | None = None) -> int:  # noqa: N802
        return len(self._headings)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


def plain_table(view: PersonsView) -> tuple[QTableView, ListModel]:
    """As large as the list of the view, with its columns as wide and its rows as high."""
    shown = [
        (number, column)
        for number, column in enumerate(view.model.columns)
        if not view.table.isColumnHidden(number)
    ]
    table = QTableView()
    model = ListModel([column.title for _, column in shown], table)
    table.setModel(model)
    table.resize(view.table.size())
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().setVisible(False)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(view.table.rowHeight(0))
    for place, (number, _) in enumerate(shown):
        table.setColumnWidth(place, view.table.columnWidth(number))
    return table, model


def cells_of(view: PersonsView, rows: Sequence[PersonRow]) -> Sequence[Cells]:
    """The texts of the columns that the view shows."""
    columns = [
        column
        for number, column in enumerate(view.model.columns)
        if not view.table.isColumnHidden(number)
    ]
    return [tuple(column.cell(row).text for column in columns) for row in rows]
