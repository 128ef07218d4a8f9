"""Importing a file of persons, and the same file again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import Table

from benchmarks.measuring import Growth, Measure, Work
from benchmarks.places import Place, Stage, bare
from munhalsa.adapters.store.schema import metadata
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.application.context import Context
from munhalsa.application.import_table.commit import commit_import, plan_import
from tests.support.stores import context_for

GOAL = 3.0
GOAL_AGAIN = 4.0
_KIND = "personer"
_MOVE_HEADS = "UPDATE audit_chain SET seq = ?, hash = ? WHERE chain = ?"


def import_persons(place: Place) -> Measure:
    """Plan and commit into a store with units (floor: calamine, and every row the quickest way)."""
    held = place.held.enter_context(ExitStack())
    rows = _new_rows(place)

    def ours(_number: int) -> Work:
        held.close()
        context = context_for(held.enter_context(place.copy(Stage.FOUNDED)))
        return lambda: _take_in(context, place.persons_files)

    def floor(_number: int) -> Work:
        held.close()
        store = held.enter_context(place.copy(Stage.FOUNDED))
        connection = held.enter_context(bare(store.engine))
        return lambda: _write_bare(place, connection, rows)

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
    return place.rounds(5 if place.persons <= 10_000 else 2)


def _take_in(context: Context, files: Sequence[Path]) -> None:
    kind = load_kind(_KIND)
    for file in files:
        table = read_table(file, kind=kind)
        plan = plan_import(context, table, kind)
        commit_import(context, table, kind, expected=plan)


def _read_bare(files: Sequence[Path]) -> None:
    for file in files:
        CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()


def _new_rows(place: Place) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """What an import wrote, as insert statements with their rows, in the order they can go in."""
    with place.copy(Stage.FOUNDED) as store:
        with bare(store.engine) as connection:
            before = {table.name: _keys(connection, table) for table in metadata.sorted_tables}
        context = context_for(store)
        _take_in(context, place.persons_files)
        with bare(store.engine) as connection:
            written = [
                (_insert(place, table), new)
                for table in metadata.sorted_tables
                if (new := _rows_beside(connection, table, before[table.name]))
            ]
            return [*written, (place.sql(_MOVE_HEADS), _heads(connection))]


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
) -> list[tuple[Any, ...]]:
    keys = [list(table.columns).index(column) for column in table.primary_key.columns]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    cursor = connection.cursor()
    cursor.execute(f"SELECT {names} FROM {table.name}")
    return [row for row in cursor if tuple(row[key] for key in keys) not in known]


def _insert(place: Place, table: Table) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    if place.engine == "postgresql":
        return f"COPY {table.name} ({names}) FROM STDIN"
    marks = place.sql(", ".join("?" * len(table.columns)))
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"


def _copy(cursor: Any, statement: str, rows: list[tuple[Any, ...]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _write_bare(
    place: Place, connection: Any, rows: list[tuple[str, list[tuple[Any, ...]]]]
) -> None:
    _read_bare(place.persons_files)
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    for statement, values in rows:
        if statement.startswith("COPY"):
            _copy(cursor, statement, values)
        else:
            cursor.executemany(statement, values)
    if place.engine == "sqlcipher":
        cursor.execute("INSERT INTO search_fts (rowid, text) SELECT line, text FROM search_text")
    cursor.execute("COMMIT")
