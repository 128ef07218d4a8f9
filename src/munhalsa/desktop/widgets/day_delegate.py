"""How a day of a month is painted: its number, and below it what is on it, in words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from munhalsa.desktop.look import Look
from munhalsa.desktop.theme import RADIUS_CONTROL, Tone

_USER = int(Qt.ItemDataRole.UserRole)
DAY, MARKS, OUTSIDE, TODAY = _USER + 1, _USER + 2, _USER + 3, _USER + 4
"""What a cell holds: the number of the day, its marks, whether of another month, whether today."""

_SPACE = 4


class DayDelegate(QStyledItemDelegate):
    """As many marks as there is room for, each on two lines; how many more are left."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One day."""
        tokens, sizes = self._look.tokens, self._look.sizes
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tokens.accent_ground))
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(QRectF(area).adjusted(1, 1, -2, -2))
        today, outside = index.data(TODAY), index.data(OUTSIDE)
        weight = QFont.Weight.DemiBold if today else QFont.Weight.Normal
        font = self._look.font(pixels=sizes.body, weight=weight)
        painter.setFont(font)
        painter.setPen(QColor(tokens.accent if today else tokens.muted if outside else tokens.ink))
        space = sizes.px(_SPACE)
        inner = area.adjusted(2 * space, space, -2 * space, -space)
        line = QFontMetrics(font).height()
        number = self.tr("{0} i dag").format(index.data(DAY)) if today else index.data(DAY)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, number)
        self._draw_marks(painter, inner.adjusted(0, line + space // 2, 0, 0), index)
        painter.restore()

    def _draw_marks(
        self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        marks = index.data(MARKS) or ()
        sizes, space = self._look.sizes, self._look.sizes.px(_SPACE)
        font = self._look.font(pixels=sizes.secondary)
        metrics = QFontMetrics(font)
        tall = 2 * metrics.height() + space
        painter.setFont(font)
        fit = max(1, (room.height() + space) // (tall + space))
        if fit < len(marks):
            fit = max(1, (room.height() - metrics.height()) // (tall + space))
        top = room.top()
        for mark in marks[:fit]:
            block = QRect(room.left() - space // 2, top, room.width() + space, tall)
            self._draw_block(painter, block, (mark.what, mark.state), mark.tone)
            top += tall + space
        if len(marks) > fit:
            more = self.tr("+{0} till").format(len(marks) - fit)
            painter.setPen(QColor(self._look.tokens.ink))
            corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(room.translated(0, -metrics.height() - space), corner, more)

    def _draw_block(
        self, painter: QPainter, block: QRect, lines: tuple[str, str], tone: Tone
    ) -> None:
        ink, ground = self._look.tokens.of_tone(tone)
        space = self._look.sizes.px(_SPACE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground or self._look.tokens.card))
        painter.drawRoundedRect(block, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = block.adjusted(space, space // 2, -space, -space // 2)
        metrics = painter.fontMetrics()
        corner = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        for place, (text, colour) in enumerate(
            zip(lines, (self._look.tokens.ink, ink), strict=True)
        ):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.setPen(QColor(colour))
            painter.drawText(inner.translated(0, place * metrics.height()), corner, shown)
