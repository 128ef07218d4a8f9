"""Small things kept of a person: the chosen dentist, notes, language and need of interpreter."""

from __future__ import annotations

from datetime import date

from munhalsa.application.came_under import note_number_used
from munhalsa.application.contacts import person_to_edit
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed
from munhalsa.application.seen import check_shown
from munhalsa.domain.account import Permission
from munhalsa.domain.contact import check_first_day
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Dentist, Note, Person
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.unit_details import required, tidy

LONGEST_NOTE = 500
NO_HEALTH = (
    "Anteckningar är till för det praktiska. Uppgifter om hälsa, diagnos eller behandling hör "
    "inte hemma här."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDentist:
    """The dentist chosen, from today where no day is said."""

    number: str
    name: str
    from_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """A short note of today."""

    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLanguage:
    """The language spoken, None where it need not be known, and whether an interpreter is."""

    number: str
    language: str | None
    needs_interpreter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsChanged:
    """What it touched."""

    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def name_dentist(context: Context, command: NameDentist) -> DetailsChanged:
    """Note the chosen dentist; two from the same day is a correction of the first."""
    name = required(command.name, field="name", message="Ange behandlarens namn.")
    found = person_to_edit(context, command.number)
    first = command.from_day or context.today
    check_first_day(first, birth_year=found.birth_year, today=context.today)
    deed = Deed(action="person.dentist", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        same = work.find(Dentist, person_id=found.id, from_day=first)
        if any(one.name == name for one in same):
            raise Rejected("nothing_to_change", "Behandlaren är redan registrerad.", field="name")
        if same:
            check_shown(context.seen, same[-1], what="behandlaren")
            work.change(same[-1], name=name)
        else:
            work.add(Dentist(id=context.new_id(), person_id=found.id, name=name, from_day=first))
        note_number_used(context, work, command.number)
        done = work.commit()
    return DetailsChanged(event=done.event, changes=done.changes)


def add_note(context: Context, command: AddNote) -> DetailsChanged:
    """Write a note of today; the answer reminds of what does not belong there."""
    text = tidy(command.text, field="text", longest=LONGEST_NOTE)
    if text is None:
        raise Rejected("missing", "Skriv anteckningen.", field="text")
    found = person_to_edit(context, command.number)
    deed = Deed(action="person.note", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        note = Note(
            id=context.new_id(),
            person_id=found.id,
            day=context.today,
            text=text,
            author=context.session.name,
        )
        work.add(note)
        note_number_used(context, work, command.number)
        done = work.commit()
    reminder = Notice(code="no_health_details", message=NO_HEALTH, column="text")
    return DetailsChanged(event=done.event, changes=done.changes, warnings=(reminder,))


def set_language(context: Context, command: SetLanguage) -> DetailsChanged:
    """Note language and need of interpreter; an interpreter needs a language."""
    language = tidy(command.language, field="language")
    if command.needs_interpreter and language is None:
        raise Rejected("missing", "Ange språket som ska tolkas.", field="language")
    found = person_to_edit(context, command.number)
    if (found.language, found.needs_interpreter) == (language, command.needs_interpreter):
        raise Rejected("nothing_to_change", "Språket är redan registrerat så.", field="language")
    deed = Deed(action="person.language", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        person = work.get(Person, found.id)
        work.change(person, language=language, needs_interpreter=command.needs_interpreter)
        done = work.commit()
    return DetailsChanged(event=done.event, changes=done.changes)
