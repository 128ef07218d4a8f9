"""Secrets that nobody is told again: shown until somebody says that they are written down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from munhalsa.desktop.look import Look, set_look

_WIDE, _MARGIN, _SPACE, _CLOSE = 560, 24, 12, 4


class ShownOnceDialog(QDialog):
    """``fields`` show the secrets, each under its title; they are emptied when it closes."""

    def __init__(
        self,
        *,
        title: str,
        heading: str,
        told: str,
        secrets: Sequence[tuple[str, str]],
        note: str,
        noted: str,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(look.sizes.px(_WIDE))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN, 20, _MARGIN, 20)
        self._column.setSpacing(_SPACE)
        self._say(heading, "section")
        self._say(told)
        self.fields = [self._field(label, secret) for label, secret in secrets]
        self._say(note, "muted")
        self.close_button = QPushButton(noted, self)
        set_look(self.close_button, "primary")
        self.close_button.clicked.connect(self.accept)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.close_button)
        self._column.addLayout(self.buttons)
        self.finished.connect(self._forget)
        self.fields[0].setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need: lines that wrap are not told by a size hint."""
        super().showEvent(event)
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def reject(self) -> None:
        """Esc alone does not lose what is shown only once."""

    def _forget(self) -> None:
        for field in self.fields:
            field.clear()
        self.deleteLater()

    def _say(self, text: str, look: str | None = None) -> None:
        label = QLabel(text, self)
        label.setWordWrap(True)
        if look is not None:
            set_look(label, look)
        self._column.addWidget(label)

    def _field(self, title: str, secret: str) -> QLineEdit:
        label, field = QLabel(title, self), QLineEdit(secret, self)
        label.setBuddy(field)
        field.setReadOnly(True)
        field.setAccessibleName(title.replace("&", ""))
        both = QVBoxLayout()
        both.setSpacing(_CLOSE)
        both.addWidget(label)
        both.addWidget(field)
        self._column.addLayout(both)
        return field
