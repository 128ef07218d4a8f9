"""The small forms for what is around a person: contacts, dentist, notes, language, protection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject
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
from munhalsa.application.view_person import PersonCard
from munhalsa.desktop.dialogs.change import ChangeDialog, ChangeForm
from munhalsa.desktop.dialogs.contact import ContactDialog
from munhalsa.desktop.person_text import current_contacts
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.screens.person_steps import PersonSteps
from munhalsa.desktop.screens.protect_forms import level_form, step_form
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import take_back
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.person import Contact
from munhalsa.domain.refusal import Notice, Refusal


class _Done(Protocol):
    @property
    def event(self) -> str: ...

    @property
    def warnings(self) -> tuple[Notice, ...]: ...


Run = Callable[[Context, Any], _Done]


class ContactForms(QObject):
    """Opened by ContactActions; each saves by its use case and says so."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view

    def contact(self, card: PersonCard) -> None:
        """Somebody new, or what has changed about somebody."""
        self._ask_contact(card, follows=False)

    def follow(self, card: PersonCard) -> None:
        """Somebody who represents the person after somebody else."""
        self._ask_contact(card, follows=True)

    def _ask_contact(self, card: PersonCard, *, follows: bool) -> None:
        said = self.tr("Kontakten är sparad.")
        dialog = ContactDialog(
            card.record.person.number,
            current_contacts(card.record, card.day),
            follows=follows,
            today=card.day,
            look=self._frame.look,
            parent=self._view,
        )
        dialog.given.connect(lambda asked: self._save(card, dialog, asked, _save_contact, said))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def dentist(self, card: PersonCard) -> None:
        """The dentist or clinic that the person has chosen."""
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
        self._ask(card, form, name_dentist, self.tr("Behandlaren är sparad."))

    def note(self, card: PersonCard) -> None:
        """A note about practical things."""
        number = card.record.person.number
        form = ChangeForm(
            what=self.tr("Anteckning"),
            explanation=NO_HEALTH,
            save=self.tr("&Spara"),
            words_label=self.tr("Ante&ckning"),
            command=lambda filled: AddNote(number=number, text=filled.words or ""),
        )
        self._ask(card, form, _reminded_before, self.tr("Anteckningen är sparad."))

    def language(self, card: PersonCard) -> None:
        """The language, and whether an interpreter is needed."""
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
        self._ask(card, form, set_language, self.tr("Språket är sparat."))

    def details(self, card: PersonCard) -> None:
        """The name, and the language, in one form."""
        PersonSteps(self._frame, self._view, card).open()

    def protect(self, card: PersonCard) -> None:
        """The level of protection."""
        form = level_form(card.record.person)
        session = self._frame.desk.session
        # Whoever is not named for it may protect somebody, but never lessen it again.
        may_undo = session is not None and session.sees_protected
        said = self.tr("Skyddet är sparat.")
        self._ask(card, form, set_protection, said, may_undo=may_undo)

    def paper(self, card: PersonCard) -> None:
        """A step of what is done on paper for somebody protected."""
        taken = {one.state for one in card.record.paper_steps}
        form = step_form(card.record.person, today=card.day, taken=taken)
        self._ask(card, form, note_paper_step, self.tr("Steget är sparat."))

    def _ask(
        self, card: PersonCard, form: ChangeForm, run: Run, said: str, *, may_undo: bool = True
    ) -> None:
        dialog = ChangeDialog(form, today=card.day, look=self._frame.look, parent=self._view)
        dialog.given.connect(
            lambda asked: self._save(card, dialog, asked, run, said, may_undo=may_undo)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(
        self,
        card: PersonCard,
        dialog: ContactDialog | ChangeDialog,
        asked: Any,
        run: Run,
        said: str,
        *,
        may_undo: bool = True,
    ) -> None:
        def done(saved: _Done) -> None:
            dialog.accept()
            notes = " ".join(one.message for one in saved.warnings)
            self._frame.say(
                f"{said} {notes}".strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=(lambda: take_back(saved.event, self._frame, self)) if may_undo else None,
            )

        def failed(error: BaseException) -> None:
            conflict = isinstance(error, Refusal) and error.code == "conflict"
            if conflict and isinstance(asked, ChangeContact) and isinstance(dialog, ContactDialog):
                contact = asked.contact or ""
                self._frame.desk.read(
                    dialog, lambda context: _newest(context, contact), done=dialog.take_newer
                )
            else:
                explain_at_field(self._frame, dialog, error)

        # The form of a contact knows its own version: it goes on with what is newer.
        shown = () if isinstance(asked, ChangeContact) else card.record
        self._frame.desk.do(
            self, lambda context: run(context, asked), shown=shown, done=done, failed=failed
        )


def _save_contact(
    context: Context, asked: AddContact | ChangeContact | ReplaceContact
) -> ContactChanged:
    if isinstance(asked, AddContact):
        return add_contact(context, asked)
    if isinstance(asked, ChangeContact):
        return change_contact(context, asked)
    return replace_contact(context, asked)


def _newest(context: Context, contact: str) -> Contact:
    with context.read(Permission.KEEP_CONTACTS) as reader:
        return reader.get(Contact, contact)


def _reminded_before(context: Context, asked: AddNote) -> _Done:
    """The form has said what does not belong in a note, so that it need not be said again."""
    return replace(add_note(context, asked), warnings=())
