"""Clients at one shared store, each with a session of its own.

They share as many processes as pgbench has threads. Twenty interpreters on two processors push each
other out of their caches at every answer of the server (measured: 10 ms of processor a task against
3), which says nothing of twenty desks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError, Thread

from sqlalchemy import URL, Connection

from benchmarks.town import Newcomer
from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store import audit
from munhalsa.adapters.store.engine import postgres_engine
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.register_person import RegisterPerson, register_person
from tests.support.stores import TODAY, context_for

LIMIT = 50
PROCESSES = 2
_WAITS = 600
"""Seconds that a client that is stuck is waited for."""


@dataclass(frozen=True, slots=True)
class Task:
    """Somebody searches for a person by the name's first letters, and registers the person."""

    person: Newcomer
    unit: str


def search(store: SqlStore, task: Task) -> None:
    """The first half: the list as typed."""
    with store.read() as reader:
        typed = task.person.family_name[:5]
        reader.persons.search(typed, limit=LIMIT, day=TODAY, see_protected=False)


def register(store: SqlStore, task: Task) -> None:
    """The second half: with all checks, the log and the index."""
    person = task.person
    register_person(
        context_for(store),
        RegisterPerson(
            number=person.number,
            given_name=person.given_name,
            family_name=person.family_name,
            unit=task.unit,
        ),
    )


def start_chains(store: SqlStore, chains: Sequence[str]) -> None:
    """What each client's log-in does for its log."""

    def start(connection: Connection) -> None:
        for chain in chains:
            audit.start_chain(connection, chain)

    store.in_transaction(start)


def store_of(url: URL, chain: str) -> SqlStore:
    """A client's own connection."""
    password = None if url.password is None else str(url.password)
    engine = postgres_engine(url.set(password=None), password)
    return SqlStore(engine, chain=chain, now=lambda: datetime.now(UTC), new_id=new_id)


Rounds = Sequence[Sequence[Task]]
"""What a client does, round by round."""


class Clients:
    """Clients that wait for the next round; ``work`` lets them all begin and waits for the last."""

    def __init__(self, begin: Barrier, end: Barrier) -> None:
        self._begin, self._end = begin, end

    def work(self) -> None:
        """One round of all of them."""
        self._begin.wait(_WAITS)
        self._end.wait(_WAITS)


@contextmanager
def clients_at(url: URL, tasks: Sequence[Rounds]) -> Iterator[Clients]:
    """A client for each of ``tasks``, with its tasks by round; the first is done already."""
    processes = get_context("forkserver")
    numbered = list(enumerate(tasks))
    processes.set_forkserver_preload([__name__])
    begin, end = (processes.Barrier(len(tasks) + 1) for _ in range(2))
    started = [
        processes.Process(
            target=_process, args=(url, numbered[place::PROCESSES], begin, end), daemon=True
        )
        for place in range(PROCESSES)
    ]
    for one in started:
        one.start()
    ready = Clients(begin, end)
    try:
        # The first round: connected, loaded and prepared is what a client is all day.
        ready.work()
        yield ready
    finally:
        begin.abort()
        for one in started:
            one.join(_WAITS)


def chain_of(number: int) -> str:
    """The name of a client's chain."""
    return f"client-{number}"


def _process(url: URL, clients: Sequence[tuple[int, Rounds]], begin: Barrier, end: Barrier) -> None:
    threads = [
        Thread(target=_client, args=(url, number, rounds, begin, end)) for number, rounds in clients
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def _client(url: URL, number: int, rounds: Rounds, begin: Barrier, end: Barrier) -> None:
    try:
        store = store_of(url, chain_of(number))
        for tasks in rounds:
            begin.wait(_WAITS)
            for task in tasks:
                search(store, task)
                register(store, task)
            end.wait(_WAITS)
        store.close()
    except BrokenBarrierError:
        # Another one has failed, and tells why; or the measure was given up.
        return
    except BaseException:
        for barrier in (begin, end):
            barrier.abort()
        raise
