"""Opening the card of a person with twenty years of history (floor: bare queries by person)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from benchmarks.measuring import Measure, Work
from benchmarks.places import Place, Stage, bare
from benchmarks.recording import Said, recorded, replay
from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.ports import Deed, Session
from munhalsa.application.view_person import show_person
from tests.support.founded import CLOCK
from tests.support.stores import context_for

GOAL = 3.0
_ROUNDS = 60

_PERSON = "SELECT * FROM person WHERE number = ?"
_OF_PERSON = (
    "SELECT * FROM residence WHERE person_id = ? ORDER BY from_day, id",
    "SELECT * FROM former_number WHERE person_id = ? ORDER BY id",
    "SELECT * FROM unit WHERE id IN (SELECT unit_id FROM residence WHERE person_id = ?)",
    "SELECT * FROM contact WHERE person_id = ? ORDER BY id",
    "SELECT * FROM dentist WHERE person_id = ? ORDER BY id",
    "SELECT * FROM certificate WHERE person_id = ? ORDER BY issued, id",
    "SELECT * FROM registration WHERE person_id = ? ORDER BY id",
    "SELECT * FROM response WHERE person_id = ? ORDER BY answered, id",
    "SELECT * FROM offer WHERE person_id = ? ORDER BY offered, id",
    "SELECT * FROM disclosure WHERE person_id = ? ORDER BY id",
    "SELECT * FROM eligibility_decision WHERE person_id = ? ORDER BY id",
    "SELECT * FROM assessment WHERE person_id = ? ORDER BY day, id",
    "SELECT * FROM dental_visit WHERE person_id = ? ORDER BY day, id",
    "SELECT * FROM care_card WHERE person_id = ? ORDER BY day, id",
    "SELECT * FROM planned_visit WHERE person_id = ? ORDER BY id",
)


class Unlogged(SqlStore):
    """A store that keeps quiet about what is read in it."""

    def note(self, deed: Deed, *, session: Session, persons: Iterable[str] = ()) -> str:
        """Nothing is written."""
        return ""


def unlogged(store: SqlStore) -> Unlogged:
    """The same store, but for that."""
    return Unlogged(store.engine, chain=store.chain, now=CLOCK.now, new_id=new_id)


def card(place: Place) -> Measure:
    """The reads alone."""
    store = place.filled
    context = replace(context_for(store), store=unlogged(store))
    numbers = _long_known(store)
    connection = place.held.enter_context(bare(store.engine))

    def ours(number: int) -> Work:
        return lambda: show_person(context, numbers[number % len(numbers)])

    def floor(number: int) -> Work:
        return lambda: _read(place, connection, numbers[number % len(numbers)])

    return Measure(
        name="open a card",
        size=place.persons,
        rounds=place.rounds(_ROUNDS),
        ours=ours,
        floor=floor,
        goal=GOAL,
    )


def card_logged(place: Place) -> Measure:
    """The reads, and the event that says who read: written through to the disk."""
    rounds = place.rounds(_ROUNDS)
    with place.copy(Stage.FILLED) as rehearsal:
        numbers = _long_known(rehearsal)
        context = context_for(rehearsal)
        events = []
        for number in range(rounds + 1):
            with recorded(rehearsal.engine) as said:
                show_person(context, numbers[number % len(numbers)])
            events.append([one for one in said if one.writes])
    store = place.held.enter_context(place.copy(Stage.FILLED))
    other = place.held.enter_context(place.copy(Stage.FILLED))
    connection = place.held.enter_context(bare(other.engine))
    waiting = iter(events)

    def ours(number: int) -> Work:
        context = context_for(store)
        return lambda: show_person(context, numbers[number % len(numbers)])

    def floor(number: int) -> Work:
        said = next(waiting)
        return lambda: _read_and_log(place, connection, numbers[number % len(numbers)], said)

    return Measure(
        name="open a card, logged",
        size=place.persons,
        rounds=rounds,
        ours=ours,
        floor=floor,
        goal=GOAL,
    )


def _long_known(store: SqlStore) -> list[str]:
    with bare(store.engine) as connection:
        cursor = connection.cursor()
        cursor.execute(
            "SELECT p.number FROM former_number f JOIN person p ON p.id = f.person_id "
            "ORDER BY p.number"
        )
        return [number for (number,) in cursor.fetchall()]


def _read(place: Place, connection: Any, number: str) -> None:
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    _read_rows(place, cursor, number)
    cursor.execute("COMMIT")


def _read_rows(place: Place, cursor: Any, number: str) -> None:
    cursor.execute(place.sql(_PERSON), (number,))
    ((person, *_),) = cursor.fetchall()
    for statement in _OF_PERSON:
        cursor.execute(place.sql(statement), (person,))
        cursor.fetchall()


def _read_and_log(place: Place, connection: Any, number: str, said: list[Said]) -> None:
    _read(place, connection, number)
    replay(connection, said)
