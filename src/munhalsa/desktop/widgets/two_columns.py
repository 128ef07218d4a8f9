"""Two records, or two changes of one, side by side; one of the two is chosen field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QLabel, QRadioButton, QWidget

from munhalsa.desktop.look import set_look

_LEFT, _RIGHT = 1, 2


class TwoColumns(QFrame):
    """A grid: what a field is called, what the left has, what the right has."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self._groups: dict[str, QButtonGroup] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(_LEFT, 1)
        self._grid.setColumnStretch(_RIGHT, 1)

    @property
    def taken(self) -> frozenset[str]:
        """The fields of which the right one is chosen."""
        return frozenset(
            name for name, group in self._groups.items() if group.checkedId() == _RIGHT
        )

    @property
    def choices(self) -> Sequence[QRadioButton]:
        """The buttons, row by row."""
        return self.findChildren(QRadioButton)

    def put_heading(self, left: str, right: str, *, look: str = "muted") -> None:
        """What the columns are."""
        row = self._grid.rowCount()
        for column, text in ((_LEFT, left), (_RIGHT, right)):
            self._put(row, column, text, look=look)

    def put_row(self, title: str, left: str, right: str) -> None:
        """A field that nothing can be chosen of."""
        row = self._grid.rowCount()
        self._put(row, 0, title, look="muted")
        for column, text in ((_LEFT, left), (_RIGHT, right)):
            self._put(row, column, text).setAccessibleName(f"{title}: {text}")

    def put_choice(self, name: str, title: str, left: str, right: str) -> None:
        """A field with one button each; the left one is chosen."""
        row = self._grid.rowCount()
        self._put(row, 0, title, look="muted")
        group = QButtonGroup(self)
        for column, text in ((_LEFT, left), (_RIGHT, right)):
            button = QRadioButton(text, self)
            button.setAccessibleName(f"{title}: {text}")
            button.setChecked(column == _LEFT)
            button.ensurePolished()
            button.setMinimumHeight(button.sizeHint().height())
            group.addButton(button, column)
            self._grid.addWidget(button, row, column)
        self._groups[name] = group

    def _put(self, row: int, column: int, text: str, *, look: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(column > 0)
        if look:
            set_look(label, look)
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignVCenter)
        return label
