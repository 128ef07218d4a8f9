"""The wheel scrolls the page and never chooses: what was decided must not change in passing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget


class _Still(QObject):
    """Watches a box."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Leave the wheel to whatever scrolls around the box."""
        if event.type() is not QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


def keep_still(owner: QWidget) -> None:
    """Let no wheel choose in the boxes that the widget has by now; an open list scrolls still."""
    for box in (*owner.findChildren(QComboBox), *owner.findChildren(QAbstractSpinBox)):
        if box.findChild(_Still) is None:
            box.installEventFilter(_Still(box))
