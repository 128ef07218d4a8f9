"""Many rows at once, which PostgreSQL takes as a stream."""

from __future__ import annotations

from dataclasses import replace

import pytest

from munhalsa.adapters.store.prepared import MANY
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.ports import Deed
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected
from tests.support.people import somebody
from tests.support.stores import COORDINATOR, TODAY

_DEED = Deed(action="person.tried", subject_kind="person", subject_id="-")


def _many(of: Person) -> list[Person]:
    """Persons alike but for what must differ, with characters that a stream gives a meaning."""
    names = ("Åke\tBo", "Li\nLo", "\\N", "\\.", 'Ö"d', "x\\y")
    return [
        replace(
            of,
            id=f"{of.id[:-4]}{place:04x}",
            number=f"{of.number[:8]}{place:04}",
            given_name=names[place % len(names)],
            died_on=TODAY if place % 2 else None,
        )
        for place in range(MANY + 1)
    ]


def _write(store: SqlStore, persons: list[Person]) -> None:
    with store.write(_DEED, session=COORDINATOR) as work:
        for person in persons:
            work.add(person)
        work.commit()


def test_what_is_streamed_comes_back_as_it_was(store: SqlStore) -> None:
    persons = _many(somebody("Öberg", "Åke"))
    _write(store, persons)
    with store.read() as reader:
        assert sorted(reader.find(Person), key=lambda person: person.id) == persons
        found = reader.persons.search("öberg", limit=MANY, day=TODAY, see_protected=False)
    assert len(found) == MANY


def test_a_broken_rule_among_many_rows_is_told_like_any_other(store: SqlStore) -> None:
    persons = _many(somebody("Öberg", "Åke"))
    persons[-1] = replace(persons[-1], number=persons[0].number)
    with pytest.raises(Rejected) as refused:
        _write(store, persons)
    assert refused.value.code == "number_taken"
    with store.read() as reader:
        assert reader.find(Person) == []
