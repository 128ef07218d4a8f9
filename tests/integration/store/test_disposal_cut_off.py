"""A disposal that is killed with kill -9: wholly done, or not begun and done at the next try."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.store.unlock import WayIn
from munhalsa.adapters.store.verify import verify_embedded
from munhalsa.application.close_quarter import close_quarter
from munhalsa.application.request_disposal import approve_disposal, request_disposal
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.person import Note, Person
from munhalsa.domain.quarter import Quarter
from tests.support.deeds import add, born, issue, mark_registered, register, unit
from tests.support.disposal_crash import LATER, carry_out, later
from tests.support.founded import CLOCK, PASSPHRASE, copied_store, open_store
from tests.support.imports import dump
from tests.support.stores import context_for
from tests.support.whole_person import SECRET, fill

pytestmark = pytest.mark.long

GONE, STAYS, FORMER = born(1941), born(1942), born(1943)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with somebody who is due to be disposed of, and somebody who is not."""
    folder = copied_store(tmp_path / "register")
    with open_store(folder) as opened:
        context = context_for(opened.store, session=opened.session)
        home = unit()
        add(context, home)
        person = register(context, GONE, given_name="Signe", family_name=SECRET)
        issued = issue(context, GONE, issued=date(2026, 4, 1), valid_to=date(2026, 10, 31))
        mark_registered(context, issued.certificate.id)
        fill(context, person, home, FORMER)
        close_quarter(context, Quarter(year=2026, number=3))
        stays = register(context, STAYS, given_name="Tora", family_name="Stannar")
        add(
            context, Note(id=context.new_id(), person_id=stays.id, day=LATER, text="Ny", author="K")
        )
    return folder


@pytest.fixture
def request_made(folder: Path) -> str:
    """Asked for by one and approved by another."""
    with open_store(folder) as opened:
        asker = later(opened)
        account = Account(id=asker.new_id(), name="Eva Ek")
        grant = RoleGrant(id=asker.new_id(), account_id=account.id, role=Role.COORDINATOR)
        add(asker, account, grant)
        other = replace(
            asker.session,
            account_id=account.id,
            name=account.name,
            roles=frozenset({Role.COORDINATOR}),
        )
        made = request_disposal(asker, decision="ON 2026/17").request
        approve_disposal(replace(asker, session=other), made)
    return made


def _held(folder: Path) -> dict[str, list[Any]]:
    with open_store(folder) as opened:
        return dump(opened.store)


def _values(store: SqlStore) -> Iterator[str]:
    with reading(store.engine) as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                yield from map(str, row)


def _expect_whole(folder: Path, request: str, before: dict[str, list[Any]]) -> bool:
    """Whether it was done; if not, all is as before, and it is done now."""
    checks = verify_embedded(folder, way_in=WayIn(passphrase=PASSPHRASE), clock=CLOCK)
    assert [check.detail for check in checks if not check.ok] == []
    with open_store(folder) as opened:
        with opened.store.read() as reader:
            numbers = {person.number for person in reader.find(Person)}
        done = GONE not in numbers
        if not done:
            assert dump(opened.store) == before
            assert carry_out(opened, request) == 1
    with open_store(folder) as opened:
        assert not [value for value in _values(opened.store) if SECRET in value or GONE in value]
        with opened.store.read() as reader:
            assert [person.number for person in reader.find(Person)] == [STAYS]
    checks = verify_embedded(folder, way_in=WayIn(passphrase=PASSPHRASE), clock=CLOCK)
    assert [check.detail for check in checks if not check.ok] == []
    assert not (folder / "work").exists()
    return done


def test_killed_at_any_step(folder: Path, request_made: str) -> None:
    before = _held(folder)
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.disposal_crash", folder, request_made],
        capture_output=True,
        text=True,
        check=True,
    )
    steps = int(done.stdout)
    assert steps >= 20
    finished = [
        _expect_whole(folder.with_name(f"{folder.name}-{step}"), request_made, before)
        for step in range(steps + 1)
    ]
    assert finished == sorted(finished), "once done it stays so"
    assert (finished[0], finished[-1]) == (False, True)


@pytest.mark.parametrize("seed", range(20))
def test_killed_at_any_moment(folder: Path, request_made: str, seed: int) -> None:
    before = _held(folder)
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.support.disposal_crash import carry_out\n"
        "from tests.support.founded import open_store\n"
        "with open_store(Path(sys.argv[1])) as opened:\n"
        "    print('ready', flush=True)\n"
        "    carry_out(opened, sys.argv[2])\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, folder, request_made], stdout=subprocess.PIPE
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        try:
            child.wait(timeout=random.Random(seed).random() * 0.5)
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
    _expect_whole(folder, request_made, before)
