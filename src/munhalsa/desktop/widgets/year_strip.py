"""A unit's year at a glance: twelve months with the days on which it was or will be visited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from munhalsa.application.list_rounds import RoundLine
from munhalsa.application.round_words import STATE_WORDS
from munhalsa.desktop.look import Look, set_look
from munhalsa.domain.dates import add_months
from munhalsa.domain.round import RoundState

_SWEDISH = QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)
_BACK, _MONTHS, _NARROWEST = 7, 12, 120
_COLUMNS = (2, 3, 4, 6)
_CHIPS = {
    RoundState.PLANNED: "chip-neutral",
    RoundState.HELD: "chip-ok",
    RoundState.CANCELLED: "chip-bad",
}


def first_month(today: date) -> date:
    """Where the strip begins: the months behind and those ahead are a year together."""
    return add_months(today.replace(day=1), -_BACK)


def last_day(today: date) -> date:
    """The last day of the last month."""
    return add_months(first_month(today), _MONTHS) - timedelta(days=1)


class YearStrip(QWidget):
    """Months side by side; each round is told with its day and what became of it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.months: list[QFrame] = []

    def show_year(self, rounds: Sequence[RoundLine], *, today: date) -> None:
        """The rounds of a year around today."""
        for month in self.months:
            month.deleteLater()
        first = first_month(today)
        self.months = [
            self._month(add_months(first, place), rounds, today=today) for place in range(_MONTHS)
        ]
        self._columns = 0
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More or fewer fit beside each other."""
        super().resizeEvent(event)
        self._share_room()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as there is room for, as high as the months then are."""
        return QSize(0, super().minimumSizeHint().height())

    def _share_room(self) -> None:
        room = self.width() // self._look.sizes.px(_NARROWEST)
        columns = max((one for one in _COLUMNS if one <= room), default=_COLUMNS[0])
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, month in enumerate(self.months):
            self._grid.addWidget(month, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()

    def _month(self, first: date, rounds: Sequence[RoundLine], *, today: date) -> QFrame:
        frame = QFrame(self)
        set_look(frame, "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(4)
        name = _SWEDISH.standaloneMonthName(first.month)
        now = (first.year, first.month) == (today.year, today.month)
        heading = QLabel(f"{name} {first.year}" if first.month == 1 or now else name, frame)
        set_look(heading, "strong" if now else "muted")
        column.addWidget(heading)
        own = [
            one
            for one in rounds
            if (one.round.day.year, one.round.day.month) == (first.year, first.month)
        ]
        for one in own:
            chip = QLabel(f"{one.round.day.day} {STATE_WORDS[one.round.state]}", frame)
            set_look(chip, _CHIPS[one.round.state])
            column.addWidget(chip)
        column.addStretch(1)
        told = ", ".join(f"{one.round.day} {STATE_WORDS[one.round.state]}" for one in own)
        frame.setAccessibleName(f"{name} {first.year}: {told or self.tr('inga besöksdagar')}.")
        return frame
