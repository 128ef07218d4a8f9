"""Another identity number for somebody; the old one is kept, and found by search."""

from __future__ import annotations

from munhalsa.application.came_under import note_number_used
from munhalsa.application.contacts import person_to_edit
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.registration_queue import concerned, mark_to_register
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.identity import parse
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import FormerNumber, Person
from munhalsa.domain.refusal import Notice, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNumber:
    """The number now, and the one that follows it."""

    number: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberChanged:
    """The person as they now stand."""

    person: Person
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def change_number(context: Context, command: ChangeNumber) -> NumberChanged:
    """Give the person the number; the certificates go back to the queue."""
    found = person_to_edit(context, command.number)
    try:
        new = parse(command.to, today=context.today)
    except Rejected as refusal:
        refusal.field = "to"
        raise
    deed = Deed(action="person.number", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        person = work.get(Person, found.id)
        _check_free(work, person, new.value)
        old = person.number
        person = work.change(person, number=new.value, birth_year=new.birth_year, sex=new.sex)
        work.add(FormerNumber(id=context.new_id(), person_id=person.id, number=old))
        certificates = work.find(Certificate, person_id=person.id)
        for certificate in concerned(certificates, day=context.today):
            mark_to_register(
                work,
                new_id=context.new_id,
                certificate_id=certificate.id,
                person_id=person.id,
                kinds=[RegistrationKind.NAME_OR_NUMBER],
                day=context.today,
            )
        note_number_used(context, work, command.number)
        done = work.commit()
    return NumberChanged(person=person, event=done.event, changes=done.changes)


def _check_free(work: UnitOfWork, person: Person, number: str) -> None:
    if number == person.number:
        raise Rejected("nothing_to_change", "Personen har redan det numret.", field="to")
    taken = work.persons.by_number(number)
    if taken == person.id:
        raise Rejected(
            "number_taken",
            "Personen har haft det numret förut. Ångra bytet i historiken i stället.",
            field="to",
        )
    if taken is not None:
        raise Rejected(
            "number_taken",
            "Numret finns redan i registret. Slå ihop posterna om det är samma person.",
            field="to",
        )
