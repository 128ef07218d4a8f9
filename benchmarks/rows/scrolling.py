"""Scrolling through everybody: how long the window stands still at most (floor: a plain table)."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QTableView

from benchmarks.measuring import Measure, Reading, Work
from benchmarks.places import Place
from benchmarks.window.plain_table import cells_of, plain_table
from benchmarks.window.stage import shown
from munhalsa.application.person_list import person_rows
from tests.support.stores import context_for

STALL = 0.05
_ROUNDS = 5
_STEPS = 100
_STEP = 15
_BEAT = 2


def scrolling(place: Place) -> Measure:
    """From the first to the last row by the handle and back page by page, a step each 15 ms."""
    stage = shown(place)
    table, model = plain_table(stage.view)
    place.held.callback(table.deleteLater)
    rows = person_rows(context_for(place.filled), stage.view.model.ids)
    model.show(cells_of(stage.view, rows))
    table.show()

    def over(list_: QTableView) -> Work:
        def scroll() -> Reading:
            stage.settle()
            return Reading(_Scroll(list_).worst())

        return scroll

    return Measure(
        name="scrolling, longest stall",
        size=place.persons,
        rounds=place.rounds(_ROUNDS),
        ours=lambda _number: over(stage.view.table),
        floor=lambda _number: over(table),
        goal=None,
        most=STALL,
    )


class _Scroll(QObject):
    """Moves a list by a timer while another beats; a beat that comes late is a stall."""

    def __init__(self, list_: QTableView) -> None:
        super().__init__()
        self._bar = list_.verticalScrollBar()
        self._loop = QEventLoop()
        self._places = self._way()
        self._worst = 0.0
        self._last = perf_counter()
        self._beat = QTimer(self, interval=_BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._beats)
        self._step = QTimer(self, interval=_STEP, timerType=Qt.TimerType.PreciseTimer)
        self._step.timeout.connect(self._move)

    def worst(self) -> float:
        """Seconds of the longest stall."""
        self._last = perf_counter()
        self._beat.start()
        self._step.start()
        self._loop.exec()
        self._beat.stop()
        return self._worst

    def _way(self) -> list[int]:
        most, page = self._bar.maximum(), self._bar.pageStep()
        down = [most * step // _STEPS for step in range(1, _STEPS + 1)]
        return down + [max(0, most - page * step) for step in range(1, _STEPS + 1)]

    def _move(self) -> None:
        if self._places:
            self._bar.setValue(self._places.pop(0))
        else:
            self._step.stop()
            self._loop.quit()

    def _beats(self) -> None:
        now = perf_counter()
        self._worst = max(self._worst, now - self._last - _BEAT / 1000)
        self._last = now
