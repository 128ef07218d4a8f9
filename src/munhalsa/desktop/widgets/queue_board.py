"""The queues as cards: what waits, how many, and since when; each is one button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from munhalsa.desktop.look import Look, set_look
from munhalsa.domain.swedish import spaced

_NARROWEST = 230
_MOST_COLUMNS = 3


class QueueCard(QPushButton):
    """One queue: its name, the figure and a remark; said as one sentence."""

    def __init__(self, title: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        set_look(self, "queue")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(key)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        name = QLabel(title, self)
        self.figure = QLabel(self)
        self.remark = QLabel(self)
        name.setWordWrap(True)
        self.remark.setWordWrap(True)
        for label, look in ((name, "muted"), (self.figure, "figure"), (self.remark, "muted")):
            set_look(label, look)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.figure)
        row.addWidget(self.remark, 1, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(4)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(name, 1)
        self._column.addLayout(row)
        self.tell(None, "")

    def tell(self, count: int | None, remark: str) -> None:
        """Show how many wait; None: not counted yet."""
        text = "–" if count is None else spaced(count)
        spoken = self.tr("räknas") if count is None else self.tr("{0} att göra").format(count)
        self.tell_words(text, remark, spoken=spoken, counts=bool(count))

    def tell_words(self, text: str, remark: str, *, spoken: str, counts: bool = True) -> None:
        """Show a figure in words; ``counts``: it is not nothing."""
        self.figure.setText(text)
        set_look(self.figure, "figure")
        self.figure.setEnabled(counts)
        self.remark.setText(remark)
        self.setAccessibleName(", ".join(part for part in (self._title, spoken, remark) if part))

    def sizeHint(self) -> QSize:  # noqa: N802
        """The room its words need."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow enough for the board, as high as the words then are."""
        return QSize(0, self._column.minimumSize().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Its words go on below where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """As high as the words are at that width."""
        return self._column.totalHeightForWidth(width)


class QueueBoard(QWidget):
    """Cards side by side, as many as there is room for; ``wanted`` carries the one pressed.

    ``most``: no more of them in a row.
    """

    wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget, *, most: int = _MOST_COLUMNS) -> None:
        super().__init__(parent)
        self._look = look
        self._most = most
        self._cards: dict[str, QueueCard] = {}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        look.changed.connect(self._share_room)

    @property
    def cards(self) -> Mapping[str, QueueCard]:
        """The cards by the name of their queue, in order."""
        return self._cards

    def fill(self, queues: Sequence[tuple[str, str, str]]) -> None:
        """One card for each (name, title, key)."""
        for card in self._cards.values():
            card.deleteLater()
        self._cards = {}
        for name, title, key in queues:
            card = QueueCard(title, key, self)
            card.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
            self._cards[name] = card
        self._columns = 0
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More or fewer fit beside each other."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        room = max(1, self.width() // self._look.sizes.px(_NARROWEST))
        columns = min(self._most, room)
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
