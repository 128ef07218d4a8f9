"""Rows of a name, what is known of it, and a box to choose in: as many as there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from munhalsa.desktop.look import set_look
from munhalsa.desktop.theme import SPACES
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.domain.lazy_dataclass import dataclass

_LETTERS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRow:
    """One row: its name, what stands below it, and the place of what is chosen."""

    name: str
    about: str
    chosen: int


class ChoiceRows(QWidget):
    """``chose`` carries the places of the row and of what was chosen in it by somebody."""

    chose = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: list[QComboBox] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACES[3])
        self._grid.setVerticalSpacing(SPACES[2])
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, rows: Sequence[ChoiceRow], choices: Sequence[Sequence[str]]) -> None:
        """These rows, each with its own words to choose among."""
        self._clear()
        for place, (row, words) in enumerate(zip(rows, choices, strict=True)):
            box = QComboBox(self)
            box.addItems(list(words))
            box.setCurrentIndex(row.chosen)
            box.setMinimumContentsLength(_LETTERS)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setAccessibleDescription(row.about)
            box.currentIndexChanged.connect(lambda to, at=place: self.chose.emit(at, to))
            self._grid.addWidget(self._told(row, box), place, 0)
            self._grid.addWidget(box, place, 1, Qt.AlignmentFlag.AlignTop)
            self.boxes.append(box)
        keep_still(self)

    def choose(self, row: int, to: int) -> None:
        """Choose for somebody, who is not told again."""
        box = self.boxes[row]
        box.blockSignals(True)
        box.setCurrentIndex(to)
        box.blockSignals(False)

    def _told(self, row: ChoiceRow, box: QComboBox) -> QWidget:
        told = QWidget(self)
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for text, look in ((row.name, "strong"), (row.about, "muted")):
            label = QLabel(told)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(text.replace("&", "&&") if look == "strong" else text)
            label.setWordWrap(True)
            set_look(label, look)
            column.addWidget(label)
            if look == "strong":
                label.setBuddy(box)
                box.setAccessibleName(text)
        return told

    def _clear(self) -> None:
        self.boxes = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
