"""Översikt: what needs doing today, and the list behind each queue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from munhalsa.application.ports import Changes
from munhalsa.desktop.forms.overview_view import OverviewViewForm
from munhalsa.desktop.screens.overview_board import ELSEWHERE, OverviewBoard
from munhalsa.desktop.view import Frame, Place
from munhalsa.domain.due import DueList

if TYPE_CHECKING:
    from munhalsa.desktop.screens.due_view import DueView

NAME = "overview"


class OverviewView(QWidget):
    """The board, and in its place the list that was chosen; back leads to the board again."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.ui = OverviewViewForm()
        self.ui.set_up(self)
        self.board = OverviewBoard(frame, self.ui, self)
        self._list: DueView | None = None
        self.board.wanted.connect(self._go_to)

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    @property
    def list(self) -> DueView:
        """The list behind a queue, made when one is first opened."""
        if self._list is None:
            from munhalsa.desktop.screens.due_view import DueView

            self._list = DueView(self._frame, self)
            self._list.hide()
            self.ui.column.addWidget(self._list)
            self._list.left.connect(lambda: self._frame.go(Place(view=NAME)))
        return self._list

    @property
    def shows_list(self) -> bool:
        """Whether a list is shown, and not the board."""
        return self._list is not None and not self._list.isHidden()

    def commands(self) -> Sequence[QAction]:
        """What can be done with the list, or where the board leads."""
        return self.list.commands() if self.shows_list else self.board.commands()

    def load(self, place: Place) -> None:
        """The board, or the list that was asked for."""
        known = [which for which in DueList if which.value == place.about]
        if known:
            self._turn_to(self.list, away=self.ui.board)
            self.list.open(known[0])
        else:
            self._turn_to(self.ui.board, away=self._list)
            self.board.load()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The board has more or less room."""
        super().resizeEvent(event)
        self.board.fit(self.width())

    def touched_by(self, changes: Changes) -> bool:
        """Whether a count or the list may be other than what is shown."""
        return self.board.touched_by(changes) or (
            self._list is not None and self._list.touched_by(changes)
        )

    def reload(self, changes: Changes) -> None:
        """Count and fetch anew."""
        self.board.reload(changes)
        if self._list is not None:
            self._list.reload(changes)

    def _go_to(self, name: str) -> None:
        """A list of this view, or where else the queue is worked at."""
        self._frame.go(ELSEWHERE.get(name, Place(view=NAME, about=name)))

    def _turn_to(self, page: QWidget, *, away: QWidget | None) -> None:
        """Show one of the two; a stack would give both the room of the larger."""
        if away is not None:
            away.hide()
        page.show()

    def keep_draft(self) -> None:
        """What was shown is noted before the window locks."""
        if self._list is not None:
            self._list.note_now()
