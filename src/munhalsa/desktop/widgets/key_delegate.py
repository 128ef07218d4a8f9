"""How a line of what can be done is painted: its words, and at the right the keys that do it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from munhalsa.desktop.look import Look

KEYS_FOLLOW = "\t"
"""Stands between the words and the keys of a line, as in a menu."""

_SPACE = 12


class KeyDelegate(QStyledItemDelegate):
    """Words are cut where the keys begin."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The words alone, in the room that the keys leave."""
        super().initStyleOption(option, index)
        words, _, keys = index.data().partition(KEYS_FOLLOW)
        metrics: QFontMetrics = option.fontMetrics
        area: QRect = option.rect
        taken = metrics.horizontalAdvance(keys) + 3 * self._look.sizes.px(_SPACE)
        cut = Qt.TextElideMode.ElideRight
        option.text = (
            metrics.elidedText(words, cut, area.width() - taken) if area.isValid() else words
        )

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One line."""
        super().paint(painter, option, index)
        _, _, keys = index.data().partition(KEYS_FOLLOW)
        space = self._look.sizes.px(_SPACE)
        area: QRect = option.rect
        painter.save()
        painter.setPen(QColor(self._look.tokens.muted))
        where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(0, 0, -space, 0), where, keys)
        painter.restore()
