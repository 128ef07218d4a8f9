"""Registering a person, with a warning about whoever might be the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.domain.account import Permission
from munhalsa.domain.identity import IdentityNumber, parse
from munhalsa.domain.person import Person, ProtectedIdentity, Residence
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.swedish import name_sort_key
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """A new person; ``unit`` is a code or name, ``from_day`` the first day there."""

    number: str
    given_name: str
    family_name: str
    unit: str | None = None
    room: str | None = None
    from_day: date | None = None
    protected_identity: ProtectedIdentity = ProtectedIdentity.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The new person's id, the event, and whom it might be a double of."""

    person_id: str
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def person_of(
    number: IdentityNumber,
    *,
    id: str,
    given_name: str,
    family_name: str,
    protected_identity: ProtectedIdentity = ProtectedIdentity.NONE,
) -> Person:
    """A person record from a checked number and names; refuses an empty name."""
    given, family = " ".join(given_name.split()), " ".join(family_name.split())
    for name, field, word in (
        (given, "given_name", "Förnamn"),
        (family, "family_name", "Efternamn"),
    ):
        if not name:
            raise Rejected("name_missing", f"{word} saknas. Fyll i det.", field=field)
    return Person(
        id=id,
        number=number.value,
        birth_year=number.birth_year,
        sex=number.sex,
        given_name=given,
        family_name=family,
        sort_key=name_sort_key(family=family, given=given),
        protected_identity=protected_identity,
    )


def register_person(context: Context, command: RegisterPerson) -> Registered:
    """Register somebody new; the same number again is refused, a likeness only warned about."""
    context.require(Permission.EDIT_PERSONS)
    number = parse(command.number, today=context.today)
    person = person_of(
        number,
        id=context.new_id(),
        given_name=command.given_name,
        family_name=command.family_name,
        protected_identity=command.protected_identity,
    )
    deed = Deed(action="person.register", subject_kind="person", subject_id=person.id)
    with context.write(deed) as work:
        if work.persons.by_number(person.number) is not None:
            raise Rejected(
                "number_taken",
                "Numret finns redan i registret. Sök fram personen i stället.",
                field="number",
            )
        unit = None if command.unit is None else unit_by_code_or_name(work, command.unit)
        warnings = [
            *_likenesses(context, work, person, unit),
            *_inactive(unit, command, context.today),
        ]
        work.add(person)
        if unit is not None:
            work.add(
                Residence(
                    id=context.new_id(),
                    person_id=person.id,
                    unit_id=unit.id,
                    room=command.room,
                    from_day=command.from_day or context.today,
                )
            )
        done = work.commit()
    return Registered(
        person_id=person.id, event=done.event, changes=done.changes, warnings=tuple(warnings)
    )


def _likenesses(
    context: Context, work: UnitOfWork, person: Person, unit: Unit | None
) -> list[Notice]:
    like = work.persons.possible_duplicates(
        number=person.number,
        given_name=person.given_name,
        family_name=person.family_name,
        unit_id=None if unit is None else unit.id,
        see_protected=context.session.sees_protected,
    )
    if not like:
        return []
    count = "en person" if len(like) == 1 else f"{len(like)} personer"
    return [
        Notice(
            code="possible_duplicate",
            message=f"Det finns redan {count} som liknar den nya. Kontrollera att det inte är "
            "samma person.",
        )
    ]


def _inactive(unit: Unit | None, command: RegisterPerson, today: date) -> list[Notice]:
    if unit is None:
        return [
            Notice(code="no_home", message="Personen har inget boende registrerat. Fyll i det.")
        ]
    if unit.is_active_on(command.from_day or today):
        return []
    return [Notice(code="unit_not_active", message="Enheten är inte aktiv den dag boendet börjar.")]
