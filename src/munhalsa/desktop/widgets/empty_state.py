"""What an empty list says: what it is for, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.desktop.commands import beside_the_bar
from munhalsa.desktop.look import set_look


class EmptyState(QWidget):
    """A heading, a sentence and, where there is something to do, the button for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel(self)
        self._text = QLabel(self)
        self._button = QPushButton(self)
        self._action: QAction | None = None
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setMaximumWidth(460)
        set_look(self._heading, "section")
        set_look(self._text, "muted")
        set_look(self._button, "primary")
        self._button.clicked.connect(self._run)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self._heading, alignment=centre)
        # Aligned by itself a text that wraps gets too little height; between springs it does not.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._text, 8)
        across.addStretch(1)
        column.addLayout(across)
        column.addSpacing(8)
        column.addWidget(self._button, alignment=centre)
        column.addStretch(2)

    def tell(self, heading: str, text: str, action: QAction | None = None) -> None:
        """Say this."""
        self._heading.setText(heading)
        self._text.setText(text)
        self._action = action
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.setText(beside_the_bar(action))

    def _run(self) -> None:
        if self._action is not None:
            self._action.trigger()
