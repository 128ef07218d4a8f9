"""Other details of a person: the name as it is written, the language, the need of interpreter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from munhalsa.application.came_under import note_number_used
from munhalsa.application.contacts import person_to_edit
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed
from munhalsa.application.registration_queue import concerned, mark_to_register
from munhalsa.application.seen import check_seen
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.swedish import name_sort_key
from munhalsa.domain.unit_details import required, tidy

_NAMES = {
    "given_name": "Förnamn saknas. Fyll i det.",
    "family_name": "Efternamn saknas. Fyll i det.",
}
FIELDS = (*_NAMES, "language", "needs_interpreter")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson:
    """``fields`` are some of FIELDS; ``version`` is the one that the user saw."""

    number: str
    fields: Mapping[str, Any]
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged:
    """The person as they now stand."""

    person: Person
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def change_person(context: Context, command: ChangePerson) -> PersonChanged:
    """Change the details; another name goes back to Intygsbeställningen."""
    found = person_to_edit(context, command.number)
    deed = Deed(action="person.change", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        person = work.get(Person, found.id)
        check_seen(command.version, person.version, what="personen")
        fields = _changed(person, command.fields)
        person = work.change(person, **fields)
        if fields.keys() & _NAMES.keys():
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
    return PersonChanged(person=person, event=done.event, changes=done.changes)


def _changed(person: Person, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What is other than it was, checked; the name with the key it is sorted by."""
    wanted = {name: getattr(person, name) for name in FIELDS} | dict(asked)
    for name, missing in _NAMES.items():
        wanted[name] = required(wanted[name] or "", field=name, message=missing)
    wanted["language"] = tidy(wanted["language"], field="language")
    if wanted["needs_interpreter"] and wanted["language"] is None:
        raise Rejected("missing", "Ange språket som ska tolkas.", field="language")
    fields = {name: value for name, value in wanted.items() if value != getattr(person, name)}
    if not fields:
        raise Rejected("nothing_to_change", "Inget är ändrat. Ändra en uppgift och spara sedan.")
    if fields.keys() & _NAMES.keys():
        fields["sort_key"] = name_sort_key(family=wanted["family_name"], given=wanted["given_name"])
    return fields
