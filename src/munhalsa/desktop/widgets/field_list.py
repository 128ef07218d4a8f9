"""The fields of one row to type in elsewhere: which has changed, which is in the clipboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from munhalsa.application.registration_fields import HelpField
from munhalsa.desktop.look import Look

_TARGET, _LEAST_ROWS, _MARK = 44, 5, 3
_HEADING, _HALF = 40, 48
"""Per cent of the width for the words, beside the state or where that stands below them."""
_AROUND = 12
_NARROW, _STATE, _PADDING = 420, 130, 30
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _FieldDelegate(QStyledItemDelegate):
    """A quiet line below each row, and the row one stands on plain to see."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """As Qt does, on a ground of our own."""
        tokens = self._look.tokens
        area: QRect = option.rect
        plain = QStyleOptionViewItem(option)
        states = QStyle.StateFlag
        if option.state & states.State_Selected:
            painter.fillRect(area, QColor(tokens.accent_ground))
            if index.column() == 0:
                painter.fillRect(area.x(), area.y(), _MARK, area.height(), QColor(tokens.accent))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        plain.state &= ~(states.State_Selected | states.State_HasFocus | states.State_MouseOver)
        super().paint(painter, plain, index)

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the words are in the width that the style sheet leaves them."""
        size = super().sizeHint(option, index)
        room: int = option.rect.width() - self._look.sizes.px(_PADDING)
        if room <= 0:
            return size
        font, own = QFont(option.font), index.data(Qt.ItemDataRole.FontRole)
        font.setBold(isinstance(own, QFont) and own.bold())
        words = QFontMetrics(font).boundingRect(
            QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, str(index.data() or "")
        )
        return QSize(size.width(), words.height() + self._look.sizes.px(_AROUND))


class FieldList(QTableWidget):
    """``wanted`` carries the place of the field that somebody chose by a click or by Enter."""

    wanted = Signal(int)

    def __init__(self, look: Look, *, name: str, parent: QWidget) -> None:
        super().__init__(0, 3, parent)
        self._look = look
        self._fields: Sequence[HelpField] = ()
        self._copied: frozenset[int] = frozenset()
        self._held: int | None = None
        self._narrow = False
        self.setItemDelegate(_FieldDelegate(look, self))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([self.tr("Fält"), self.tr("Innehåll"), self.tr("Läge")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setStretchLastSection(True)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._fit)
        self.cellClicked.connect(lambda place, _: self.wanted.emit(place))
        look.changed.connect(self._take_sizes)
        self._take_sizes()

    def show_fields(
        self, fields: Sequence[HelpField], *, copied: frozenset[int], held: int | None
    ) -> None:
        """Show them anew; ``held`` lies in the clipboard, ``copied`` have."""
        self._fields, self._copied, self._held = fields, copied, held
        self._show()

    def _show(self) -> None:
        self.setRowCount(len(self._fields))
        for place, field in enumerate(self._fields):
            state = self._state(field, place)
            heading = f"{field.heading}\n{state}" if self._narrow and state else field.heading
            shown = field.text or self.tr("tomt")
            parts = (f"{field.heading}: {shown}", state)
            for column, text in enumerate((heading, shown, state)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                font = item.font()
                font.setBold(field.changed and column < 2)
                item.setFont(font)
                if place == self._held and column == len(parts):
                    item.setForeground(QColor(self._look.tokens.accent))
                said = f"{'. '.join(part for part in parts if part)}." if not column else text
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                self.setItem(place, column, item)
        self._refit.start()

    def go_to(self, place: int | None) -> None:
        """Stand on a field and have it in sight; None: on none."""
        if place is None:
            self.clearSelection()
            self.setCurrentCell(-1, -1)
            self.scrollToTop()
        else:
            self.selectRow(place)
            self.scrollTo(self.model().index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter copies the field."""
        if event.key() in _ENTER and self.currentRow() >= 0:
            self.wanted.emit(self.currentRow())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Words wrap otherwise where it is narrower."""
        super().resizeEvent(event)
        self._refit.start()

    def _fit(self) -> None:
        """Rows as high as their words; the one that one stands on stays in sight.

        What is to be typed in gets the most room, and all words wrap. Where it is narrow the state
        stands below the words.
        """
        px, room = self._look.sizes.px, self.viewport().width()
        narrow = room < px(_NARROW)
        if narrow is not self._narrow:
            self._narrow = narrow
            self.setColumnHidden(2, narrow)
            self._show()
        if narrow:
            self.setColumnWidth(0, room * _HALF // 100)
        else:
            heading = min(self.sizeHintForColumn(0), room * _HEADING // 100)
            self.setColumnWidth(0, heading)
            self.setColumnWidth(1, room - heading - px(_STATE))
        self.resizeRowsToContents()
        self.updateGeometries()
        if self.currentRow() >= 0:
            self.scrollTo(self.currentIndex())

    def _state(self, field: HelpField, place: int) -> str:
        words = [self.tr("ändrat")] if field.changed else []
        if place == self._held:
            words.append(self.tr("i urklipp"))
        elif place in self._copied:
            words.append(self.tr("kopierat"))
        return ", ".join(words)

    def _take_sizes(self) -> None:
        px = self._look.sizes.px
        self.verticalHeader().setMinimumSectionSize(px(_TARGET))
        self.horizontalHeader().setMinimumHeight(self._look.sizes.row)
        self.setMinimumHeight(px(_TARGET) * _LEAST_ROWS + self._look.sizes.row)
        current = self.currentRow()
        self.show_fields(self._fields, copied=self._copied, held=self._held)
        self.setCurrentCell(current, 0 if current >= 0 else -1)
