"""Who and what is around the person of the open card: contacts, dentist, notes, protection."""

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
    from munhalsa.desktop.screens.contact_forms import ContactForms


class ContactActions(QObject):
    """Each opens a small form; none without an open card or leave to edit."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._card: PersonCard | None = None
        self.contact = command(
            self,
            self.tr("K&ontakt …"),
            lambda: self._open(lambda forms, card: forms.contact(card)),
            key="Ctrl+J",
        )
        self.follow = command(
            self,
            self.tr("B&yt god man …"),
            lambda: self._open(lambda forms, card: forms.follow(card)),
            key="Ctrl+Shift+J",
        )
        self.dentist = command(
            self,
            self.tr("Behan&dlare …"),
            lambda: self._open(lambda forms, card: forms.dentist(card)),
            key="Ctrl+I",
        )
        self.note = command(
            self,
            self.tr("An&teckning …"),
            lambda: self._open(lambda forms, card: forms.note(card)),
            key="Ctrl+T",
        )
        self.language = command(
            self,
            self.tr("Språk o&ch tolk …"),
            lambda: self._open(lambda forms, card: forms.language(card)),
            key="Ctrl+Shift+L",
        )
        self.details = command(
            self,
            self.tr("P&ersonuppgifter …"),
            lambda: self._open(lambda forms, card: forms.details(card)),
            key="Ctrl+Alt+U",
        )
        self.protect = command(
            self,
            self.tr("Skyddade &uppgifter …"),
            lambda: self._open(lambda forms, card: forms.protect(card)),
            key="Ctrl+Shift+I",
        )
        self.paper = command(
            self,
            self.tr("Steg på &papper …"),
            lambda: self._open(lambda forms, card: forms.paper(card)),
            key="Ctrl+U",
        )

    def all(self) -> Sequence[QAction]:
        """Every command, in the order of the menu."""
        return (
            *(self.contact, self.follow, self.dentist, self.note, self.language),
            *(self.details, self.protect, self.paper),
        )

    def show_card(self, card: PersonCard | None) -> None:
        """What the role allows with this one; only a god man can be followed by another."""
        self._card = card
        may = card is not None and self._frame.desk.may(Permission.EDIT_PERSONS)
        keeps = card is not None and self._frame.desk.may(Permission.KEEP_CONTACTS)
        for action in self.all():
            action.setEnabled(may)
        self.contact.setEnabled(keeps)
        self.follow.setEnabled(keeps and card is not None and _is_represented(card))
        self.paper.setEnabled(may and card is not None and card.record.person.is_protected)

    @cached_property
    def _forms(self) -> ContactForms:
        from munhalsa.desktop.screens.contact_forms import ContactForms

        return ContactForms(self._frame, self._view)

    def _open(self, form: Callable[[ContactForms, PersonCard], None]) -> None:
        if self._card is not None:
            form(self._forms, self._card)


def _is_represented(card: PersonCard) -> bool:
    """Whether somebody acts for the person."""
    from munhalsa.desktop.person_text import current_contacts
    from munhalsa.domain.contact import REPRESENTING

    return any(one.relation in REPRESENTING for one in current_contacts(card.record, card.day))
