"""Searching for cyclic garbage on the GUI thread, and on no other."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from munhalsa.application.memory import is_cycle_search_unwanted

_EVERY = 500


class GarbageSearch(QObject):
    """Takes the place of Python's own search, from its making until ``end``.

    Python searches on whichever thread happens to allocate. A worker that thereby frees a dialog
    ends the process: Qt's objects may only be freed on the thread they live on.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Search the oldest generation that is due, by Python's own thresholds."""
        if is_cycle_search_unwanted():
            return
        limits = gc.get_threshold()
        due = [age for age, count in enumerate(gc.get_count()) if count > limits[age]]
        if due:
            gc.collect(max(due))

    def end(self) -> None:
        """Leave the search to Python again, when no worker is left."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
