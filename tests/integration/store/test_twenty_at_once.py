"""Twenty clients at one shared store: what each was told is saved is there, and none lost any."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Barrier

import pytest

from munhalsa.adapters.store.audit_check import check_log
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected
from tests.support.deeds import register
from tests.support.postgres import Server
from tests.support.stores import context_for, postgres_store, session_beside

CLIENTS = 20
TIMES = 5
_NUMBERS = Path(__file__).parents[2] / "fixtures" / "numbers" / "personal_identity_numbers.json"
_WAITS = 120
"""Seconds that a stuck client is waited for before the test fails."""


@contextmanager
def _clients(server: Server) -> Iterator[tuple[SqlStore, list[Context]]]:
    """The store, and as many users at it, each with a session of their own."""
    with postgres_store(server) as store, ExitStack() as stack:
        yield (
            store,
            [
                context_for(
                    stack.enter_context(
                        session_beside(store, server.password, chain=f"client-{number}")
                    )
                )
                for number in range(CLIENTS)
            ],
        )


def _work(context: Context, own: list[str], shared: str, gate: Barrier) -> int:
    """Register and search in turn with counting one up on what all share; how often it clashed."""
    gate.wait(_WAITS)
    clashes = 0
    for number in own:
        asked = RegisterPerson(number=number, given_name="Ny", family_name=f"Ek{number[8:]}")
        register_person(context, asked)
        with context.store.read() as reader:
            lines = reader.persons.search(number, limit=5, day=context.today, see_protected=False)
            assert len(lines) == 1
        while not _counted(context, shared):
            clashes += 1
    return clashes


def _counted(context: Context, shared: str) -> bool:
    deed = Deed(action="person.change", subject_kind="person", subject_id=shared)
    try:
        with context.write(deed) as work:
            person = work.get(Person, shared)
            work.change(person, given_name=str(int(person.given_name) + 1))
            work.commit()
    except Rejected as refusal:
        if refusal.code != "conflict":
            raise
        return False
    return True


@pytest.mark.long
def test_no_update_is_lost(postgres_server: Server) -> None:
    everybody: list[str] = sorted(set(json.loads(_NUMBERS.read_text(encoding="utf-8"))))
    numbers = everybody[-(CLIENTS * TIMES + 1) :]
    gate = Barrier(CLIENTS)
    with _clients(postgres_server) as (store, clients):
        shared = register(context_for(store), number=numbers.pop(), given_name="0").id
        with ThreadPoolExecutor(max_workers=CLIENTS) as workers:
            jobs = [
                workers.submit(_work, client, numbers[place::CLIENTS], shared, gate)
                for place, client in enumerate(clients)
            ]
            clashes = [job.result(_WAITS) for job in jobs]
        with store.read() as reader:
            assert reader.get(Person, shared).given_name == str(CLIENTS * TIMES)
            assert {one.number for one in reader.find(Person)} >= set(numbers)
        with reading(store.engine) as connection:
            found = check_log(connection)
    assert found.total == 0, found.faults
    assert sum(clashes) > 0, "they met"
