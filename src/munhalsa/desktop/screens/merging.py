"""The commands that find two records of one person and join them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.commands import command
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission

if TYPE_CHECKING:
    from munhalsa.application.view_person import PersonCard
    from munhalsa.desktop.screens.merge_steps import MergeSteps

DUPLICATES = "duplicates"
"""What the view of persons is asked about to show the list."""


class Merging(QObject):
    """Two commands: from the open card, and from the list of all who are alike."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._card: PersonCard | None = None
        self.merge = command(self, self.tr("&Slå ihop med …"), self.open_merge, key="Ctrl+Shift+W")
        self.duplicates = command(
            self, self.tr("Möjliga &dubbletter …"), self.open_list, key="Ctrl+Alt+D"
        )
        self.show_card(None)

    def all(self) -> Sequence[QAction]:
        """Both commands."""
        return (self.merge, self.duplicates)

    def show_card(self, card: PersonCard | None) -> None:
        """The one whom another may be joined to."""
        self._card = card
        may = self._frame.desk.may(Permission.MERGE_PERSONS)
        self.merge.setEnabled(card is not None and may)
        self.duplicates.setEnabled(may)

    def open_list(self) -> None:
        """Everybody who is alike, to compare two by two."""
        self._steps().open_list()

    def open_merge(self) -> None:
        """Ask who is the double of the one on the card."""
        if self._card is not None:
            self._steps().open_merge(self._card)

    def _steps(self) -> MergeSteps:
        # What the dialogs are made of is loaded when the first is wanted.
        from munhalsa.desktop.screens.merge_steps import MergeSteps

        return MergeSteps(self._frame, self._view)
