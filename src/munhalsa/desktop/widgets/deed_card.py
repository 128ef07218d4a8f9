"""A card with a heading, a line about what is below, something to look at, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.desktop.commands import beside_the_bar
from munhalsa.desktop.look import read_in_order, set_look
from munhalsa.desktop.widgets.flow import Flow

_SPACE = 8


class DeedCard(QFrame):
    """The buttons are as enabled and visible as their actions."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(_SPACE)
        self.heading, self.about = QLabel(title, self), QLabel(self)
        set_look(self.heading, "section")
        set_look(self.about, "muted")
        for label in (self.heading, self.about):
            label.setWordWrap(True)
        self._buttons = QWidget(self)
        self._row = Flow(self._buttons, _SPACE)
        self.chain: list[QWidget] = []
        """What has the focus in turn: what was put, then the buttons."""
        self._parts: list[QWidget] = [self.heading, self.about]
        for part in (self.heading, self.about, self._buttons):
            self.column.addWidget(part)

    def put(self, widget: QWidget, stretch: int = 1) -> None:
        """Below what is there, above the buttons."""
        place = self.column.indexOf(self._buttons)
        if stretch:
            self.column.insertWidget(place, widget, stretch)
        else:
            self.column.insertWidget(place, widget, 0, Qt.AlignmentFlag.AlignLeft)
        self.chain.append(widget)
        self._parts.append(widget)
        read_in_order(*self._parts, self._buttons)

    def add_button(self, action: QAction, *, primary: bool = False) -> QPushButton:
        """A button for an action."""
        button = QPushButton(beside_the_bar(action), self._buttons)
        button.setToolTip(action.toolTip())
        if primary:
            set_look(button, "primary")
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setVisible(action.isVisible())

        action.changed.connect(follow)
        follow()
        self._row.addWidget(button)
        self.chain.append(button)
        return button
