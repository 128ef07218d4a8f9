"""Short ways to a municipality with units, persons and certificates, for tests of use cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.issue_certificate import IssueCertificate, Issued, issue_certificate
from munhalsa.application.ports import AuditLine, Deed, EventContent, Session
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.domain.account import Account, Role
from munhalsa.domain.certificate import Ground, Registration, RegistrationKind, RegistrationState
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import Unit, UnitType

R = TypeVar("R")

GIVEN, FAMILY = "Signe", "Wåhlström"
ENTITLED: dict[str, bool | str] = {
    "lives_in_special_housing": True,
    "daily_personal_care": True,
    "lasting_need": True,
    "basis": "biståndsbeslut",
}


def identity(birth: str = "19410101", serial: int = 239) -> str:
    """A number of 12 digits with the right check digit."""
    digits = f"{birth[2:]}{serial:03d}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    total = sum(number // 10 + number % 10 for number in doubled)
    return f"{birth}{serial:03d}{-total % 10}"


def born(year: int, serial: int = 239) -> str:
    """A number of somebody born that year."""
    return identity(f"{year}0101", serial)


SIGNE = born(1941)


def user(context: Context, *roles: Role, **changes: Any) -> Context:
    """Somebody else at the same store."""
    session = Session(account_id=new_id(), name="Alex Berg", roles=frozenset(roles))
    add(context, Account(id=session.account_id, name=f"Alex Berg {session.account_id}"))
    return replace(context, session=replace(session, **changes))


def add(context: Context, *records: Any) -> None:
    """Put records straight into the store."""
    deed = Deed(action="test.add", subject_kind="test", subject_id="")
    with context.write(deed) as work:
        for record in records:
            work.add(record)
        work.commit()


def unit(name: str = "Björkgläntan", code: str | None = "SB01", **changes: Any) -> Unit:
    """A unit that is not in any store yet."""
    made = Unit(
        id=new_id(),
        code=code,
        name=name,
        sort_key=sort_key(name),
        type=UnitType.NURSING_HOME,
        responsible_name="Anna Jonsson",
        responsible_phone="031-390 06 71",
    )
    return replace(made, **changes)


def register(context: Context, number: str = SIGNE, **changes: Any) -> Person:
    """A registered person as the store has it."""
    command = RegisterPerson(number=number, given_name=GIVEN, family_name=FAMILY)
    done = register_person(context, replace(command, **changes))
    return stored(context, Person, done.person_id)


def alter(context: Context, record: Any, **fields: Any) -> None:
    """Change a record straight in the store."""
    deed = Deed(action="test.change", subject_kind="test", subject_id="")
    with context.write(deed) as work:
        work.change(work.get(type(record), record.id), **fields)
        work.commit()


def issue(context: Context, number: str = SIGNE, **changes: Any) -> Issued:
    """A certificate by ground 2a from today, decided outside the program."""
    command = IssueCertificate(number=number, ground=Ground.CARE_HOUSING, issued=context.today)
    return issue_certificate(context, replace(command, **changes))


def stored(context: Context, kind: type[R], id: str) -> R:
    """A record by its id."""
    with context.store.read() as reader:
        return reader.get(kind, id)


def found(context: Context, kind: type[R], **equal: Any) -> list[R]:
    """Records by equal fields."""
    with context.store.read() as reader:
        return reader.find(kind, **equal)


def waiting(context: Context, certificate: str) -> set[RegistrationKind]:
    """What of a certificate is still to be registered."""
    rows = found(context, Registration, certificate_id=certificate)
    return {row.kind for row in rows if row.state is RegistrationState.TO_REGISTER}


def mark_registered(context: Context, certificate: str) -> None:
    """As if everything of a certificate had been told to VGR."""
    for row in found(context, Registration, certificate_id=certificate):
        alter(context, row, state=RegistrationState.REGISTERED, registered_on=context.today)


def latest(context: Context, limit: int = 1) -> Sequence[AuditLine]:
    """The newest events of the log, newest first."""
    with context.store.read() as reader:
        return reader.history.latest(limit)


def content(context: Context, event: str) -> EventContent:
    """What an event changed."""
    with context.store.read() as reader:
        read = reader.history.content(event)
    assert read is not None
    return read


def changes_of(context: Context, event: str, table: str) -> list[Mapping[str, Any]]:
    """An event's changes in one table."""
    return [change for change in content(context, event).changes if change["table"] == table]


def assert_refused(
    caught: pytest.ExceptionInfo[Refusal], code: str, field: str | None, *secrets: str
) -> None:
    """A refusal with its code and field, in a sentence that gives nobody away."""
    refusal = caught.value
    assert (refusal.code, refusal.field) == (code, field)
    message = refusal.message
    assert message[0].isupper()
    assert message.rstrip(")").endswith(".")
    for secret in (SIGNE, SIGNE[2:], SIGNE[-4:], GIVEN, FAMILY, *secrets):
        assert secret not in message
