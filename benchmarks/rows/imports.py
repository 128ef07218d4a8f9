"""Importing a file of persons, and the same file again."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import Table

from benchmarks.measuring import Growth, Measure, Reading, Work
from benchmarks.places import Place, Stage, bare
from munhalsa.adapters.store.schema import metadata
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.application.context import Context
from munhalsa.application.import_table.commit import commit_import, plan_import
from tests.support.stores import context_for

GOAL = 3.0
GOAL_AGAIN = 4.0
_KIND = "personer"
_AT_A_TIME = 5_000
_FEW = 10_000
_MOVE_HEADS = "UPDATE audit_chain SET seq = ?, hash = ? WHERE chain = ?"


def import_persons(place: Place) -> Measure:
    """Plan and commit into a store with units (floor: calamine, and every row the quickest way).

    Whom no one file takes come in several, as in life: each is planned and committed by itself.
    """
    held = place.held.enter_context(ExitStack())
    left = _Left(place)

    def founded() -> SqlStore:
        held.close()
        return held.enter_context(place.copy(Stage.FOUNDED))

    def ours(_number: int) -> Work:
        left.store = founded()
        context = context_for(left.store)
        return lambda: _take_in(context, place.persons_files)

    def floor(_number: int) -> Work:
        left.keep()
        connection = held.enter_context(bare(founded().engine))
        return lambda: _write_bare(place, connection, left)

    return Measure(
        name="import",
        size=place.persons,
        rounds=_rounds(place),
        ours=ours,
        floor=floor,
        goal=GOAL,
        growth=Growth.LINEAR,
    )


def import_again(place: Place) -> Measure:
    """The same file once more, all rows unchanged (floor: calamine reads the file)."""
    context = context_for(place.filled)

    def ours(_number: int) -> Work:
        return lambda: _take_in(context, place.persons_files)

    def floor(_number: int) -> Work:
        return lambda: _read_bare(place.persons_files)

    return Measure(
        name="import, same file again",
        size=place.persons,
        rounds=_rounds(place),
        ours=ours,
        floor=floor,
        goal=GOAL_AGAIN,
        growth=Growth.LINEAR,
    )


def _rounds(place: Place) -> int:
    if place.persons <= _FEW:
        return place.rounds(5)
    return place.rounds(2 if len(place.persons_files) == 1 else 1)


class _Left:
    """What an import left behind, kept beside the measure: half a million persons fill no memory.

    ``store`` is where ours was done last; the first is looked through, in its place in the round.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._before = self._keys()
        self._written: list[tuple[str, Path]] = []
        self.store: SqlStore | None = None
        self.loading = 0.0

    def keep(self) -> None:
        """Put every row aside that the import wrote, by its insert, in an order they can go in."""
        if self._written or self.store is None:
            return
        with bare(self.store.engine) as connection:
            for table in metadata.sorted_tables:
                rows = _rows_beside(connection, table, self._before[table.name])
                self._put(_insert(self._place, table), rows)
            self._put(self._place.sql(_MOVE_HEADS), iter(_heads(connection)))

    def rows(self) -> Iterator[tuple[str, Iterator[list[tuple[Any, ...]]]]]:
        """Each insert and its rows, some thousand at a time; ``loading`` is what it took."""
        for statement, path in self._written:
            yield statement, self._some(path)

    def _some(self, path: Path) -> Iterator[list[tuple[Any, ...]]]:
        with path.open("rb") as file:
            while True:
                begun = perf_counter()
                try:
                    rows = pickle.load(file)  # noqa: S301 - what this process wrote
                except EOFError:
                    return
                finally:
                    self.loading += perf_counter() - begun
                yield rows

    def _put(self, statement: str, rows: Iterator[tuple[Any, ...]]) -> None:
        path = self._place.scratch / f"rows-{len(self._written)}"
        with path.open("wb") as file:
            while some := list(islice(rows, _AT_A_TIME)):
                pickle.dump(some, file)
        if path.stat().st_size:
            self._written.append((statement, path))
        else:
            path.unlink()

    def _keys(self) -> dict[str, set[tuple[Any, ...]]]:
        with self._place.copy(Stage.FOUNDED) as store, bare(store.engine) as connection:
            return {table.name: _keys(connection, table) for table in metadata.sorted_tables}


def _take_in(context: Context, files: Sequence[Path]) -> None:
    for file in files:
        _take_in_one(context, file)


def _take_in_one(context: Context, file: Path) -> None:
    """By itself, so that nothing of one file is held while the next is read."""
    kind = load_kind(_KIND)
    table = read_table(file, kind=kind)
    plan = plan_import(context, table, kind)
    commit_import(context, table, kind, expected=plan)


def _read_bare(files: Sequence[Path]) -> None:
    for file in files:
        CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()


def _heads(connection: Any) -> list[tuple[Any, ...]]:
    cursor = connection.cursor()
    cursor.execute("SELECT seq, hash, chain FROM audit_chain")
    heads: list[tuple[Any, ...]] = cursor.fetchall()
    return heads


def _keys(connection: Any, table: Table) -> set[tuple[Any, ...]]:
    names = ", ".join(column.name for column in table.primary_key.columns)
    cursor = connection.cursor()
    cursor.execute(f"SELECT {names} FROM {table.name}")
    return set(cursor.fetchall())


def _rows_beside(
    connection: Any, table: Table, known: set[tuple[Any, ...]]
) -> Iterator[tuple[Any, ...]]:
    keys = [list(table.columns).index(column) for column in table.primary_key.columns]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    cursor = connection.cursor()
    cursor.execute(f"SELECT {names} FROM {table.name}")
    return (row for row in cursor if tuple(row[key] for key in keys) not in known)


def _insert(place: Place, table: Table) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    if place.engine == "postgresql":
        return f"COPY {table.name} ({names}) FROM STDIN"
    marks = place.sql(", ".join("?" * len(table.columns)))
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"


def _copy(cursor: Any, statement: str, rows: Iterator[list[tuple[Any, ...]]]) -> None:
    with cursor.copy(statement) as copy:
        for some in rows:
            for row in some:
                copy.write_row(row)


def _write_bare(place: Place, connection: Any, left: _Left) -> Reading:
    begun = perf_counter()
    left.loading = 0.0
    _read_bare(place.persons_files)
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    for statement, rows in left.rows():
        if statement.startswith("COPY"):
            _copy(cursor, statement, rows)
        else:
            for some in rows:
                cursor.executemany(statement, some)
        if len(place.persons_files) > 1:  # where ours makes several transactions too
            cursor.execute("COMMIT")
            cursor.execute("BEGIN")
    if place.engine == "sqlcipher":
        cursor.execute("INSERT INTO search_fts (rowid, text) SELECT line, text FROM search_text")
    cursor.execute("COMMIT")
    return Reading(perf_counter() - begun - left.loading)
