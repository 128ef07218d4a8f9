"""Persons for tests of the store, written through the unit of work like any deed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.ports import Deed, Session
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import Person, ProtectedIdentity
from munhalsa.domain.swedish import sort_key
from tests.support.stores import COORDINATOR

_NUMBERS = count(1)


def somebody(
    family_name: str = "Lind",
    given_name: str = "Åsa",
    *,
    number: str | None = None,
    protected: ProtectedIdentity = ProtectedIdentity.NONE,
) -> Person:
    """A person who is not in any store yet; without a number one that no other test person has."""
    return Person(
        id=new_id(),
        number=number or f"19400101{next(_NUMBERS):04d}",
        birth_year=1940,
        sex=Sex.FEMALE,
        given_name=given_name,
        family_name=family_name,
        sort_key=sort_key(f"{family_name} {given_name}"),
        protected_identity=protected,
    )


def register(
    store: SqlStore, people: Sequence[Person], *, session: Session = COORDINATOR
) -> list[str]:
    """Write each person by a deed of their own; the events."""
    events = []
    for person in people:
        deed = Deed(action="person.registered", subject_kind="person", subject_id=person.id)
        with store.write(deed, session=session) as work:
            work.add(person)
            events.append(work.commit().event)
    return events
