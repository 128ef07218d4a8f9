"""The views at the left, each with the number of things to do there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.view import ViewEntry

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NavigationButton(QPushButton):
    """One view of several, as a choice; the count at its right end is said with its name."""

    def __init__(self, entry: ViewEntry, look: Look, parent: QWidget) -> None:
        super().__init__(entry.title, parent)
        self._look = look
        self._entry = entry
        self._count = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        set_look(self, "navigation")
        self.show_count(0)

    @property
    def count(self) -> int:
        """How many things there are to do."""
        return self._count

    def show_count(self, count: int) -> None:
        """Show how many things there are to do; none is no figure at all."""
        self._count = count
        title = self._entry.title
        self.setAccessibleName(
            self.tr("{0}, {1} att göra").format(title, count) if count else title
        )
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and down are the list's; Enter goes there, as Space does."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        elif event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:  # noqa: N802
        """A click asks to go there; the one gone to is marked when one is there."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The button, and the count over it."""
        super().paintEvent(event)
        if not self._count:
            return
        tokens, sizes = self._look.tokens, self._look.sizes
        painter = QPainter(self)
        painter.setFont(self._look.font(pixels=sizes.body, weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.accent if self.isChecked() else tokens.muted))
        area = QRectF(QPointF(0, 0), QPointF(self.width() - sizes.px(12), self.height()))
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, alignment, str(self._count))
        painter.end()

    def room_for_count(self) -> int:
        """Pixels that title and a large count need beside each other."""
        return self.sizeHint().width() + self._look.sizes.px(48)


class Navigation(QScrollArea):
    """The views, scrolled where it is low; ``wanted`` carries the name of the one chosen."""

    wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: dict[str, NavigationButton] = {}
        self._here: str | None = None
        self._list = QWidget(self)
        self._list.setAccessibleName(self.tr("Vyer"))
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 12, 0, 0)
        self._column.setSpacing(2)
        self.setWidget(self._list)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look.changed.connect(self._take_sizes)

    @property
    def buttons(self) -> Sequence[NavigationButton]:
        """One for each view, from the top."""
        return tuple(self._buttons.values())

    def fill(self, entries: Sequence[ViewEntry]) -> None:
        """Show these views, with a line between their groups."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._buttons = {}
        group = None
        for entry in entries:
            if group is not None and entry.group != group:
                self._column.addWidget(self._line())
            group = entry.group
            button = NavigationButton(entry, self._look, self._list)
            button.clicked.connect(lambda _=False, name=entry.name: self.wanted.emit(name))
            button.toggled.connect(lambda on, name=entry.name: self._toggled(name, on))
            self._column.addWidget(button)
            self._buttons[entry.name] = button
        self._take_sizes()

    def show_here(self, name: str) -> None:
        """Mark the view that is shown."""
        self._here = name
        if name in self._buttons:
            self._buttons[name].setChecked(True)
            # When the buttons have their places, which they have not while they are new.
            QTimer.singleShot(0, self._buttons[name], partial(self._scroll_to, name))

    def _scroll_to(self, name: str) -> None:
        self.ensureWidgetVisible(self._buttons[name])

    def show_count(self, name: str, count: int) -> None:
        """Show how many things there are to do in a view."""
        if name in self._buttons:
            self._buttons[name].show_count(count)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All of it, where there is room."""
        return self._list.sizeHint()

    def focus_here(self) -> None:
        """Put the focus on the view that is shown."""
        for button in self._buttons.values():
            if button.isChecked():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and down go from view to view."""
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(event.key())
        buttons = list(self._buttons.values())
        at = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        following = buttons[(at + step) % len(buttons)]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(following)

    def _toggled(self, name: str, on: bool) -> None:
        """Assistive technology marks a choice instead of clicking it."""
        if on and name != self._here:
            self.wanted.emit(name)

    def _line(self) -> QFrame:
        line = QFrame(self._list)
        line.setFixedHeight(1)
        set_look(line, "line")
        return line

    def _take_sizes(self) -> None:
        rooms = [button.room_for_count() for button in self._buttons.values()]
        beside = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max([self._look.sizes.px(190), *rooms]) + beside)
        self.updateGeometry()
