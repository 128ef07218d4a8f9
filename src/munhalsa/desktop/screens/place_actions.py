"""Who answers for the care of the person whose card is open, and where the visit is made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.commands import command
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.person import ResidenceKind

if TYPE_CHECKING:
    from munhalsa.application.view_person import PersonCard
    from munhalsa.desktop.screens.place_forms import PlaceForms


class PlaceActions(QObject):
    """Two commands; none without an open card."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._card: PersonCard | None = None
        self.responsible = command(
            self,
            self.tr("Ansvarig &enhet …"),
            lambda: self._open(ResidenceKind.RESPONSIBLE),
            key="Ctrl+Shift+M",
        )
        self.visit = command(
            self,
            self.tr("&Besöksplats …"),
            lambda: self._open(ResidenceKind.VISIT),
            key="Ctrl+Alt+M",
        )

    def all(self) -> Sequence[QAction]:
        """Both of them."""
        return (self.responsible, self.visit)

    def show_card(self, card: PersonCard | None) -> None:
        """What the role allows with this one."""
        self._card = card
        may = card is not None and self._frame.desk.may(Permission.EDIT_PERSONS)
        for action in self.all():
            action.setEnabled(may)

    @cached_property
    def _forms(self) -> PlaceForms:
        from munhalsa.desktop.screens.place_forms import PlaceForms

        return PlaceForms(self._frame, self._view)

    def _open(self, kind: ResidenceKind) -> None:
        if self._card is not None:
            self._forms.open(self._card, kind)
