"""Registering a person, with a warning about whoever might be the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.domain.account import Permission
from munhalsa.domain.identity import IdentityNumber, parse
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, ProtectedIdentity, Residence, ResidenceKind
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.swedish import name_sort_key
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """A new person; ``from_day`` is the first day in the home, today if None.

    ``unit`` is a code, name or id: where the person lives, or who comes to the own address.
    """

    number: str
    given_name: str
    family_name: str
    unit: str | None = None
    room: str | None = None
    care_of: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
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
    person = new_person(context, command)
    deed = Deed(action="person.register", subject_kind="person", subject_id=person.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        warnings = add_person(context, work, person, command)
        done = work.commit()
    return Registered(
        person_id=person.id, event=done.event, changes=done.changes, warnings=warnings
    )


def new_person(context: Context, command: RegisterPerson) -> Person:
    """The person that is to be registered; a wrong number or an empty name is refused."""
    person = person_of(
        parse(command.number, today=context.today),
        id=context.new_id(),
        given_name=command.given_name,
        family_name=command.family_name,
        protected_identity=command.protected_identity,
    )
    return replace(person, handler_id=context.session.account_id)


def add_person(
    context: Context, work: UnitOfWork, person: Person, command: RegisterPerson
) -> tuple[Notice, ...]:
    """Add a new person and the home to a deed that has begun; what to mind about them."""
    if work.persons.by_number(person.number) is not None:
        raise Rejected(
            "number_taken",
            "Numret finns redan i registret. Sök fram personen i stället.",
            field="number",
        )
    unit = None if command.unit is None else unit_by_code_or_name(work, command.unit)
    warnings = (
        *_likenesses(context, work, person, unit),
        *_of_home(unit, command, context.today),
    )
    work.add(person)
    for home in _homes(context, person, command, unit):
        work.add(home)
    return warnings


def _homes(
    context: Context, person: Person, command: RegisterPerson, unit: Unit | None
) -> list[Residence]:
    """The home, and who answers for the care of somebody who lives at an own address."""
    if unit is None and command.street is None:
        return []
    home = Residence(
        id=context.new_id(),
        person_id=person.id,
        unit_id=None if unit is None else unit.id,
        room=command.room,
        care_of=command.care_of,
        street=command.street,
        postal_code=command.postal_code,
        city=command.city,
        from_day=command.from_day or context.today,
    )
    if unit is None or not unit.type.is_care_at_home:
        return [home]
    responsible = Residence(
        id=context.new_id(),
        person_id=person.id,
        kind=ResidenceKind.RESPONSIBLE,
        unit_id=unit.id,
        from_day=home.from_day,
    )
    return [home, responsible]


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


def _of_home(unit: Unit | None, command: RegisterPerson, today: date) -> list[Notice]:
    if unit is None:
        if command.street is not None:
            return []
        return [
            Notice(code="no_home", message="Personen har inget boende registrerat. Fyll i det.")
        ]
    if unit.is_active_on(command.from_day or today):
        return []
    return [Notice(code="unit_not_active", message="Enheten är inte aktiv den dag boendet börjar.")]
