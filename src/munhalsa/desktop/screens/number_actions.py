"""The commands for another identity number, and for breaking the link to earlier ones."""

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
    from munhalsa.desktop.screens.number_steps import NumberSteps


class NumberActions(QObject):
    """Enabled by what role and person allow; only a protected identity has a link to break."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._card: PersonCard | None = None
        self.number = command(self, self.tr("Nytt person&nummer …"), self._change, key="Ctrl+Alt+N")
        self.link = command(
            self,
            self.tr("&Bryt kopplingen till tidigare nummer …"),
            self._break,
            key="Ctrl+Alt+B",
        )
        self.show_card(None)

    def all(self) -> Sequence[QAction]:
        """Both commands."""
        return (self.number, self.link)

    def show_card(self, card: PersonCard | None) -> None:
        """Whose number it is."""
        self._card = card
        may, here = self._frame.desk.may, card is not None
        self.number.setEnabled(here and may(Permission.EDIT_PERSONS))
        protected = card is not None and card.record.person.is_protected
        self.link.setEnabled(protected and may(Permission.MERGE_PERSONS))

    def _change(self) -> None:
        if self._card is not None:
            self._steps().change(self._card)

    def _break(self) -> None:
        if self._card is not None:
            self._steps().break_link(self._card)

    def _steps(self) -> NumberSteps:
        # What the dialogs are made of is loaded when the first is wanted.
        from munhalsa.desktop.screens.number_steps import NumberSteps

        return NumberSteps(self._frame, self._view)
