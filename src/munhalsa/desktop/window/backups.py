"""A backup while one works, when something has changed; the one at the end is the program's."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from munhalsa.application.keep_store import BACKUP_INTERVAL, back_up_if_changed
from munhalsa.application.ports_keeping import Kept
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.window.main_window import MainWindow


class Backups(QObject):
    """Asks for one every half hour while somebody is logged in; what hinders it is told at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.timer = QTimer(self, interval=int(BACKUP_INTERVAL.total_seconds() * 1000))
        self.timer.timeout.connect(self.make)
        window.desk.opened.connect(self.timer.start)
        window.desk.closed.connect(self.timer.stop)
        self.timer.start()

    def make(self) -> None:
        """A backup, if anything has changed since the newest one."""
        self._window.desk.do_at(self, _back_up, done=self._made, failed=self._window.explain)

    def _made(self, kept: Kept | None) -> None:
        if kept is not None:
            self._window.status.reload()


def _back_up(place: Workplace) -> Kept | None:
    return back_up_if_changed(place.context, place.keeper)
