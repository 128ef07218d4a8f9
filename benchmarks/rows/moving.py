"""Moving a whole unit (floor: the same updates and inserts, bare, in one transaction)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from benchmarks.measuring import Measure, Work
from benchmarks.places import Place, Stage, bare
from benchmarks.recording import Said, recorded, replay
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.move_residents import MoveResidents, ResidentsMoved, move_residents
from munhalsa.application.view_units import list_units
from munhalsa.domain.person import Residence
from tests.support.stores import TODAY, context_for

GOAL = 2.0
_ROUNDS = 6


def move_unit(place: Place) -> Measure:
    """Everybody at the housing with the most residents moves to another one, and back again."""
    rounds = place.rounds(_ROUNDS)
    with place.copy(Stage.FILLED) as rehearsal:
        pair = _pair(rehearsal)
        written: list[Sequence[Said]] = []
        for number in range(rounds + 1):
            with recorded(rehearsal.engine) as said:
                _move(rehearsal, pair, number)
            written.append([one for one in said if one.writes])
    store = place.held.enter_context(place.copy(Stage.FILLED))
    other = place.held.enter_context(place.copy(Stage.FILLED))
    connection = place.held.enter_context(bare(other.engine))
    deeds, writes = iter(range(rounds + 1)), iter(written)

    def ours(_number: int) -> Work:
        number = next(deeds)
        return lambda: _move(store, pair, number)

    def floor(_number: int) -> Work:
        said = next(writes)
        return lambda: replay(connection, said)

    return Measure(
        name="move a whole unit",
        size=place.persons,
        rounds=rounds,
        ours=ours,
        floor=floor,
        goal=GOAL,
    )


def _pair(store: SqlStore) -> tuple[str, str]:
    """The two housings that the most people have lived in; nothing of it goes into the log."""
    housing = [one.id for one in list_units(context_for(store)) if one.type.is_housing]
    with store.read() as reader:
        lived = Counter(one.unit_id for one in reader.find(Residence, unit_id=housing))
    (first, _), (second, _) = lived.most_common(2)
    return str(first), str(second)


def _move(store: SqlStore, pair: tuple[str, str], number: int) -> ResidentsMoved:
    unit, to = pair if number % 2 == 0 else pair[::-1]
    day = TODAY + timedelta(days=number)
    return move_residents(context_for(store), MoveResidents(unit=unit, to=to, day=day))
