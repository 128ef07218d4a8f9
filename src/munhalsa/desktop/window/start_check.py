"""Looking the file over after a start that followed an orderly end, while nobody waits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from munhalsa.application.ports_keeping import Check
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame

_AFTER = 5000
"""Milliseconds after the start: the list and its counts come first."""


class StartCheck(QObject):
    """One table after the other, each when the store's worker is free; ``ended`` after the last.

    After an unclean end the whole file was looked at before it was opened.
    """

    ended = Signal()

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self.begin)
        self._timer.start()
        self._left: Sequence[str] | None = None
        frame.desk.closed.connect(self._timer.stop)
        frame.desk.opened.connect(self._come_back)

    def _come_back(self) -> None:
        """What was left when the window was locked is looked at too."""
        if self._left != ():
            self._timer.start()

    def begin(self) -> None:
        """Ask what there is to look at, or go on where it was left."""
        desk = self._frame.desk
        if desk.session is None:
            return
        if self._left is not None:
            self._go_on(self._left)
        else:
            desk.keep_later(
                self, lambda keeper: (keeper.lost, keeper.tables_to_check()), done=self._begun
            )

    def _begun(self, found: tuple[str | None, Sequence[str]]) -> None:
        lost, tables = found
        if lost is not None:
            self._frame.say(lost, tone=Tone.BAD)
        self._go_on(tables)

    def _go_on(self, left: Sequence[str]) -> None:
        desk, self._left = self._frame.desk, tuple(left)
        if desk.session is None:
            return
        if not left:
            desk.let_go_later(self)
            self.ended.emit()
            return
        name, *others = left

        def looked(found: Check) -> None:
            if found.ok:
                self._go_on(others)
            else:
                self._left = ()
                self._frame.say(found.detail, tone=Tone.BAD)
                self.ended.emit()

        desk.keep_later(self, lambda keeper: keeper.check_table(name), done=looked)
