"""The pairs that may be one person, to be compared one after another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidgetItem, QWidget

from munhalsa.application.find_duplicates import Pair
from munhalsa.application.merge_words import REASON_WORDS
from munhalsa.application.ports import PersonLine
from munhalsa.application.save_list import ListColumn, ListRow
from munhalsa.desktop.forms.duplicates_dialog import DuplicatesDialogForm
from munhalsa.desktop.look import read_in_order
from munhalsa.desktop.models.listing import Listing
from munhalsa.desktop.view import Frame
from munhalsa.desktop.window.saving import saving_button
from munhalsa.domain.identity import masked

_WIDE, _TALL = 820, 280
_COLUMN = 44


class DuplicatesDialog(QDialog):
    """``wanted`` carries the pair to compare, ``apart`` two who are two; the list stays open."""

    wanted = Signal(object)
    apart = Signal(object)

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        look = frame.look
        self.ui = DuplicatesDialogForm()
        self.ui.set_up(self)
        self._pairs: Sequence[Pair] = ()
        table = self.ui.lines
        headings = [self.tr("Den ena"), self.tr("Den andra"), self.tr("Varför")]
        self._headings = headings
        table.setColumnCount(len(headings))
        table.setHorizontalHeaderLabels(headings)
        table.setWordWrap(True)
        table.setMinimumHeight(look.sizes.px(_TALL))
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        across = table.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.itemActivated.connect(lambda _: self._compare())
        self.ui.compare.clicked.connect(self._compare)
        self.ui.apart.clicked.connect(self._part)
        self.ui.leave.clicked.connect(self.reject)
        self.save = saving_button(self, frame, name="duplicates")
        self.ui.buttons.insertWidget(self.ui.buttons.indexOf(self.ui.leave), self.save)
        for before, after in pairwise((self.ui.apart, self.save, self.ui.leave)):
            QWidget.setTabOrder(before, after)
        read_in_order(table, self.ui.apart, self.save, self.ui.leave, self.ui.compare)
        self.finished.connect(self.deleteLater)
        self.setMinimumWidth(look.sizes.px(_WIDE))
        self.show_pairs(())

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Fill the list anew; the same place in it stays chosen."""
        table, place = self.ui.lines, max(0, self.ui.lines.currentRow())
        self._pairs = pairs
        table.setRowCount(len(pairs))
        for row, pair in enumerate(pairs):
            texts = _texts(pair)
            said = self.tr("{0} och {1}, {2}.").format(*texts)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text if column else said)
                table.setItem(row, column, item)
        self.ui.explanation.setText(
            self.tr("Jämför dem och slå ihop dem om det är samma person. Det går att återställa.")
            if pairs
            else self.tr("Ingen i registret liknar någon annan.")
        )
        table.setVisible(bool(pairs))
        for button in (self.ui.apart, self.save, self.ui.compare):
            button.setVisible(bool(pairs))
        if pairs:
            table.selectRow(min(place, len(pairs) - 1))
            table.setFocus()
        else:
            self.ui.leave.setFocus()

    def listing(self) -> Listing:
        """The pairs, to be saved in a file."""
        rows = [ListRow((*_texts(pair),), pair.first.id, pair.second.id) for pair in self._pairs]
        return Listing(
            name=self.windowTitle(),
            columns=tuple(ListColumn(title=title, width=_COLUMN) for title in self._headings),
            count=len(rows),
            of_persons=True,
            windows=lambda _: [rows],
        )

    def _compare(self) -> None:
        pair = self._chosen()
        if pair is not None:
            self.wanted.emit(pair)

    def _part(self) -> None:
        pair = self._chosen()
        if pair is not None:
            self.apart.emit(pair)

    def _chosen(self) -> Pair | None:
        place = self.ui.lines.currentRow()
        return self._pairs[place] if 0 <= place < len(self._pairs) else None


def _texts(pair: Pair) -> tuple[str, str, str]:
    return _who(pair.first), _who(pair.second), REASON_WORDS[pair.reason]


def _who(person: PersonLine) -> str:
    return " · ".join(part for part in (person.name, masked(person.number), person.unit) if part)
