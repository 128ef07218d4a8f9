"""The key that leads to a field, shown in it while it is empty and has room for both texts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from munhalsa.desktop.look import set_look

_CHANGES = (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.Show)
_END, _BETWEEN, _START = 8, 12, 16


def add_hint(field: QLineEdit, key: str) -> QLabel:
    """Show the key at the field's right end."""
    hint = QLabel(key, field)
    hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    set_look(hint, "key")
    row = QHBoxLayout(field)
    row.setContentsMargins(0, 0, _END, 0)
    row.addStretch(1)
    row.addWidget(hint, alignment=Qt.AlignmentFlag.AlignVCenter)
    room = _Room(field, hint)
    field.textChanged.connect(room.share)
    return hint


class _Room(QObject):
    """Hides the hint where it would lie on the text."""

    def __init__(self, field: QLineEdit, hint: QLabel) -> None:
        super().__init__(field)
        self._field, self._hint = field, hint
        field.installEventFilter(self)
        self.share()

    def share(self) -> None:
        """The room, or what is written, is another."""
        field, hint = self._field, self._hint
        words = field.fontMetrics().horizontalAdvance(field.placeholderText())
        needed = _START + words + _BETWEEN + hint.sizeHint().width() + _END
        hint.setVisible(not field.text() and needed <= field.width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """As large as it is now."""
        if event.type() in _CHANGES:
            self.share()
        return False
