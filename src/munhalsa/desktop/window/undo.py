"""Ctrl+Z: takes back the user's own last change made in this window, told before it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame

if TYPE_CHECKING:
    from munhalsa.application.undo import Undone

_MOST = 100


class Undo(QObject):
    """Remembers what this user did at this desk, and takes it back one by one."""

    def __init__(self, frame: Frame, window: QWidget) -> None:
        super().__init__(window)
        self._frame, self._window = frame, window
        self._events: list[str] = []
        desk = frame.desk
        desk.committed.connect(self._remember)
        desk.closed.connect(self._forget)

    def last(self) -> None:
        """Show the last change that is not taken back yet, and take it back if that is wanted."""
        if not self._events:
            self._frame.say(self.tr("Det finns inget att ångra."), tone=Tone.WARN)
            return
        from munhalsa.desktop.undoing import ask_to_undo

        event = self._events.pop()
        ask_to_undo(
            event,
            self._frame,
            self._window,
            done=lambda undone: self._tell(undone, self.tr("Den senaste ändringen är ångrad.")),
            left=lambda: self._events.append(event),
        )

    def _take_back(self, event: str, text: str) -> None:
        from munhalsa.application.undo import undo_event

        self._desk.do(
            self,
            lambda context: undo_event(context, event),
            shown=(),
            done=lambda undone: self._tell(undone, text),
            failed=lambda error: self._failed(event, error),
        )

    def _tell(self, undone: Undone, text: str) -> None:
        self._frame.say(text, undo=None if undone.event is None else self._again(undone))

    def _again(self, undone: Undone) -> Callable[[], None]:
        from munhalsa.desktop.undoing import ask_for_passphrase

        event, text = str(undone.event), self.tr("Ändringen gäller igen.")
        if not undone.asks_again:
            return lambda: self._take_back(event, text)
        return lambda: ask_for_passphrase(
            event,
            self._frame,
            self._window,
            done=lambda again: self._tell(again, text),
            left=lambda: None,
        )

    def _failed(self, event: str, error: BaseException) -> None:
        self._events.append(event)
        self._frame.explain(error)

    def _forget(self) -> None:
        self._events = []

    def _remember(self, result: object) -> None:
        from munhalsa.application.undo import Undone

        event = getattr(result, "event", None)
        if isinstance(event, str) and not isinstance(result, Undone):
            self._events = [*self._events, event][-_MOST:]

    @property
    def _desk(self) -> Desk:
        return self._frame.desk
