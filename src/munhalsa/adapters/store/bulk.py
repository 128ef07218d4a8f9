"""Writing many rows with one driver call: SQLAlchemy's work per row costs more than the row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, update
from sqlalchemy.engine import Dialect

from munhalsa.adapters.store.prepared import MANY, Convert, Prepared, can_pour, pour, say

Places = tuple[tuple[str, Convert | None], ...]

_worked_out: dict[tuple[str, Table, frozenset[str]], tuple[str, Places]] = {}


def insert_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    alike: Mapping[str, Any] | None = None,
) -> None:
    """Insert rows that all have the same columns; ``alike`` are values that they share."""
    if not rows:
        return
    shared = {name: value for name, value in (alike or {}).items() if name not in rows[0]}
    dialect = connection.dialect
    statement, places = _statement(table, frozenset((*rows[0], *shared)), dialect)
    if len(rows) == 1:
        # PostgreSQL's driver makes itself ready for many, which takes longer than a row.
        whole = {**shared, **rows[0]}
        one = {name: prepare(whole[name]) if prepare else whole[name] for name, prepare in places}
        say(connection, statement, list(one.values()) if dialect.positional else one).close()
        return
    columns = []
    for name, prepare in places:
        if name in shared:
            value = shared[name]
            columns.append([prepare(value) if prepare else value] * len(rows))
            continue
        values = [row[name] for row in rows]
        if prepare is not None:
            prepared = {value: prepare(value) for value in set(values)}
            values = [prepared[value] for value in values]
        columns.append(values)
    if len(rows) >= MANY and can_pour(connection):
        pour(connection, _copy(table, places, dialect), zip(*columns, strict=True))
        return
    ready: Any = list(zip(*columns, strict=True))
    if not dialect.positional:
        ready = [dict(zip((name for name, _ in places), row, strict=True)) for row in ready]
    say(connection, statement, ready, many=True).close()


def update_rows(
    connection: Connection,
    table: Table,
    rows: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
) -> int:
    """Set the same columns of each row, told by id and version, anew; how many were there."""
    return _updating(table, tuple(rows[0][1])).met(
        connection, [{"_id": old["id"], "_version": old["version"], **new} for old, new in rows]
    )


def delete_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Take the rows away, each told by id and version; how many were there."""
    return _deleting(table).met(
        connection, [{"_id": row["id"], "_version": row["version"]} for row in rows]
    )


@cache
def _updating(table: Table, names: tuple[str, ...]) -> Prepared:
    values: Any = {name: bindparam(name, type_=table.c[name].type) for name in names}
    return Prepared(lambda _dialect: update(table).where(*_as_read(table)).values(values))


@cache
def _deleting(table: Table) -> Prepared:
    return Prepared(lambda _dialect: delete(table).where(*_as_read(table)))


def _as_read(table: Table) -> list[ColumnElement[bool]]:
    """The row of an id, at the version that was read."""
    names = ("id", "version")
    return [table.c[name] == bindparam(f"_{name}", type_=table.c[name].type) for name in names]


def _statement(table: Table, names: frozenset[str], dialect: Dialect) -> tuple[str, Places]:
    """The engine's own text for the insert, and the columns in the order of its marks.

    With each how the engine wants its values; None where it takes them as they are. Worked out
    once for each kind of engine, whichever store it was opened on.
    """
    wanted = (dialect.name, table, names)
    if wanted not in _worked_out:
        _worked_out[wanted] = _work_out(table, names, dialect)
    return _worked_out[wanted]


def _work_out(table: Table, names: frozenset[str], dialect: Dialect) -> tuple[str, Places]:
    ordered = [column.name for column in table.columns if column.name in names]
    compiled = insert(table).inline().compile(dialect=dialect, column_keys=ordered)
    return str(compiled), tuple(
        (name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect))
        for name in compiled.positiontup or ordered
    )


def _copy(table: Table, places: Places, dialect: Dialect) -> str:
    """The same in the words of PostgreSQL's own COPY."""
    names = dialect.identifier_preparer
    columns = ", ".join(names.quote(name) for name, _ in places)
    return f"COPY {names.format_table(table)} ({columns}) FROM STDIN"
