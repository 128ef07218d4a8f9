"""A list with its heading and buttons, and what is printed of what is chosen in it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.desktop.look import set_look
from munhalsa.desktop.widgets.flow import Flow

_SPACE = 8


class TrainingCard(QFrame):
    """A heading, a line about what is below, a list and its buttons."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(_SPACE)
        self.heading, self.about = QLabel(title, self), QLabel(self)
        set_look(self.heading, "section")
        set_look(self.about, "muted")
        self.about.setWordWrap(True)
        self.buttons = QWidget(self)
        self.pressed: list[QPushButton] = []
        self._row = Flow(self.buttons, _SPACE)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.about)
        self.column.addWidget(self.buttons)

    def put(self, table: QWidget) -> None:
        """The list, above the buttons."""
        self.column.insertWidget(self.column.indexOf(self.buttons), table, 1)

    def add_button(self, action: QAction) -> None:
        """A button for an action, shown and open as the action is."""
        button = QPushButton(action.text(), self.buttons)
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setVisible(action.isVisible())

        action.changed.connect(follow)
        button.setToolTip(action.toolTip())
        self._row.addWidget(button)
        self.pressed.append(button)
