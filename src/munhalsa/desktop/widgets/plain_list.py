"""A short list that is shown whole: rows of texts, each said as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from munhalsa.application.save_list import ListColumn, ListRow
from munhalsa.desktop.look import Look
from munhalsa.desktop.models.columns import saved_value
from munhalsa.desktop.models.listing import Listing

_ENDING = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TALLEST = 8
_WIDE = 24
_PADDING = 26
_AROUND = 12


class _WholeWords(QStyledItemDelegate):
    """Rows as high as their words are in the width that the style sheet leaves them, with lines."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt reckons with the whole column, so words that just fit are cut."""
        size = super().sizeHint(option, index)
        size.setWidth(size.width() + self._look.sizes.px(4))
        room: int = option.rect.width() - self._look.sizes.px(_PADDING)
        if room <= 0:
            return size
        words = option.fontMetrics.boundingRect(
            QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, str(index.data() or "")
        )
        px = self._look.sizes.px
        return QSize(size.width(), max(self._look.sizes.row, words.height() + px(_AROUND)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """As other lists: a quiet line under each row but the last."""
        super().paint(painter, option, index)
        if index.row() < index.model().rowCount() - 1:
            area: QRect = option.rect
            painter.setPen(QColor(self._look.tokens.line))
            painter.drawLine(area.bottomLeft(), area.bottomRight())


class PlainList(QTableWidget):
    """Rows are known by an id; as tall as they are, up to a limit.

    Columns share the width, or ``grow`` is the one that takes what the others leave. ``person_of``
    is whom a row tells of, by its id (HIDDEN: somebody who is not told); None: nobody. The columns
    from ``numbers`` on hold numbers, which end under each other.
    """

    def __init__(
        self,
        headings: Sequence[str],
        look: Look,
        *,
        name: str,
        parent: QWidget,
        grow: int | None = None,
        person_of: Callable[[str], str | None] | None = None,
        numbers: int | None = None,
    ) -> None:
        super().__init__(0, len(headings), parent)
        self._headings, self._look = headings, look
        self._ids: Sequence[str] = ()
        self._texts: Sequence[Sequence[str]] = ()
        self._person_of = person_of
        self._numbers = len(headings) if numbers is None else numbers
        self.setAccessibleName(name)
        self.set_headings(headings)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setItemDelegate(_WholeWords(look, self))
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        modes = QHeaderView.ResizeMode
        across.setSectionResizeMode(modes.Stretch if grow is None else modes.ResizeToContents)
        if grow is not None:
            across.setSectionResizeMode(grow, modes.Stretch)
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self.fit)
        across.sectionResized.connect(lambda *_: self._refit.start())
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    @property
    def chosen(self) -> str | None:
        """The id of the row that is chosen."""
        place = self.currentRow()
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def set_headings(self, headings: Sequence[str]) -> None:
        """Other words above the same columns."""
        self._headings = headings
        for column, title in enumerate(headings):
            item = QTableWidgetItem(title)
            if column >= self._numbers:
                item.setTextAlignment(_ENDING)
            self.setHorizontalHeaderItem(column, item)

    def show_rows(self, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Fill it anew with ids and texts; the same id stays chosen."""
        before = self.chosen
        self._ids = [row for row, _ in rows]
        self._texts = [texts for _, texts in rows]
        self.setRowCount(len(rows))
        for place, (_, texts) in enumerate(rows):
            parts = zip(self._headings, texts, strict=True)
            said = ", ".join(f"{title} {text}" for title, text in parts if text)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column >= self._numbers:
                    item.setTextAlignment(_ENDING)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text if column else f"{said}.")
                self.setItem(place, column, item)
        self.setAccessibleDescription("" if rows else self.tr("Inget att visa än."))
        if before in self._ids:
            self.selectRow(self._ids.index(before))
        elif rows:
            self.selectRow(0)
        self.fit()

    def listing(self) -> Listing:
        """What is shown here, to be saved in a file."""
        person_of = self._person_of or (lambda _: None)
        rows = [
            ListRow(
                tuple(saved_value(text, number=place > 0) for place, text in enumerate(texts)),
                person_of(key),
            )
            for key, texts in zip(self._ids, self._texts, strict=True)
        ]
        return Listing(
            name=self.accessibleName(),
            columns=tuple(ListColumn(title=title, width=_WIDE) for title in self._headings),
            count=len(rows),
            of_persons=self._person_of is not None,
            windows=lambda _: [rows],
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Where there is nothing it says so."""
        super().paintEvent(event)
        if self._ids:
            return
        painter, px = QPainter(self.viewport()), self._look.sizes.px
        painter.setPen(QColor(self._look.tokens.muted))
        room = self.viewport().rect().adjusted(px(12), 0, -px(12), 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, left, self.accessibleDescription())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Words wrap otherwise where it is narrower."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def fit(self) -> None:
        """As tall as the rows are; the text may have another size."""
        self.resizeRowsToContents()
        rows = min(self.rowCount(), _TALLEST)
        tall = sum(self.rowHeight(place) for place in range(rows))
        least = self._look.sizes.row if not rows else 0
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + tall + least + self._look.sizes.px(8))
