"""Where the measures are taken: filled stores on both engines, and copies to write in."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, Self

import psycopg
from sqlalchemy import Boolean, Engine, Table

from benchmarks import town, yearly_work
from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store import migrate
from munhalsa.adapters.store.audit import EMBEDDED_CHAIN
from munhalsa.adapters.store.engine import postgres_address, postgres_engine
from munhalsa.adapters.store.opening import OpenStore
from munhalsa.adapters.store.schema import metadata
from munhalsa.adapters.store.store import SqlStore
from munhalsa.domain.account import Account
from tests.support.deeds import add
from tests.support.founded import CLOCK, make_store, open_store
from tests.support.postgres import SETTINGS, Server, shared_server, stop_server
from tests.support.stores import COORDINATOR, context_for

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "benchmarks"
# What decides how a filled store looks; another text here is another cache.
_INGREDIENTS = (
    "src/munhalsa/adapters/store/rows.py",
    "src/munhalsa/adapters/store/own_rows.py",
    "src/munhalsa/adapters/store/search_index.py",
    "src/munhalsa/adapters/store/migrations/versions",
    "benchmarks/places.py",
    "benchmarks/town.py",
    "benchmarks/yearly_work.py",
    "src/munhalsa/adapters/store/work_rows.py",
    "tools/example_municipality",
)
# What a server that is to hold a region has at least: its stores fit in its memory.
_DURABLE = SETTINGS | {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "shared_buffers": "1GB",
}


class Stage(StrEnum):
    """How far a store has come."""

    FOUNDED = "founded"
    FILLED = "filled"
    WORKED = "worked"
    """With twenty years of yearly work; made when somebody first asks for it."""


class Bare(Protocol):
    """A connection of the driver itself, without any layer of the program."""

    def cursor(self) -> Any:
        """The driver's cursor."""


class Place(ABC):
    """One engine with stores of one size."""

    engine: str

    def __init__(self, *, persons: int, stock: Stock, rounds_share: float) -> None:
        self.persons = persons
        self.stock = stock
        self.rounds_share = rounds_share
        # What one row holds, and what all rows share.
        self.held = ExitStack()
        self.shared = ExitStack()
        self.scratch = Path(self.shared.enter_context(tempfile.TemporaryDirectory(dir=stock.temp)))
        self._filled: SqlStore | None = None
        self._worked: SqlStore | None = None

    @property
    def filled(self) -> SqlStore:
        """The filled store that every measure may read and write a little in."""
        if self._filled is None:
            self._filled = self.shared.enter_context(self.copy(Stage.FILLED))
        return self._filled

    @property
    def worked(self) -> SqlStore:
        """The same with twenty years of assessments, answers, dental care, rounds and training."""
        if self._worked is None:
            self._worked = self.shared.enter_context(self.copy(Stage.WORKED))
        return self._worked

    @property
    def persons_files(self) -> list[Path]:
        """The files that the filled store was made from: one, where everybody fits into it."""
        return town.persons_files(self.stock.folder(self.persons))

    def rounds(self, many: int) -> int:
        """So many rounds, or fewer where only a quick look is wanted."""
        return max(1, round(many * self.rounds_share))

    def close(self) -> None:
        """Remove every copy."""
        self.held.close()
        self.shared.close()

    @abstractmethod
    def copy(self, stage: Stage) -> AbstractContextManager[SqlStore]:
        """A store of one's own for as long as it is needed."""

    @abstractmethod
    def sql(self, statement: str) -> str:
        """A statement with ? for each value, as the driver wants it."""


class Stock:
    """Prepared embedded stores, kept between runs, one folder a size."""

    def __init__(self, cache: Path = CACHE) -> None:
        self._cache = cache / _fingerprint()
        for outdated in set(cache.glob("*")) - {self._cache}:
            shutil.rmtree(outdated)
        self._cache.mkdir(parents=True, exist_ok=True)
        self._temp = tempfile.TemporaryDirectory(dir=self._cache, prefix="temp-")
        self.temp = Path(self._temp.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._temp.cleanup()

    def folder(self, persons: int) -> Path:
        """The folder of that size, made at the first use."""
        folder = self._cache / str(persons)
        if not folder.exists():
            draft = self.temp / f"{persons}"
            draft.mkdir()
            _prepare(draft, persons)
            draft.rename(folder)
        return folder

    def store(self, persons: int, stage: Stage) -> Path:
        """The folder of a prepared store; only to be copied."""
        store = self.folder(persons) / stage.value
        if not store.exists():
            draft = self.temp / f"{persons}-{stage.value}"
            shutil.copytree(self.folder(persons) / Stage.FILLED.value, draft)
            with open_store(draft) as opened, bare(opened.store.engine) as connection:
                yearly_work.add_yearly_work(connection)
            draft.rename(store)
        return store


def _fingerprint() -> str:
    total = hashlib.sha256()
    for name in _INGREDIENTS:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            total.update(file.read_bytes())
    return total.hexdigest()[:16]


def _prepare(folder: Path, persons: int) -> None:
    town.write_town(folder, persons=persons)
    founded, filled = folder / Stage.FOUNDED.value, folder / Stage.FILLED.value
    make_store(founded)
    with open_store(founded) as opened:
        at_work = context_for(opened.store)
        add(at_work, Account(id=COORDINATOR.account_id, name="Bench"))
        town.take_in_foundation(at_work, folder)
    shutil.copytree(founded, filled)
    with open_store(filled) as opened:
        town.take_in_persons(context_for(opened.store), folder)


class SqlcipherPlace(Place):
    """Embedded stores, each in a folder of its own."""

    engine = "sqlcipher"

    @contextmanager
    def copy(self, stage: Stage) -> Iterator[SqlStore]:
        with open_copy(self.stock, self.persons, stage, self.scratch) as opened:
            yield opened.store

    def sql(self, statement: str) -> str:
        return statement


class PostgresPlace(Place):
    """Databases in one server that keeps what it has said it keeps."""

    engine = "postgresql"

    def __init__(self, *, persons: int, stock: Stock, rounds_share: float, server: Server) -> None:
        super().__init__(persons=persons, stock=stock, rounds_share=rounds_share)
        self._server = server
        self.bin = server.bin
        self._templates: dict[Stage, str] = {}

    @contextmanager
    def copy(self, stage: Stage) -> Iterator[SqlStore]:
        with self._server.database(template=self._template(stage)) as url:
            engine = postgres_engine(postgres_address(url), self._server.password)
            try:
                yield SqlStore(engine, chain=EMBEDDED_CHAIN, now=CLOCK.now, new_id=new_id)
            finally:
                engine.dispose()

    def sql(self, statement: str) -> str:
        return statement.replace("?", "%s")

    def _template(self, stage: Stage) -> str:
        if stage not in self._templates:
            url = self.shared.enter_context(self._server.database())
            with open_copy(self.stock, self.persons, stage, self.scratch) as source:
                _pour(source.store.engine, url, self._server.password)
            self._templates[stage] = url.rpartition("/")[2]
        return self._templates[stage]


def embedded_places(
    *, sizes: Iterable[int], stock: Stock, rounds_share: float = 1.0
) -> Iterator[Place]:
    """One place after the other, each closed before the next."""
    for persons in sizes:
        with closing(
            SqlcipherPlace(persons=persons, stock=stock, rounds_share=rounds_share)
        ) as place:
            yield place


def shared_places(
    *, sizes: Iterable[int], stock: Stock, server: Server, rounds_share: float = 1.0
) -> Iterator[Place]:
    """The same in a server."""
    for persons in sizes:
        with closing(
            PostgresPlace(persons=persons, stock=stock, rounds_share=rounds_share, server=server)
        ) as place:
            yield place


@contextmanager
def open_copy(stock: Stock, persons: int, stage: Stage, temp: Path) -> Iterator[OpenStore]:
    """A copy of a prepared embedded store, with its key slots and somebody logged in."""
    folder = Path(tempfile.mkdtemp(dir=temp)) / "store"
    shutil.copytree(stock.store(persons, stage), folder)
    try:
        with open_store(folder) as opened:
            yield opened
    finally:
        shutil.rmtree(folder.parent)


@contextmanager
def postgres_server(stock: Stock) -> Iterator[Server]:
    """A server of our own for as long as it is needed."""
    folder = stock.temp / "server"
    folder.mkdir()
    try:
        yield shared_server(folder, session=os.getpid(), settings=_DURABLE)
    finally:
        stop_server(folder)


def _pour(source: Engine, url: str, password: str) -> None:
    """Every row of an embedded store into an empty database."""
    engine = postgres_engine(postgres_address(url), password)
    migrate.upgrade(engine)
    engine.dispose()
    with psycopg.connect(url, password=password) as target, bare(source) as origin:
        for table in metadata.sorted_tables:
            _pour_table(origin, target, table)
        target.execute(
            "SELECT setval(pg_get_serial_sequence('search_text', 'line'), "
            "coalesce((SELECT max(line) FROM search_text), 1))"
        )
    with psycopg.connect(url, password=password, autocommit=True) as target:
        target.execute("VACUUM ANALYZE")


def _pour_table(origin: Bare, target: psycopg.Connection[Any], table: Table) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    yes_no = [isinstance(column.type, Boolean) for column in table.columns]
    rows = origin.cursor().execute(f"SELECT {names} FROM {table.name}")
    with target.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(
                [
                    bool(value) if flag and value is not None else value
                    for flag, value in zip(yes_no, row, strict=True)
                ]
            )


@contextmanager
def bare(engine: Engine) -> Iterator[Any]:
    """The driver's connection beneath an engine, with the settings that the program gives it.

    It begins no transaction by itself.
    """
    held = engine.raw_connection()
    connection: Any = held.driver_connection
    begins = engine.dialect.name == "postgresql"
    if begins:
        connection.autocommit = True
    try:
        yield connection
    finally:
        if begins:
            connection.autocommit = False
        held.close()
