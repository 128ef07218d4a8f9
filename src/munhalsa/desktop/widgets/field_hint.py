"""The key that leads to a field, shown in it while it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from munhalsa.desktop.look import set_look


def add_hint(field: QLineEdit, key: str) -> None:
    """Show the key at the field's right end."""
    hint = QLabel(key, field)
    hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    set_look(hint, "key")
    row = QHBoxLayout(field)
    row.setContentsMargins(0, 0, 8, 0)
    row.addStretch(1)
    row.addWidget(hint, alignment=Qt.AlignmentFlag.AlignVCenter)
    field.textChanged.connect(lambda text: hint.setVisible(not text))
