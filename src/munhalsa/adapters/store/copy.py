"""Whole copies of an embedded database, always by the engine itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine

from munhalsa.adapters.store.engine import sqlcipher_connection
from munhalsa.adapters.store.errors import of_surroundings
from munhalsa.adapters.vault.data_key import DataKey


@contextmanager
def driver_cursor(engine: Engine) -> Iterator[Any]:
    """A cursor outside any transaction, for what SQLite does only there."""
    with engine.connect() as connection, driver_faults():
        yield connection.connection.cursor()


@contextmanager
def driver_faults() -> Iterator[None]:
    """Faults of the surroundings that the driver itself tells of, explained."""
    try:
        yield
    except sqlcipher.Error as error:
        refusal = of_surroundings(str(error))
        if refusal is None:
            raise
        raise refusal from None


def copy_database(engine: Engine, target: Path) -> None:
    """A compact copy under the same key, of one moment; ``target`` must not exist."""
    with driver_cursor(engine) as cursor:
        cursor.execute("VACUUM INTO ?", (str(target),))


def leave_wal(engine: Engine) -> None:
    """Bring everything into the one file, with no log beside it, and close it."""
    with driver_cursor(engine) as cursor:
        cursor.execute("PRAGMA journal_mode = DELETE").fetchone()
    engine.dispose()


def encrypt_anew(database: Path, key: DataKey, next_key: DataKey) -> None:
    """Encrypt a closed copy with another key, every page of it."""
    with driver_faults():
        connection = sqlcipher_connection(database, key.reveal(), mode="rw")
        try:
            connection.execute(f"PRAGMA rekey = \"x'{next_key.hex()}'\"")
        finally:
            connection.close()
