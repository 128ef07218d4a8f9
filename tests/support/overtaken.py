"""Ways to come upon a record that somebody else has changed meanwhile: what is shown, what is done.

Each is registered under the name of its use case, as ``use_cases`` tells them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.person import Person
from munhalsa.domain.unit import Unit
from tests.support.deeds import SIGNE, add, born, found, issue, register, unit

NEXT = born(1941, 241)
BEFORE = date(2026, 11, 20)
Run = Callable[[Context], Any]
Case = tuple[object, Run]
"""The records that stood before the user, and what they then do."""
CASES: dict[str, Callable[[Context], Case]] = {}


def case(name: str) -> Callable[[Callable[[Context], Case]], Callable[[Context], Case]]:
    """Register a case under its use case."""

    def keep(made: Callable[[Context], Case]) -> Callable[[Context], Case]:
        assert name not in CASES
        CASES[name] = made
        return made

    return keep


def person(context: Context, **changes: Any) -> Person:
    """Signe at Björkgläntan, with a certificate from today."""
    add(context, unit(), unit("Ekbacken", "SB02"))
    made = register(context, SIGNE, unit="SB01", from_day=date(2026, 1, 1), **changes)
    issue(context)
    return found(context, Person, id=made.id)[0]


def certificate(context: Context) -> Certificate:
    """Hers."""
    person(context)
    return found(context, Certificate)[0]


def kept(context: Context, record: Any) -> Any:
    """A record put into the store."""
    add(context, record)
    return record


def of_person(context: Context, record: type[Any], **given: Any) -> Any:
    """A record that hangs on Signe."""
    return kept(context, record(id=new_id(), person_id=person(context).id, **given))


def home(context: Context) -> Unit:
    """A unit where nobody lives."""
    made = unit()
    add(context, made)
    return made


def ahead(context: Context) -> date:
    """A day to come."""
    return context.today + timedelta(days=9)
