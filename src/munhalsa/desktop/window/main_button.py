"""The button of a view's main command, in the bar of the window."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from munhalsa.desktop.look import set_look


class MainButton(QPushButton):
    """Can be pressed and is seen when its command is; the command outlives it."""

    def __init__(self, action: QAction, parent: QWidget, *, primary: bool) -> None:
        super().__init__(action.text(), parent)
        self._action = action
        self.setToolTip(action.toolTip())
        self.setEnabled(action.isEnabled())
        self.clicked.connect(action.trigger)
        # Methods, not functions: Qt lets go of them when the button is taken away.
        action.enabledChanged.connect(self.setEnabled)
        action.visibleChanged.connect(self._follow)
        if not action.isVisible():
            self.hide()
        if primary:
            set_look(self, "primary")

    def _follow(self) -> None:
        self.setVisible(self._action.isVisible())
