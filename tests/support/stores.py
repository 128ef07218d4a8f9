"""Real stores for tests, the same on both engines."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.rules import load_rules
from munhalsa.adapters.store import audit, migrate
from munhalsa.adapters.store.engine import postgres_address, postgres_engine, sqlcipher_engine
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, Session
from munhalsa.domain.account import Account, Role
from munhalsa.domain.unit import Municipality
from tests.support.postgres import SESSION_FOLDER, Server

TODAY = date(2026, 11, 22)
COORDINATOR = Session(
    account_id="01900000-0000-7000-8000-000000000001",
    name="Kim Lind",
    roles=frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR}),
    confirmed=True,
)


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A clock whose day stands still and whose time runs."""

    day: date
    ahead: bool = False

    def today(self) -> date:
        return self.day

    def is_ahead(self) -> bool:
        return self.ahead

    def now(self) -> datetime:
        return datetime.now(UTC)


@contextmanager
def sqlcipher_store(folder: Path) -> Iterator[SqlStore]:
    """A new embedded store of Borås (1490)."""
    made, key = _sqlcipher_template()
    path = folder / "store.db"
    shutil.copyfile(made, path)
    with _beside(sqlcipher_engine(path, key, mode="rw"), chain="main") as store:
        yield store


@contextmanager
def keyed_store(path: Path, key: bytes) -> Iterator[SqlStore]:
    """The same in that file, with a key that the test knows."""
    with _founded(sqlcipher_engine(path, key, mode="rwc")) as store:
        yield store


@contextmanager
def postgres_store(server: Server) -> Iterator[SqlStore]:
    """A new shared store of Borås (1490) in a database of its own."""
    with server.database(template=_postgres_template(server)) as url:
        engine = postgres_engine(postgres_address(url), server.password)
        with _beside(engine, chain="main") as store:
            yield store


@cache
def _sqlcipher_template() -> tuple[Path, bytes]:
    """A store that was founded once by this process, to be copied, and its key."""
    folder, key = Path(tempfile.mkdtemp(dir=os.environ.get(SESSION_FOLDER))), os.urandom(32)
    with keyed_store(folder / "store.db", key):
        pass
    assert [path.name for path in folder.iterdir()] == ["store.db"]
    return folder / "store.db", key


@cache
def _postgres_template(server: Server) -> str:
    """The same as a database that others are made from."""
    name = server.create()
    with _founded(postgres_engine(postgres_address(server.url(name)), server.password)):
        return name


@contextmanager
def _founded(engine: Engine) -> Iterator[SqlStore]:
    migrate.upgrade(engine)
    with engine.connect() as opened:
        connection = opened.execution_options(writing=True)
        with connection.begin():
            audit.start_chain(connection, "main")
    store = SqlStore(engine, chain="main", now=lambda: datetime.now(UTC), new_id=new_id)
    deed = Deed(action="store.founded", subject_kind="municipality", subject_id="1490")
    with store.write(deed, session=COORDINATOR) as work:
        work.add(Municipality(id="1490", name="Borås"))
        work.add(Account(id=COORDINATOR.account_id, name=COORDINATOR.name))
        work.commit()
    try:
        yield store
    finally:
        store.close()


def context_for(store: SqlStore, *, today: date = TODAY, session: Session = COORDINATOR) -> Context:
    """A logged-in user at the store, on a fixed day."""
    return Context(
        store=store, clock=FixedDay(today), rules=load_rules(), session=session, new_id=new_id
    )


def on_day(context: Context, day: date) -> Context:
    """The same user on another day."""
    return replace(context, clock=FixedDay(day))


@contextmanager
def sqlcipher_pair(folder: Path) -> Iterator[tuple[SqlStore, SqlStore]]:
    """Two connections to one embedded store, which share its one chain of the log."""
    path, key = folder / "store.db", os.urandom(32)
    with (
        _founded(sqlcipher_engine(path, key, mode="rwc")) as first,
        _beside(sqlcipher_engine(path, key, mode="rw"), chain="main") as second,
    ):
        yield first, second


@contextmanager
def postgres_pair(server: Server) -> Iterator[tuple[SqlStore, SqlStore]]:
    """Two sessions at one shared store, each with a chain of its own, as they have."""
    with (
        server.database(template=_postgres_template(server)) as url,
        _beside(postgres_engine(postgres_address(url), server.password), chain="main") as first,
        session_beside(first, server.password, chain="other") as second,
    ):
        yield first, second


@contextmanager
def session_beside(store: SqlStore, password: str, *, chain: str) -> Iterator[SqlStore]:
    """One session more at a shared store."""
    store.in_transaction(lambda connection: audit.start_chain(connection, chain))
    engine = postgres_engine(store.engine.url.set(password=None), password)
    with _beside(engine, chain=chain) as other:
        yield other


@contextmanager
def _beside(engine: Engine, *, chain: str) -> Iterator[SqlStore]:
    store = SqlStore(engine, chain=chain, now=lambda: datetime.now(UTC), new_id=new_id)
    try:
        yield store
    finally:
        store.close()
