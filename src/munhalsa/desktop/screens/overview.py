"""Översikt: what needs doing today, and the list behind each queue."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from munhalsa.application.ports import Changes
from munhalsa.desktop.forms.overview_view import OverviewViewForm
from munhalsa.desktop.screens.due_view import DueView
from munhalsa.desktop.screens.merging import DUPLICATES
from munhalsa.desktop.screens.overview_board import OverviewBoard
from munhalsa.desktop.view import Frame, Place, ViewEntry
from munhalsa.domain.account import Permission
from munhalsa.domain.due import DueList

NAME = "overview"
_PERSONS = "persons"


class OverviewView(QWidget):
    """The board, and in its place the list that was chosen; back leads to the board again."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.ui = OverviewViewForm()
        self.ui.set_up(self)
        self.board = OverviewBoard(frame, self.ui, self)
        self.list = DueView(frame, self)
        self.ui.column.addWidget(self.list)
        self.list.hide()
        self.board.wanted.connect(self._go_to)
        self.list.left.connect(lambda: frame.go(Place(view=NAME)))

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    @property
    def shows_list(self) -> bool:
        """Whether a list is shown, and not the board."""
        return not self.list.isHidden()

    def commands(self) -> Sequence[QAction]:
        """What can be done with the list, or where the board leads."""
        return self.list.commands() if self.shows_list else self.board.commands()

    def load(self, place: Place) -> None:
        """The board, or the list that was asked for."""
        known = [which for which in DueList if which.value == place.about]
        self._turn_to(self.list if known else self.ui.board)
        if known:
            self.list.open(known[0])
        else:
            self.board.load()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The board has more or less room."""
        super().resizeEvent(event)
        self.board.fit(self.width())

    def touched_by(self, changes: Changes) -> bool:
        """Whether a count or the list may be other than what is shown."""
        return self.board.touched_by(changes) or self.list.touched_by(changes)

    def reload(self, changes: Changes) -> None:
        """Count and fetch anew."""
        self.board.reload(changes)
        self.list.reload(changes)

    def _go_to(self, name: str) -> None:
        """A list of this view; those who are alike are shown where the persons are."""
        view = _PERSONS if name == DUPLICATES else NAME
        self._frame.go(Place(view=view, about=name))

    def _turn_to(self, page: QWidget) -> None:
        """Show one of the two; a stack would give both the room of the larger."""
        for other in (self.ui.board, self.list):
            if other is not page:
                other.hide()
        page.show()

    def keep_draft(self) -> None:
        """What was shown is noted before the window locks."""
        self.list.note_now()


def entry() -> ViewEntry:
    """The view in the navigation, the first."""
    return ViewEntry(
        name=NAME,
        title=QCoreApplication.translate("OverviewView", "Översikt"),
        key="Ctrl+1",
        build=OverviewView,
        group=1,
        permissions=frozenset({Permission.SEE_PERSONS}),
    )
