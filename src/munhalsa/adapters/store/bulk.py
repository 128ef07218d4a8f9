"""Inserting many rows with one driver call: SQLAlchemy's work per row costs more than the row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.engine import Dialect

from munhalsa.adapters.store.prepared import say


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
    statement, names = _statement(table, frozenset((*rows[0], *shared)), dialect)
    columns = []
    for name in names:
        prepare = _processor(table, name, dialect)
        if name in shared:
            value = shared[name]
            columns.append([prepare(value) if prepare else value] * len(rows))
            continue
        values = [row[name] for row in rows]
        if prepare is not None:
            prepared = {value: prepare(value) for value in set(values)}
            values = [prepared[value] for value in values]
        columns.append(values)
    ready: Any = list(zip(*columns, strict=True))
    if not dialect.positional:
        ready = [dict(zip(names, row, strict=True)) for row in ready]
    say(connection, statement, ready, many=True).close()


@lru_cache(maxsize=1024)
def _processor(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    """How the engine wants a value of the column; None where it takes it as it is."""
    return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)


@lru_cache(maxsize=128)
def _statement(
    table: Table, names: frozenset[str], dialect: Dialect
) -> tuple[str, tuple[str, ...]]:
    """The engine's own text for the insert, and the columns in the order of its marks."""
    ordered = [column.name for column in table.columns if column.name in names]
    compiled = insert(table).inline().compile(dialect=dialect, column_keys=ordered)
    return str(compiled), tuple(compiled.positiontup or ordered)
