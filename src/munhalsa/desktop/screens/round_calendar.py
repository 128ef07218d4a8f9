"""The besöksdagar of a month as a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from munhalsa.application.list_rounds import RoundLine, RoundsWanted, list_rounds
from munhalsa.application.round_words import STATE_WORDS
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.deed_card import DeedCard
from munhalsa.desktop.widgets.month_calendar import Mark, MonthCalendar
from munhalsa.domain.round import RoundState

_TONES = {
    RoundState.PLANNED: Tone.NEUTRAL,
    RoundState.HELD: Tone.OK,
    RoundState.CANCELLED: Tone.BAD,
}


class RoundCalendar(DeedCard):
    """``opened`` carries the round of a day; ``plan`` is asked for on a day without one.

    ``came``: another day is chosen, or what is on it is known.
    """

    opened = Signal(str)
    plan = Signal()
    came = Signal()

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__("", parent)
        self._frame = frame
        self._lines: Sequence[RoundLine] = ()
        tr = self.tr
        turning = QWidget(self)
        row = QHBoxLayout(turning)
        row.setContentsMargins(0, 0, 0, 0)
        self.grid = MonthCalendar(frame.look, name=tr("Kalender"), parent=self)
        self.before = QPushButton(tr("Förra månaden"), turning)
        self.now = QPushButton(tr("I dag"), turning)
        self.after = QPushButton(tr("Nästa månad"), turning)
        self.before.clicked.connect(lambda: self.grid.go_months(-1))
        self.now.clicked.connect(self.grid.go_today)
        self.after.clicked.connect(lambda: self.grid.go_months(1))
        for button in (self.before, self.now, self.after):
            row.addWidget(button)
        self.put(turning, 0)
        self.put(self.grid)
        self.chain[:1] = [self.before, self.now, self.after]
        self.grid.came.connect(self._came)
        self.grid.turned.connect(self.reload)
        self.grid.opened.connect(self.open)
        self._came()

    @property
    def on_day(self) -> Sequence[RoundLine]:
        """What is on the day that is chosen."""
        return [one for one in self._lines if one.round.day == self.grid.day]

    @property
    def only(self) -> RoundLine | None:
        """The round of the day, if it is one alone."""
        found = self.on_day
        return found[0] if len(found) == 1 else None

    def reload(self) -> None:
        """Fetch what is on the days that are shown."""
        wanted = RoundsWanted(first=self.grid.first, last=self.grid.last)
        if not self.grid.is_known:
            self._lines = ()
        self._frame.desk.read(
            self, lambda context: list_rounds(context, wanted), done=self.show_rounds, latest="grid"
        )

    def show_rounds(self, lines: Sequence[RoundLine]) -> None:
        """Put them on their days."""
        self._lines = lines
        marks: dict[date, list[Mark]] = {}
        for one in lines:
            state = one.round.state
            mark = Mark(one.unit, STATE_WORDS[state], _TONES[state])
            marks.setdefault(one.round.day, []).append(mark)
        self.grid.show_marks(marks)
        self._came()

    def open(self) -> None:
        """The round of the day, a choice where there are several; where there is none, plan one."""
        found = self.on_day
        if len(found) > 1:
            self._choose(found)
        elif found:
            self.opened.emit(found[0].round.id)
        elif self.grid.is_known:
            self.plan.emit()

    def _choose(self, found: Sequence[RoundLine]) -> None:
        menu = QMenu(self.tr("Besöksdagar den dagen"), self)
        menu.aboutToHide.connect(menu.deleteLater)
        for one in found:
            words = f"{one.unit}, {STATE_WORDS[one.round.state]}".replace("&", "&&")
            action = QAction(words, menu)
            action.triggered.connect(lambda _=False, each=one.round.id: self.opened.emit(each))
            menu.addAction(action)
        menu.setActiveAction(menu.actions()[0])
        cell = self.grid.visualItemRect(self.grid.currentItem())
        menu.popup(self.grid.viewport().mapToGlobal(cell.bottomLeft()))

    def _came(self) -> None:
        self.heading.setText(self.grid.month)
        self.about.setText(self.grid.sentence(self.grid.day))
        self.came.emit()
