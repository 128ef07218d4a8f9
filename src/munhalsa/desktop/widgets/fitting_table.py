"""A list that shows the columns there is room for, until somebody has chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from munhalsa.desktop.look import Look
from munhalsa.desktop.models.window_model import WindowModel
from munhalsa.desktop.widgets.table import Table


class FittingTable(Table):
    """``arranged`` when somebody chose columns; until then (``fits_itself``) it does so itself.

    ``give_way`` are the columns that go first where it is narrow, ``grow`` those that take what
    room is left.
    """

    arranged = Signal()

    def __init__(
        self,
        model: WindowModel[Any],
        look: Look,
        *,
        name: str,
        give_way: Sequence[str],
        grow: Sequence[str],
        parent: QWidget,
    ) -> None:
        self.fits_itself = True
        self._before: Mapping[str, int] = {}
        self._give_way, self._grow = tuple(give_way), tuple(grow)
        super().__init__(model, look, name=name, parent=parent)
        look.changed.connect(self.fit)
        self.horizontalHeader().viewport().installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Other columns may have room."""
        super().resizeEvent(event)
        self.fit()

    def columns_menu(self, parent: QWidget) -> QMenu:
        """As Table has it; what is chosen in it is told."""
        menu = super().columns_menu(parent)
        menu.triggered.connect(self._tell_arranged)
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A column drawn wider or moved by the mouse was chosen."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self._before = dict(self.widths())
        elif event.type() is QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self, self._compare)
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Hide columns until the others have room, unless somebody chose them."""
        if not self.fits_itself:
            return
        header, px = self.horizontalHeader(), self._look.sizes.px
        wanted = {
            number: px(column.width * 8 + 20)
            for number, column in enumerate(self._rows.columns)
            if column.shown
        }
        room = self.viewport().width()
        names = [column.name for column in self._rows.columns]
        for name in self._give_way:
            if sum(wanted.values()) > room:
                wanted.pop(names.index(name), None)
        spare = max(0, room - sum(wanted.values()))
        for name in self._grow:
            number = names.index(name)
            if number in wanted:
                wanted[number] += spare // len(self._grow)
        for number in range(len(names)):
            header.setSectionHidden(number, number not in wanted)
            if number in wanted:
                header.resizeSection(number, wanted[number])

    def _compare(self) -> None:
        if list(self.widths().items()) != list(self._before.items()):
            self._tell_arranged()

    def _tell_arranged(self) -> None:
        self.fits_itself = False
        self.arranged.emit()
