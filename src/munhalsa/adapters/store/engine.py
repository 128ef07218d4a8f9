"""Connections to the two engines: an SQLCipher file and a PostgreSQL database."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool, QueuePool

from munhalsa.adapters.store.folder import check_encrypted_file
from munhalsa.domain.refusal import StoreUnavailable, WrongUsage

# Older ones have a WAL fault that can corrupt the file (sqlite.org, release notes of 3.51.3).
LOWEST_SQLITE = (3, 51, 3)
# As PRAGMA cache_size takes them: kB, below nought.
_PAGES_KEPT = -65536
_FEW_PAGES = -2048


def check_engine_version() -> None:
    """Refuse to start on an SQLite that can corrupt the store."""
    if sqlcipher.sqlite_version_info < LOWEST_SQLITE:
        raise StoreUnavailable(
            "sqlite_too_old",
            "Programmets databasmotor är för gammal och kan skada registret. "
            "Installera om munhalsa.",
        )


def sqlcipher_connection(path: Path, key: bytes, *, mode: str) -> Any:
    """A driver connection to an encrypted file; ``mode`` is rw, ro or rwc as in SQLite's URIs."""
    connection = sqlcipher.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=10,
    )
    # Else a wrong key or a damaged page is told on standard error, behind our backs.
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def sqlcipher_engine(path: Path, key: bytes, *, mode: str = "rw") -> Engine:
    """An engine on one encrypted file; transactions are ours to begin."""
    check_engine_version()
    if mode != "rwc":
        check_encrypted_file(path)

    def connect() -> Any:
        connection = sqlcipher_connection(path, key, mode=mode)
        try:
            _set_up(connection, writable=mode != "ro")
        except sqlcipher.DatabaseError as error:
            connection.close()
            raise _opening_fault(error) from None
        return connection

    engine = create_engine(
        f"sqlite+{_DIALECT}://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=2,
        hide_parameters=True,
    )
    engine.dialect.path = path  # type: ignore[attr-defined]
    return engine


class SqlcipherDialect(SQLiteDialect_pysqlite):
    """Begins every transaction, one to write in with the right to write.

    By itself and not by a listener: for the smallest reads SQLAlchemy's work for a listener of an
    engine is a tenth of everything. "writing" is of the transaction that begins next.
    """

    supports_statement_cache = True
    path: Path

    def do_begin(self, dbapi_connection: Any) -> None:
        begin = "BEGIN"
        if dbapi_connection.info.pop(_WRITING, False):
            _require_reachable(self.path)
            begin = "BEGIN IMMEDIATE"
        dbapi_connection.cursor().execute(begin)

    def set_connection_execution_options(
        self, connection: Connection, opts: Mapping[str, Any]
    ) -> None:
        super().set_connection_execution_options(connection, opts)
        if opts.get(_WRITING, False):
            connection.info[_WRITING] = True


_WRITING = "writing"
_DIALECT = "munhalsa"
registry.register(f"sqlite.{_DIALECT}", __name__, SqlcipherDialect.__name__)


def _set_up(connection: Any, *, writable: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if writable:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = {_PAGES_KEPT}")
    connection.execute("PRAGMA trusted_schema = OFF")


@contextmanager
def keeping_few_pages(connection: Connection) -> Iterator[None]:
    """What is read once from end to end leaves no pages behind: an embedded engine keeps 64 MB."""
    connection.exec_driver_sql(f"PRAGMA cache_size = {_FEW_PAGES}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {_PAGES_KEPT}")


def let_go_of_pages(engine: Engine) -> None:
    """Hand the pages that an embedded engine keeps decrypted back to the system."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA shrink_memory")
        finally:
            connection.close()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    # The C library of most Linux systems else keeps what was freed, in case it is needed again.
    if trim is not None:
        trim(0)


def _opening_fault(error: sqlcipher.DatabaseError) -> StoreUnavailable:
    if "locked" in str(error) or "busy" in str(error):
        return StoreUnavailable(
            "store_in_use",
            "Registret används redan av ett annat program. Stäng det och försök igen.",
        )
    return StoreUnavailable(
        "store_damaged",
        "Registret kan inte läsas med nyckeln: filen är skadad eller hör inte ihop med "
        "nyckelfilen. Läs tillbaka den senaste säkerhetskopian med munhalsa restore.",
    )


def _require_reachable(path: Path) -> None:
    """An open file can still be written after it was removed; what is written is then lost."""
    if not path.exists():
        raise StoreUnavailable(
            "store_gone",
            "Registrets mapp går inte längre att nå, så inget sparades. Anslut disken eller "
            "mappen igen och gör om det, eller starta om munhalsa.",
        )


def postgres_address(text: str) -> URL:
    """The parsed address; one with a password in it is refused."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise WrongUsage(
            "store_address", "Adressen till databasen är inte rätt skriven.", field="store"
        ) from None
    if url.password is not None or "password" in url.query:
        raise WrongUsage(
            "password_in_address",
            "Skriv aldrig lösenordet i adressen. Lägg det i en fil och ange --passphrase-file.",
            field="store",
        )
    return url.set(drivername="postgresql+psycopg")


def postgres_engine(url: URL, password: str | None) -> Engine:
    """An engine on a PostgreSQL database; plain connections, no pool of idle ones."""
    engine = create_engine(
        url.set(password=password),
        poolclass=NullPool if password is None else QueuePool,
        hide_parameters=True,
        connect_args={"connect_timeout": 10, "application_name": "munhalsa"},
        use_native_hstore=False,  # a type that no table has, asked for at each start
    )
    event.listen(engine, "connect", _plan_once)
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _plan_once(connection: Any, _record: Any) -> None:
    """Keep one plan for each prepared statement.

    Left to itself the server plans the rows of a search anew every time, at ten times the cost of
    fetching them: it takes a list of unknown length for a long one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")
    connection.commit()


def _begin_postgres(connection: Connection) -> None:
    from psycopg import IsolationLevel

    driver: Any = connection.connection.driver_connection
    reading = not connection.get_execution_options().get("writing", False)
    # Goes with the driver's own BEGIN, so that it costs no journey of its own.
    driver.read_only = True if reading else None
    driver.isolation_level = IsolationLevel.REPEATABLE_READ if reading else None
