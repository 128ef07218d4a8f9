"""The room of the person whose card is open, who answers for the care, and the visiting place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.find_records import home_on
from munhalsa.desktop.commands import command
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.person import Residence, ResidenceKind

if TYPE_CHECKING:
    from munhalsa.application.view_person import PersonCard
    from munhalsa.desktop.screens.place_forms import PlaceForms
    from munhalsa.domain.unit import Unit


class PlaceActions(QObject):
    """Three commands; none without an open card."""

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

        self.room = command(self, self.tr("Byt r&um …"), self._open_room, key="Ctrl+Alt+H")

    def all(self) -> Sequence[QAction]:
        """All of them."""
        return (self.room, self.responsible, self.visit)

    def show_card(self, card: PersonCard | None) -> None:
        """What the role allows with this one."""
        self._card = card
        may = self._frame.desk.may
        for action in (self.responsible, self.visit):
            action.setEnabled(card is not None and may(Permission.EDIT_PERSONS))
        has_room = card is not None and housing_of(card) is not None
        self.room.setEnabled(has_room and may(Permission.KEEP_ROOMS))

    @cached_property
    def _forms(self) -> PlaceForms:
        from munhalsa.desktop.screens.place_forms import PlaceForms

        return PlaceForms(self._frame, self._view)

    def _open_room(self) -> None:
        if self._card is not None:
            self._forms.open_room(self._card)

    def _open(self, kind: ResidenceKind) -> None:
        if self._card is not None:
            self._forms.open(self._card, kind)


def housing_of(card: PersonCard) -> tuple[Residence, Unit] | None:
    """The housing that somebody lives in, and which it is."""
    home = home_on(list(card.record.residences), card.day)
    units = {one.id: one for one in card.record.units}
    unit = None if home is None or home.unit_id is None else units[home.unit_id]
    return (home, unit) if home is not None and unit is not None and unit.type.is_housing else None
