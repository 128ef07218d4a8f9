"""The details of a person in one form, also when somebody else changes them meanwhile."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.change_person import FIELDS, ChangePerson, PersonChanged, change_person
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_id
from munhalsa.application.view_person import PersonCard
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Refusal

translate = QCoreApplication.translate


def details_form(person: Person) -> FieldsForm:
    """The name, the language and the need of interpreter; its command is what stands there."""
    yes, no = translate("Person", "Ja"), translate("Person", "Nej")
    interpreter = Field(
        name="needs_interpreter",
        label=translate("Person", "&Tolk behövs"),
        kind=FieldKind.CHOICE,
        choices=((no, False), (yes, True)),
        value=person.needs_interpreter,
    )
    return FieldsForm(
        what=translate("Person", "Personuppgifter"),
        explanation=translate(
            "Person",
            "Ett annat namn ställs i kön till Intygsbeställningen. Ändringen går att ångra.",
        ),
        save=translate("Person", "&Spara"),
        fields=(
            Field(
                name="given_name", label=translate("Person", "&Förnamn"), value=person.given_name
            ),
            Field(
                name="family_name",
                label=translate("Person", "&Efternamn"),
                value=person.family_name,
            ),
            Field(name="language", label=translate("Person", "S&pråk"), value=person.language),
            interpreter,
        ),
        command=dict,
    )


class PersonSteps(QObject):
    """One change of one person; knows the version that is shown."""

    def __init__(self, frame: Frame, view: QWidget, card: PersonCard) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._person = card.record.person
        self._dialog = FieldsDialog(
            details_form(self._person), today=card.day, look=frame.look, parent=view
        )
        self._dialog.given.connect(self._save)

    def open(self) -> None:
        """Show the form."""
        self._dialog.open()

    def _save(self, filled: dict[str, Any]) -> None:
        person = self._person
        asked = ChangePerson(
            number=person.number,
            fields={name: filled[name] for name in FIELDS if filled[name] != getattr(person, name)},
            version=person.version,
        )

        def done(changed: PersonChanged) -> None:
            self._dialog.accept()
            self._frame.say(
                self.tr("Uppgifterna är sparade."), undo=lambda: self._undo(changed.event)
            )

        self._frame.desk.do(
            self,
            lambda context: change_person(context, asked),
            # The form knows its own version: it goes on with what is newer.
            shown=(),
            done=done,
            failed=self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        dialog, person = self._dialog, self._person.id
        if isinstance(error, Refusal) and error.code == "conflict":
            self._frame.desk.read(
                self, lambda context: _read(context, person), done=self._take_newer
            )
        else:
            explain_at_field(self._frame, dialog, error)

    def _take_newer(self, person: Person) -> None:
        self._person = person
        self._dialog.take_newer({name: getattr(person, name) for name in FIELDS})

    def _undo(self, event: str) -> None:
        ask_to_undo(
            event,
            self._frame,
            self._view,
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
        )


def _read(context: Context, person: str) -> Person:
    with context.read(Permission.EDIT_PERSONS) as reader:
        return person_by_id(reader, person)
