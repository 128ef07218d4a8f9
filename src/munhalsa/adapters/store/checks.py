"""What the engine itself says of a database, and how many rows each table holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, inspect, select, table
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.store.errors import explained
from munhalsa.domain.refusal import StoreUnavailable


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection in a read transaction, whose faults are explained."""
    try:
        with engine.connect() as connection:
            yield connection
            connection.rollback()
    except DBAPIError as error:
        raise explained(error) from None


def quick_check(connection: Connection) -> None:
    """Refuse an SQLite file that its own quick check finds damaged."""
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
        raise store_damaged()


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows by table, whatever the schema; full-text search keeps tables of its own."""
    names = [
        name
        for name in inspect(connection).get_table_names()
        if not name.startswith("search_fts") and name != "alembic_version"
    ]
    return {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in sorted(names)
    }


def store_damaged() -> StoreUnavailable:
    """The file can be opened but not trusted."""
    return StoreUnavailable(
        "store_damaged",
        "Registrets fil är skadad. Läs tillbaka den senaste säkerhetskopian med munhalsa restore.",
    )
