"""How a row of a list is painted: quiet lines, chips for states, the chosen row plain to see."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPen,
    QStaticText,
    QTransform,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from munhalsa.desktop.look import Look
from munhalsa.desktop.models.columns import Cell
from munhalsa.desktop.models.window_model import WindowModel
from munhalsa.desktop.theme import Tone
from munhalsa.domain.lazy_dataclass import dataclass

_MOST_TEXTS = 4000
"""Texts kept laid out; most cells of a list say what others said before."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text cut to its room and laid out, and how wide it is."""

    laid: QStaticText
    width: int


@dataclass(frozen=True, slots=True)
class _Pens:
    """Colours made ready for one theme and text size."""

    text: dict[Tone, QPen]
    chips: dict[Tone, QColor]
    line: QPen
    chosen: QColor
    mark: QColor
    body: QFont
    chip_font: QFont
    body_metrics: QFontMetrics
    chip_metrics: QFontMetrics
    room: int
    chip_room: int
    chip_height: int
    body_height: int
    chip_inset: QPointF
    texts: dict[tuple[str, int, bool], _Text] = field(default_factory=dict)

    def text_in(self, text: str, room: int, *, chip: bool) -> _Text:
        """The text as it is drawn in so much room."""
        key = (text, room, chip)
        found = self.texts.get(key)
        if found is None:
            if len(self.texts) >= _MOST_TEXTS:
                self.texts.clear()
            metrics = self.chip_metrics if chip else self.body_metrics
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            laid = QStaticText(shown)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.prepare(QTransform(), self.chip_font if chip else self.body)
            found = self.texts[key] = _Text(laid, metrics.horizontalAdvance(shown))
        return found


class RowDelegate(QStyledItemDelegate):
    """Paints cells straight from the model; ``hovered`` is the row under the mouse."""

    def __init__(self, model: WindowModel[Any], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        self._pens = self._ready()
        self.hovered = -1
        look.changed.connect(self._renew)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One cell: ground, line under it, text or chip."""
        pens = self._pens
        row, column = index.row(), index.column()
        area: QRect = option.rect
        left, top, width, height = area.x(), area.y(), area.width(), area.height()
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or row == self.hovered:
            painter.fillRect(area, pens.chosen)
        painter.setPen(pens.line)
        painter.drawLine(left, top + height - 1, left + width - 1, top + height - 1)
        if selected and column == 0:
            painter.fillRect(left, top, 3, height, pens.mark)
        cell = self._model.cell(row, column)
        if not cell.text:
            return
        room = width - 2 * pens.room
        if cell.tone in pens.chips:
            # A row's lowest pixels are its line; halves are where the middle of a pixel is.
            chip_top = top + (height - 2) // 2 - pens.chip_height / 2 + 0.5
            self._draw_chip(painter, QPointF(left + pens.room, chip_top), room, cell)
            return
        painter.setPen(pens.text[cell.tone])
        painter.setFont(pens.body)
        text = pens.text_in(cell.text, room, chip=False)
        inset = room - text.width if self._model.columns[column].right else 0
        text_top = top + round((height - 1 - pens.body_height) / 2)
        painter.drawStaticText(left + pens.room + inset, text_top, text.laid)

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for the whole text, for a column fitted to its content."""
        cell = self._model.cell(index.row(), index.column())
        pens = self._pens
        if cell.tone in pens.chips:
            width = pens.chip_metrics.horizontalAdvance(cell.text) + 2 * pens.chip_room
        else:
            width = pens.body_metrics.horizontalAdvance(cell.text)
        return QSize(width + 2 * pens.room, self._look.sizes.row)

    def helpEvent(  # noqa: N802
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The whole text of a cell that is cut, where the mouse rests on it."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        from html import escape

        area: QRect = option.rect
        is_cut = self.sizeHint(option, index).width() > area.width()
        text = self._model.cell(index.row(), index.column()).text if is_cut else ""
        # As rich text a long one is broken into lines; what it says is never read as markup.
        told = f"<span>{escape(text)}</span>" if text else ""
        QToolTip.showText(event.globalPos(), told, view, area)
        return True

    def _draw_chip(self, painter: QPainter, place: QPointF, room: int, cell: Cell) -> None:
        pens = self._pens
        text = pens.text_in(cell.text, room - 2 * pens.chip_room, chip=True)
        chip = QRectF(place, QSizeF(text.width + 2 * pens.chip_room, pens.chip_height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pens.chips[cell.tone])
        painter.drawRoundedRect(chip, pens.chip_height / 2, pens.chip_height / 2)
        painter.setPen(pens.text[cell.tone])
        painter.setFont(pens.chip_font)
        painter.drawStaticText(place + pens.chip_inset, text.laid)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _renew(self) -> None:
        self._pens = self._ready()

    def _ready(self) -> _Pens:
        tokens, sizes = self._look.tokens, self._look.sizes
        body = self._look.font(pixels=sizes.body)
        chip = self._look.font(pixels=sizes.secondary)
        body_metrics, chip_metrics = QFontMetrics(body), QFontMetrics(chip)
        chip_height, chip_room = sizes.px(22), sizes.px(10)
        colours = {tone: tokens.of_tone(tone) for tone in Tone}
        return _Pens(
            text={tone: QPen(QColor(ink)) for tone, (ink, _) in colours.items()},
            chips={tone: QColor(ground) for tone, (_, ground) in colours.items() if ground},
            line=QPen(QColor(tokens.line)),
            chosen=QColor(tokens.accent_ground),
            mark=QColor(tokens.accent),
            body=body,
            chip_font=chip,
            body_metrics=body_metrics,
            chip_metrics=chip_metrics,
            room=sizes.px(12),
            chip_room=chip_room,
            chip_height=chip_height,
            body_height=body_metrics.height(),
            chip_inset=QPointF(chip_room, (chip_height - chip_metrics.height()) / 2),
        )
