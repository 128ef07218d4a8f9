"""What can be done with the care staff of the unit whose card is open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.view_unit import UnitCard
from munhalsa.desktop.commands import command
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.staff_part import StaffPart
from munhalsa.domain.account import Permission
from munhalsa.domain.staff import StaffMember

if TYPE_CHECKING:
    from munhalsa.desktop.screens.staff_forms import StaffForms


class StaffActions(QObject):
    """Adding to the staff, and changing or ending the one who is chosen in the list."""

    def __init__(self, frame: Frame, view: QWidget, part: StaffPart) -> None:
        super().__init__(view)
        self._frame, self._view, self._part = frame, view, part
        self._card: UnitCard | None = None
        self.add = command(self, self.tr("Lägg till &personal …"), self._add, key="Ctrl+Shift+N")
        self.change = command(self, self.tr("Ändra p&ersonal …"), self._change, key="Ctrl+Shift+E")
        self.end = command(self, self.tr("Avsluta person&al …"), self._end, key="Ctrl+Shift+D")
        words = (self.tr("Lägg till …"), self.tr("Ändra …"), self.tr("Avsluta …"))
        part.set_actions(tuple(zip(words, self.all(), strict=True)))
        part.list.itemSelectionChanged.connect(self._show_state)
        self.show_card(None)

    def all(self) -> Sequence[QAction]:
        """Every command, in the order of the menu."""
        return (self.add, self.change, self.end)

    def show_card(self, card: UnitCard | None) -> None:
        """What the role allows at this unit."""
        self._card = card
        staff = () if card is None else card.record.staff
        self._part.show_staff(staff, may_keep=self._may_keep())
        self._show_state()

    @cached_property
    def _forms(self) -> StaffForms:
        """Loaded when something is first asked."""
        from munhalsa.desktop.screens.staff_forms import StaffForms

        return StaffForms(self._frame, self._view)

    def _may_keep(self) -> bool:
        desk, card = self._frame.desk, self._card
        if card is None or desk.session is None or not desk.may(Permission.KEEP_STAFF):
            return False
        own = desk.session.units_for(Permission.KEEP_STAFF)
        return own is None or card.record.unit.id in own

    def _show_state(self) -> None:
        may = self._may_keep()
        self.add.setEnabled(may)
        for action in (self.change, self.end):
            action.setEnabled(may and self._chosen() is not None)

    def _chosen(self) -> StaffMember | None:
        chosen = self._part.list.chosen
        staff = () if self._card is None else self._card.record.staff
        return next((one.member for one in staff if one.member.id == chosen), None)

    def _add(self) -> None:
        if self._card is not None:
            record = self._card.record
            self._forms.ask_add(record.unit, today=record.day)

    def _change(self) -> None:
        member = self._chosen()
        if self._card is not None and member is not None:
            self._forms.ask_change(member, today=self._card.record.day)

    def _end(self) -> None:
        member = self._chosen()
        if self._card is not None and member is not None:
            self._forms.ask_end(member, today=self._card.record.day)
