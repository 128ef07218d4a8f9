"""Who and what is around the person of the open card: contacts, dentist, notes, protection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.contacts import (
    AddContact,
    ChangeContact,
    ContactChanged,
    add_contact,
    change_contact,
)
from munhalsa.application.context import Context
from munhalsa.application.person_details import (
    NO_HEALTH,
    AddNote,
    NameDentist,
    SetLanguage,
    add_note,
    name_dentist,
    set_language,
)
from munhalsa.application.protect_person import note_paper_step, set_protection
from munhalsa.application.replace_contact import ReplaceContact, replace_contact
from munhalsa.application.undo import undo_event
from munhalsa.application.view_person import PersonCard
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.change import ChangeDialog, ChangeForm
from munhalsa.desktop.dialogs.contact import ContactDialog
from munhalsa.desktop.screens.protect_forms import level_form, step_form
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.contact import REPRESENTING
from munhalsa.domain.person import Contact
from munhalsa.domain.refusal import Notice, Refusal


class _Done(Protocol):
    @property
    def event(self) -> str: ...

    @property
    def warnings(self) -> tuple[Notice, ...]: ...


Run = Callable[[Context, Any], _Done]


class ContactActions(QObject):
    """Each opens a small form; none without an open card or leave to edit."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._card: PersonCard | None = None
        self.contact = command(self, self.tr("K&ontakt …"), self._contact, key="Ctrl+J")
        self.follow = command(self, self.tr("B&yt god man …"), self._follow, key="Ctrl+Shift+J")
        self.dentist = command(self, self.tr("Behan&dlare …"), self._dentist, key="Ctrl+I")
        self.note = command(self, self.tr("An&teckning …"), self._note, key="Ctrl+T")
        self.language = command(
            self, self.tr("Språk o&ch tolk …"), self._language, key="Ctrl+Shift+L"
        )
        self.protect = command(
            self, self.tr("Skyddade &uppgifter …"), self._protect, key="Ctrl+Shift+I"
        )
        self.paper = command(self, self.tr("Steg på &papper …"), self._paper, key="Ctrl+U")

    def all(self) -> Sequence[QAction]:
        """Every command, in the order of the menu."""
        return (
            *(self.contact, self.follow, self.dentist, self.note, self.language),
            *(self.protect, self.paper),
        )

    def show_card(self, card: PersonCard | None) -> None:
        """What the role allows with this one; only a god man can be followed by another."""
        self._card = card
        may = card is not None and self._frame.desk.may(Permission.EDIT_PERSONS)
        keeps = card is not None and self._frame.desk.may(Permission.KEEP_CONTACTS)
        for action in self.all():
            action.setEnabled(may)
        self.contact.setEnabled(keeps)
        represented = any(one.relation in REPRESENTING for one in self._current())
        self.follow.setEnabled(keeps and represented)
        self.paper.setEnabled(may and card is not None and card.record.person.is_protected)

    def _current(self) -> Sequence[Contact]:
        card = self._card
        if card is None:
            return ()
        contacts = card.record.contacts
        return [one for one in contacts if one.to_day is None or one.to_day >= card.day]

    def _contact(self) -> None:
        self._ask_contact(follows=False)

    def _follow(self) -> None:
        self._ask_contact(follows=True)

    def _ask_contact(self, *, follows: bool) -> None:
        card = self._card
        if card is None:
            return
        dialog = ContactDialog(
            card.record.person.number,
            self._current(),
            follows=follows,
            today=card.day,
            look=self._frame.look,
            parent=self._view,
        )
        dialog.given.connect(
            lambda asked: self._save(dialog, asked, _save_contact, self.tr("Kontakten är sparad."))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _dentist(self) -> None:
        card = self._card
        if card is None:
            return
        number = card.record.person.number
        form = ChangeForm(
            what=self.tr("Behandlare"),
            explanation=self.tr(
                "Den tandläkare eller klinik som personen har valt. Personalen behöver veta vem "
                "det är."
            ),
            save=self.tr("&Spara"),
            day_label=self.tr("Från och &med"),
            day=card.day,
            words_label=self.tr("&Klinik eller tandläkare"),
            command=lambda filled: NameDentist(
                number=number, name=filled.words or "", from_day=filled.day
            ),
        )
        self._ask(form, name_dentist, self.tr("Behandlaren är sparad."))

    def _note(self) -> None:
        card = self._card
        if card is None:
            return
        number = card.record.person.number
        form = ChangeForm(
            what=self.tr("Anteckning"),
            explanation=NO_HEALTH,
            save=self.tr("&Spara"),
            words_label=self.tr("&Anteckning"),
            command=lambda filled: AddNote(number=number, text=filled.words or ""),
        )
        self._ask(form, _reminded_before, self.tr("Anteckningen är sparad."))

    def _language(self) -> None:
        card = self._card
        if card is None:
            return
        person = card.record.person
        choices = [(self.tr("Ingen tolk behövs"), False), (self.tr("Tolk behövs"), True)]
        form = ChangeForm(
            what=self.tr("Språk och tolk"),
            explanation=self.tr("Det står på besökslistan, så att en tolk finns på plats."),
            save=self.tr("&Spara"),
            choice_label=self.tr("&Tolk"),
            choices=sorted(choices, key=lambda one: one[1] is not person.needs_interpreter),
            words_label=self.tr("S&pråk"),
            words=person.language or "",
            command=lambda filled: SetLanguage(
                number=person.number, language=filled.words, needs_interpreter=filled.choice
            ),
        )
        self._ask(form, set_language, self.tr("Språket är sparat."))

    def _protect(self) -> None:
        if self._card is not None:
            form = level_form(self._card.record.person)
            self._ask(form, set_protection, self.tr("Skyddet är sparat."))

    def _paper(self) -> None:
        card = self._card
        if card is not None:
            form = step_form(card.record.person, today=card.day)
            self._ask(form, note_paper_step, self.tr("Steget är sparat."))

    def _ask(self, form: ChangeForm, run: Run, said: str) -> None:
        card = self._card
        if card is None:
            return
        dialog = ChangeDialog(form, today=card.day, look=self._frame.look, parent=self._view)
        dialog.given.connect(lambda asked: self._save(dialog, asked, run, said))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, dialog: ContactDialog | ChangeDialog, asked: Any, run: Run, said: str) -> None:
        def done(saved: _Done) -> None:
            dialog.accept()
            notes = " ".join(one.message for one in saved.warnings)
            self._frame.say(
                f"{said} {notes}".strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: self._undo(saved.event),
            )

        def failed(error: BaseException) -> None:
            if not (isinstance(error, Refusal) and dialog.show_refusal(error)):
                dialog.reject()
                self._frame.explain(error)

        self._frame.desk.do(self, lambda context: run(context, asked), done=done, failed=failed)

    def _undo(self, event: str) -> None:
        self._frame.desk.do(
            self,
            lambda context: undo_event(context, event),
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
            failed=self._frame.explain,
        )


def _save_contact(
    context: Context, asked: AddContact | ChangeContact | ReplaceContact
) -> ContactChanged:
    if isinstance(asked, AddContact):
        return add_contact(context, asked)
    if isinstance(asked, ChangeContact):
        return change_contact(context, asked)
    return replace_contact(context, asked)


def _reminded_before(context: Context, asked: AddNote) -> _Done:
    """The form has said what does not belong in a note, so that it need not be said again."""
    return replace(add_note(context, asked), warnings=())
