"""20 clients at once, each searching and registering (floor: pgbench with the same statements)."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.clients import (
    Rounds,
    Task,
    chain_of,
    clients_at,
    register,
    search,
    start_chains,
    store_of,
)
from benchmarks.measuring import Measure, Reading, Work
from benchmarks.pgbench import Script
from benchmarks.places import Place, PostgresPlace, Stage
from benchmarks.recording import recorded
from benchmarks.rows.issuing import unknown
from munhalsa.application.view_units import list_units
from tests.support.stores import context_for

GOAL = 3.0
CLIENTS = 20
_ROUNDS = 5
_TASKS = 10
"""That each client does in a round."""


def twenty_clients(place: Place) -> Measure:
    """Only of a shared store: an embedded one has one program at a time."""
    assert isinstance(place, PostgresPlace)
    rounds = place.rounds(_ROUNDS)
    chains = [chain_of(number) for number in range(CLIENTS)]
    # One round more, before: what is measured is neither loading nor a cold cache.
    tasks = _tasks(place, rounds + 1)
    scripts = _rehearsed(place, tasks, chains)
    store, other = (place.held.enter_context(place.copy(Stage.FILLED)) for _ in range(2))
    for one in (store, other):
        start_chains(one, chains)
    scripts[0].run(other.engine.url, binary=place.bin / "pgbench", folder=place.scratch)
    clients = place.held.enter_context(clients_at(store.engine.url, tasks))

    def ours(_number: int) -> Work:
        return clients.work

    def floor(number: int) -> Work:
        script = scripts[number + 1]
        return lambda: Reading(
            script.run(other.engine.url, binary=place.bin / "pgbench", folder=place.scratch)
        )

    return Measure(
        name=f"{CLIENTS} clients register and search",
        size=place.persons,
        rounds=rounds,
        ours=ours,
        floor=floor,
        goal=GOAL,
    )


def _tasks(place: Place, rounds: int) -> Sequence[Rounds]:
    """For each client, by round; nobody registers the same person."""
    with place.copy(Stage.FILLED) as store:
        unit = list_units(context_for(store))[0].name
        people = iter(unknown(store, CLIENTS * _TASKS * rounds))
    return [
        [[Task(next(people), unit) for _ in range(_TASKS)] for _ in range(rounds)]
        for _ in range(CLIENTS)
    ]


def _rehearsed(place: Place, tasks: Sequence[Rounds], chains: Sequence[str]) -> Sequence[Script]:
    """For each round what the clients said, done by one after the other in a copy."""
    scripts = [Script() for _ in tasks[0]]
    with place.copy(Stage.FILLED) as rehearsal:
        start_chains(rehearsal, chains)
        for chain, own in zip(chains, tasks, strict=True):
            client = store_of(rehearsal.engine.url, chain)
            search(client, own[0][0])
            for script, round_ in zip(scripts, own, strict=True):
                script.client()
                for task in round_:
                    with recorded(client.engine) as found:
                        search(client, task)
                    script.reading(found)
                    with recorded(client.engine) as made:
                        register(client, task)
                    script.writing(made)
            client.close()
    return scripts
