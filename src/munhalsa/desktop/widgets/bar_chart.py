"""Bars over time, one of them chosen; the same numbers stand in a table and are said as text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from munhalsa.desktop.look import Look
from munhalsa.domain.lazy_dataclass import dataclass

_TALL, _NARROWEST_BAR, _WIDEST_BAR, _GAP = 190, 34, 72, 12
_ROUND = 3
_SHARE_OF_SLOT = 0.62


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; ``height`` None: not known. ``shown`` is what stands above it."""

    label: str
    height: float | None
    shown: str
    chosen: bool = False


class BarChart(QWidget):
    """As wide as there is room for; ``goal`` draws a line across."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._bars: Sequence[Bar] = ()
        self._goal: tuple[float, str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._take_sizes)
        self._take_sizes()

    def show_bars(
        self, bars: Sequence[Bar], *, name: str, goal: tuple[float, str] | None = None
    ) -> None:
        """Draw other bars; ``name`` is what they are of, ``goal`` a height and its words."""
        self._bars, self._goal = bars, goal
        self.setAccessibleName(name)
        said = ", ".join(f"{bar.label} {bar.shown}" for bar in bars)
        words = f". {goal[1]}" if goal else ""
        self.setAccessibleDescription(f"{name}: {said}{words}.")
        self.setToolTip(self.accessibleDescription())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the bars."""
        px = self._look.sizes.px
        return QSize(px(_NARROWEST_BAR) * max(1, len(self._bars)), px(_TALL))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The least that can be read."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Bars with their numbers above and their labels below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._bars:
            return
        line = self.fontMetrics().height()
        room = QRectF(0, line * 1.3, self.width(), self.height() - line * 2.8)
        top = max([bar.height or 0 for bar in self._bars] + [self._goal[0] if self._goal else 0])
        wide = room.width()
        if self._goal and top:
            wide -= self._draw_goal(painter, room, self._goal, top)
        slot = wide / len(self._bars)
        for place, bar in enumerate(self._bars):
            self._draw(painter, bar, QRectF(place * slot, room.top(), slot, room.height()), top)
        painter.setPen(QPen(QColor(self._look.tokens.control_border), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _draw(self, painter: QPainter, bar: Bar, slot: QRectF, top: float) -> None:
        tokens, line = self._look.tokens, self.fontMetrics().height()
        height = slot.height() * (bar.height or 0) / top if top else 0
        wide = min(slot.width() * _SHARE_OF_SLOT, self._look.sizes.px(_WIDEST_BAR))
        body = QRectF(slot.center().x() - wide / 2, slot.bottom() - height, wide, height)
        painter.setPen(QPen(QColor(tokens.accent), 1.5))
        painter.setBrush(QColor(tokens.accent if bar.chosen else tokens.accent_ground))
        if height:
            painter.drawRoundedRect(body, _ROUND, _ROUND)
        above = QRectF(slot.left(), body.top() - line * 1.2, slot.width(), line * 1.2)
        below = QRectF(slot.left(), slot.bottom() + line * 0.2, slot.width(), line * 1.2)
        font = painter.font()
        font.setBold(bar.chosen)
        painter.setFont(font)
        # The number stands before the line of the goal, not behind it.
        words = painter.boundingRect(above, Qt.AlignmentFlag.AlignCenter, bar.shown)
        painter.fillRect(words.adjusted(-_ROUND, 0, _ROUND, 0), QColor(tokens.card))
        painter.setPen(QColor(tokens.ink if bar.height is not None else tokens.muted))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, bar.shown)
        painter.setPen(QColor(tokens.ink if bar.chosen else tokens.muted))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, bar.label)

    def _draw_goal(
        self, painter: QPainter, room: QRectF, goal: tuple[float, str], top: float
    ) -> float:
        """Draw the line and, to the right of the bars, its words; the room that they take."""
        height, words = goal
        level = room.bottom() - room.height() * height / top
        wide = self.fontMetrics().horizontalAdvance(words) + self._look.sizes.px(_GAP)
        colour = QColor(self._look.tokens.warn)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(room.left(), level), QPointF(room.right() - wide, level))
        line = self.fontMetrics().height()
        space = QRectF(room.right() - wide, level - line / 2, wide, line)
        painter.setPen(colour)
        painter.drawText(space, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        return wide

    def _take_sizes(self) -> None:
        self.updateGeometry()
        self.update()
