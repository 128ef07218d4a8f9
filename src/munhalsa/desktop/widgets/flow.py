"""A row of widgets that goes on below when there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Gives each widget the room it asks for, in the order they were added."""

    def __init__(self, parent: QWidget, spacing: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._asked = (0, 0)
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """As Qt wants it; a reader comes to the widget after those before it."""
        self._items.append(item)
        self._heights.clear()
        widget = item.widget()
        if widget is not None:
            widget.raise_()

    def count(self) -> int:
        """As Qt wants it."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """As Qt wants it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """As Qt wants it."""
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """None: it needs no more room than its widgets."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """As Qt wants it."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """As Qt wants it, which asks again and again for the same width."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return height

    def invalidate(self) -> None:
        """As Qt wants it: a widget asks for other room, comes or goes."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:  # noqa: N802
        """As Qt wants it."""
        super().setGeometry(area)
        self._ask_for(area, needed=self._place(area, move=True))

    def _ask_for(self, area: QRect, *, needed: int) -> None:
        """A form may have measured another width, and does not measure again by itself."""
        parent, asked = self.parentWidget(), (area.width(), needed)
        if needed <= area.height():
            self._asked = (0, 0)
        elif asked != self._asked and parent is not None:
            self._asked = asked
            QTimer.singleShot(0, self, parent.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All of them in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self.spacing() * max(len(shown) - 1, 0)
        return QSize(
            sum(size.width() for size in shown) + gaps,
            max((size.height() for size in shown), default=0),
        )

    def minimumSize(self) -> QSize:  # noqa: N802
        """The largest of the widgets."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, area: QRect, *, move: bool) -> int:
        """Put the items in lines, each in the middle of its line; the height of all lines."""
        top = area.y()
        for line in self._lines(area.width()):
            height = max(size.height() for _, size in line)
            left = area.x()
            for item, size in line:
                if move:
                    middle = top + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, middle), size))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return max(top - self.spacing() - area.y(), 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What is shown with its size, as many a line as there is room for."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        room = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _size_in(item, width)
            if not lines or size.width() > room:
                lines.append([])
                room = width
            lines[-1].append((item, size))
            room -= size.width() + self.spacing()
        return lines


def _size_in(item: QLayoutItem, width: int) -> QSize:
    """The room an item asks for; what is wider than the line gets the line."""
    size = item.sizeHint()
    if size.width() <= width:
        return size
    height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
    return QSize(width, height)


def together(label: QWidget, field: QWidget) -> QWidget:
    """A word and the field it belongs to, which never part."""
    pair = QWidget(field.parentWidget())
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label)
    row.addWidget(field)
    return pair
