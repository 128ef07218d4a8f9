"""Commands that change the certificate of the open card, or tell of a death or a move away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.commands import command
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission

if TYPE_CHECKING:
    from munhalsa.application.view_person import PersonCard
    from munhalsa.desktop.screens.change_forms import ChangeForms
    from munhalsa.domain.certificate import Certificate


class PersonChanges(QObject):
    """Enabled by what role, person and certificate allow; each opens a small form."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._card: PersonCard | None = None
        self.renew = command(
            self,
            self.tr("&Förnya intyg …"),
            lambda: self._open(lambda forms, *of: forms.renew(*of)),
            key="Ctrl+Shift+F",
        )
        self.ground = command(
            self,
            self.tr("Ändra &personkrets …"),
            lambda: self._open(lambda forms, *of: forms.ground(*of)),
            key="Ctrl+Shift+P",
        )
        self.validity = command(
            self,
            self.tr("Ändra &giltighet …"),
            lambda: self._open(lambda forms, *of: forms.validity(*of)),
            key="Ctrl+Shift+G",
        )
        self.copy = command(
            self,
            self.tr("&Kopia på brev …"),
            lambda: self._open(lambda forms, *of: forms.copy(*of)),
            key="Ctrl+Shift+Y",
        )
        self.void = command(
            self,
            self.tr("&Makulera intyg …"),
            lambda: self._open(lambda forms, *of: forms.void(*of)),
            key="Ctrl+Shift+V",
        )
        self.hand_over = command(
            self,
            self.tr("&Lämna över till annan kommun …"),
            lambda: self._open(lambda forms, *of: forms.hand_over(*of)),
            key="Ctrl+Shift+H",
        )
        self.died = command(
            self,
            self.tr("A&vliden …"),
            lambda: self._tell(lambda forms, card: forms.died(card)),
            key="Ctrl+Shift+D",
        )
        self.leaves = command(
            self,
            self.tr("Flyttar från &regionen …"),
            lambda: self._tell(lambda forms, card: forms.leaves(card)),
            key="Ctrl+Shift+T",
        )

    def all(self) -> Sequence[QAction]:
        """Every command, in the order of the menu."""
        return (
            *(self.renew, self.ground, self.validity, self.copy, self.void),
            *(self.hand_over, self.leaves, self.died),
        )

    def show_card(self, card: PersonCard | None) -> None:
        """What role and state allow with this one."""
        self._card = card
        found = self._certificate()
        issues = self._frame.desk.may(Permission.ISSUE_CERTIFICATES) and found is not None
        alive = card is not None and card.record.person.died_on is None
        holds = issues and card is not None and found is not None and found.is_valid_on(card.day)
        ours = holds and found is not None and found.handed_over_on is None
        edits = card is not None and self._frame.desk.may(Permission.EDIT_PERSONS)
        self.renew.setEnabled(issues and alive)
        for action in (self.ground, self.hand_over):
            action.setEnabled(ours and alive)
        self.validity.setEnabled(ours and found is not None and found.ended is None)
        self.copy.setEnabled(holds)
        self.void.setEnabled(issues)
        self.died.setEnabled(edits)
        self.leaves.setEnabled(edits and alive)

    def _certificate(self) -> Certificate | None:
        card = self._card
        if card is None:
            return None
        from munhalsa.desktop.person_text import certificate_of

        return certificate_of(card.record, card.day)

    @cached_property
    def _forms(self) -> ChangeForms:
        from munhalsa.desktop.screens.change_forms import ChangeForms

        return ChangeForms(self._frame, self._view)

    def _open(self, form: Callable[[ChangeForms, PersonCard, Certificate], None]) -> None:
        card, found = self._card, self._certificate()
        if card is not None and found is not None:
            form(self._forms, card, found)

    def _tell(self, form: Callable[[ChangeForms, PersonCard], None]) -> None:
        if self._card is not None:
            form(self._forms, self._card)
