"""Reading: one moment, records by equal fields, and people found the way they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.queries.persons import PART_HITS
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.ports import Deed, PersonLine
from munhalsa.domain.person import FormerNumber, Person, ProtectedIdentity
from munhalsa.domain.refusal import Rejected
from tests.support.people import register, somebody
from tests.support.stores import COORDINATOR, TODAY

DEED = Deed(action="person.tried", subject_kind="person", subject_id="-")
NAMES = (
    ("Andersson", "Åsa"),
    ("Öberg", "Åke"),
    ("Oberg", "Otto"),
    ("Åberg", "Zara"),
    ("Ärlig", "Yngve"),
    ("Zetterlund", "Anna"),
    ("Berg Lund", "Anna"),
    ("Berglund", "Åke"),
    ("Lindström", "Anna-Lena"),
    ("von Essen", "Carl"),
    ("O'Brien", "Siobhán"),
    ("Łukaszewicz", "Şirin"),
)


@pytest.fixture
def people(store: SqlStore) -> dict[str, Person]:
    """One person of each name, by family name."""
    people = [somebody(family, given) for family, given in NAMES]
    with store.write(DEED, session=COORDINATOR) as work:
        for person in people:
            work.add(person)
        work.commit()
    return {person.family_name: person for person in people}


def _search(
    store: SqlStore, typed: str, *, limit: int = 50, see_protected: bool = False
) -> list[PersonLine]:
    with store.read() as reader:
        return list(
            reader.persons.search(typed, limit=limit, day=TODAY, see_protected=see_protected)
        )


def _families(store: SqlStore, typed: str) -> list[str]:
    return [line.name.split(",")[0] for line in _search(store, typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ander", ["Andersson"]),
        ("ANDERSSON ÅSA", ["Andersson"]),
        ("Andersson, Åsa", ["Andersson"]),
        ("åsa andersson", ["Andersson"]),
        ("öberg", ["Öberg"]),
        ("å", ["Åberg", "Berglund", "Öberg", "Andersson"]),
        ("von", ["von Essen"]),
        ("ström", ["Lindström"]),
        ("strom", ["Lindström"]),
        ("lena", ["Lindström"]),
        ("o'brien", ["O'Brien"]),
        ("obrien", ["O'Brien"]),
        ("luka", ["Łukaszewicz"]),
        ("sirin", ["Łukaszewicz"]),
        ("finns inte", []),
        ("", []),
        ("   ", []),
    ],
)
def test_people_are_found_as_typed(
    store: SqlStore, people: dict[str, Person], typed: str, found: list[str]
) -> None:
    assert sorted(_families(store, typed)) == sorted(found)


def test_typing_o_finds_o_with_dots_but_not_the_other_way(
    store: SqlStore, people: dict[str, Person]
) -> None:
    assert {"Oberg", "Öberg"} <= set(_families(store, "ober"))
    assert _families(store, "öber") == ["Öberg"]


def test_the_list_is_in_swedish_order(store: SqlStore, people: dict[str, Person]) -> None:
    with store.read() as reader:
        lines = reader.persons.first(limit=None, day=TODAY, see_protected=False)
    families = [line.name.split(",")[0] for line in lines]
    assert families[:3] == ["Andersson", "Berg Lund", "Berglund"]
    assert families[-4:] == ["Zetterlund", "Åberg", "Ärlig", "Öberg"]


@pytest.mark.parametrize(
    "typed", ["19400229-9801", "194002299801", "4002299801", "400229-9801", "9801", "400229"]
)
def test_a_number_is_found_however_it_is_written(store: SqlStore, typed: str) -> None:
    person = somebody(number="194002299801")
    register(store, [person, somebody()])
    hits = [line.id for line in _search(store, typed)]
    assert person.id in hits


def test_an_old_number_finds_whoever_had_it(store: SqlStore) -> None:
    person = somebody()
    register(store, [person])
    with store.write(DEED, session=COORDINATOR) as work:
        work.add(FormerNumber(id=new_id(), person_id=person.id, number="194903609816"))
        work.commit()
    assert [line.id for line in _search(store, "194903609816")] == [person.id]
    with store.read() as reader:
        assert reader.persons.by_number("194903609816") == person.id
        assert reader.persons.by_number(person.number) == person.id
        assert reader.persons.by_number("190001019999") is None


class TestProtected:
    """A protected identity shows to nobody but users named for it."""

    @pytest.fixture
    def hidden(self, store: SqlStore, people: dict[str, Person]) -> Person:
        person = somebody(
            "Andersson",
            "Hemlig",
            number="194101010007",
            protected=ProtectedIdentity.PROTECTED_REGISTRATION,
        )
        register(store, [person])
        return person

    @pytest.mark.parametrize(
        "typed", ["andersson", "hemlig", "emli", "194101010007", "4101010007", "0007", "194101"]
    )
    def test_no_search_gives_it_away(self, store: SqlStore, hidden: Person, typed: str) -> None:
        assert hidden.id not in [line.id for line in _search(store, typed)]
        seen = _search(store, typed, see_protected=True)
        assert hidden.id in [line.id for line in seen]
        (line,) = [line for line in seen if line.id == hidden.id]
        assert (line.number, line.masked) == (hidden.number, False)

    def test_in_a_list_it_is_masked_and_first(self, store: SqlStore, hidden: Person) -> None:
        with store.read() as reader:
            (line, *_) = reader.persons.first(limit=3, day=TODAY, see_protected=False)
        assert (line.id, line.masked, line.protected) == (hidden.id, True, True)
        assert "Andersson" not in repr(line)
        assert hidden.number not in repr(line)

    def test_it_is_found_again_when_the_protection_ends(
        self, store: SqlStore, hidden: Person
    ) -> None:
        with store.write(DEED, session=COORDINATOR) as work:
            work.change(hidden, protected_identity=ProtectedIdentity.NONE)
            work.commit()
        assert hidden.id in [line.id for line in _search(store, "hemlig")]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "%",
        "___",
        "\\",
        "*",
        'and" OR "x',
        "NEAR(a b)",
        "a AND b",
        "-- drop",
        "\x00",
        "\ud7ff",
        "🦷🦷🦷",
        "a" * 5000,
    ],
)
def test_whatever_is_typed_is_only_text(
    store: SqlStore, people: dict[str, Person], typed: str
) -> None:
    assert len(_search(store, typed)) <= len(people)


def test_no_more_rows_than_asked_for(store: SqlStore, people: dict[str, Person]) -> None:
    assert len(_search(store, "a", limit=2)) == 2
    assert PART_HITS >= 50


LETTERS = st.text(alphabet="aeiouåäöABCÅÄÖ -'", min_size=1, max_size=8).filter(
    lambda name: any(letter.isalpha() for letter in name)
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(family=LETTERS, given_name=LETTERS, cut=st.integers(1, 8))
def test_everybody_is_found_by_the_beginning_of_the_name(
    store: SqlStore, family: str, given_name: str, cut: int
) -> None:
    person = somebody(family, given_name)
    with store.write(DEED, session=COORDINATOR) as work:
        for other in work.find(Person):
            work.remove(other)
        work.add(person)
        work.commit()
    begun = family.strip(" -'")[:cut]
    if any(letter.isalpha() for letter in begun):
        assert [line.id for line in _search(store, begun)] == [person.id]


def test_a_reader_sees_one_moment(store: SqlStore) -> None:
    first, second = somebody(), somebody()
    register(store, [first])
    with store.read() as reader:
        assert len(reader.find(Person)) == 1
        register(store, [second])
        assert len(reader.find(Person)) == 1
    with store.read() as reader:
        assert len(reader.find(Person)) == 2


def test_a_reader_writes_nothing(store: SqlStore) -> None:
    with store.read() as reader:
        reader.find(Person)
        if store.engine.dialect.name == "postgresql":
            with pytest.raises(Exception, match="read-only"):
                reader.run(text("DELETE FROM person"))


def test_records_by_equal_fields(store: SqlStore, people: dict[str, Person]) -> None:
    with store.read() as reader:
        assert reader.get(Person, people["Öberg"].id) == people["Öberg"]
        assert reader.find(Person, given_name="Anna", order_by="family_name") == [
            people["Berg Lund"],
            people["Zetterlund"],
        ]
        assert reader.find(Person, language=None) != []
        assert reader.find(Person, family_name="Ingen") == []
        with pytest.raises(Rejected) as refused:
            reader.get(Person, new_id())
    assert refused.value.code == "not_found"


def test_records_among_more_than_an_engine_binds_at_once(store: SqlStore) -> None:
    people = list(_many(1200))
    with store.write(DEED, session=COORDINATOR) as work:
        for person in people:
            work.add(person)
        work.commit()
    wanted = [person.id for person in people[::2]]
    with store.read() as reader:
        assert sorted(person.id for person in reader.find(Person, id=wanted)) == sorted(wanted)
        assert reader.find(Person, id=[]) == []


def _many(count: int) -> Iterator[Person]:
    return (somebody(f"Namn{index}", "A") for index in range(count))


def test_every_field_comes_back_as_it_was(store: SqlStore) -> None:
    person = replace(
        somebody("Öberg", "Åke 'x' \"y\" 🦷"),
        language="somaliska",
        needs_interpreter=True,
        died_on=date(2026, 2, 28),
        moved_out_on=date(1900, 1, 1),
        moved_out_to="Göteborg",
        birth_year=None,
    )
    register(store, [person])
    with store.read() as reader:
        assert reader.get(Person, person.id) == person
