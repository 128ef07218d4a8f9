"""Whether a database has just the tables and guards that the migrations give it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.pool import StaticPool

from munhalsa.adapters.store import migrate
from munhalsa.adapters.store.log_rows import (
    audit_chain,
    audit_entry,
    audit_event,
    audit_payload,
)
from munhalsa.adapters.store.schema import metadata

_PARTS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"

# What the migrations make beside tables, on PostgreSQL: name of the table, name of the guard.
_GUARDS = {
    ("audit_entry", "audit_entry_append_only"),
    ("audit_entry", "audit_entry_kept"),
    ("audit_entry", "audit_entry_no_truncate"),
    ("audit_event", "audit_event_append_only"),
    ("audit_event", "audit_event_kept"),
    ("audit_event", "audit_event_no_truncate"),
    ("audit_payload", "audit_payload_append_only"),
    ("audit_payload", "audit_payload_no_truncate"),
    ("certificate", "certificate_overlap"),
    ("residence", "residence_overlap"),
    ("search_text", "ix_search_text_text"),
}
_LOG = frozenset(one.name for one in (audit_chain, audit_event, audit_entry, audit_payload))
_GUARDS_THERE = text(
    """
    SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND c.relnamespace = 'public'::regnamespace
    UNION SELECT c.relname, x.conname FROM pg_constraint x JOIN pg_class c ON c.oid = x.conrelid
     WHERE x.contype = 'x' AND x.convalidated AND c.relnamespace = 'public'::regnamespace
    UNION SELECT c.relname, i.relname FROM pg_index d JOIN pg_class i ON i.oid = d.indexrelid
     JOIN pg_class c ON c.oid = d.indrelid JOIN pg_am a ON a.oid = i.relam
     WHERE a.amname = 'gin' AND c.relnamespace = 'public'::regnamespace
    """
)
_FUNCTIONS = {
    *((name, True) for name in ("audit_append", "audit_start", "audit_mark", "audit_drop")),
    *((name, False) for name in ("audit_refuse", "audit_keep_event", "audit_keep_entry")),
}
_FUNCTIONS_THERE = text(
    "SELECT proname, prosecdef FROM pg_proc "
    "WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'audit%'"
)


def schema_differences(connection: Connection) -> list[str]:
    """Names of the parts that are missing, too many or other than they should be."""
    if connection.dialect.name == "sqlite":
        return _sqlite_differences(connection)
    return _postgres_differences(connection)


def _sqlite_differences(connection: Connection) -> list[str]:
    there = {tuple(row) for row in connection.exec_driver_sql(_PARTS)}
    return sorted({part[1] for part in there ^ _expected_parts()})


@cache
def _expected_parts() -> frozenset[tuple[Any, ...]]:
    """The parts of a store that the migrations have just built, in memory."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: sqlcipher.connect(
            ":memory:", isolation_level=None, check_same_thread=False
        ),
        poolclass=StaticPool,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    migrate.upgrade(engine)
    with engine.connect() as connection:
        parts = frozenset(tuple(row) for row in connection.exec_driver_sql(_PARTS))
    engine.dispose()
    return parts


def unreadable(connection: Connection) -> list[str]:
    """Tables and columns that this program reads and that a newer one has dropped or altered."""
    return sorted({_named(one) for one in _compared(connection) if _hinders_reading(one)})


def log_differences(connection: Connection) -> list[str]:
    """What of the log's tables and guards is other than this program makes it, but for indexes."""
    if connection.dialect.name == "sqlite":
        parts = {tuple(row) for row in connection.exec_driver_sql(_PARTS)} ^ _expected_parts()
        return sorted({part[1] for part in parts if part[2] in _LOG and part[0] != "index"})
    found = [
        _named(one) for one in _compared(connection) if one[0].endswith("column") and one[2] in _LOG
    ]
    guards = {tuple(row) for row in connection.execute(_GUARDS_THERE)} ^ _GUARDS
    found += [name for table, name in guards if table in _LOG]
    return sorted({*found, *_other_functions(connection)})


def _postgres_differences(connection: Connection) -> list[str]:
    found = [_named(difference) for difference in _compared(connection)]
    guards = {tuple(row) for row in connection.execute(_GUARDS_THERE)}
    found += [name for _, name in guards ^ _GUARDS]
    return sorted({*found, *_other_functions(connection)})


def _other_functions(connection: Connection) -> list[str]:
    functions = {tuple(row) for row in connection.execute(_FUNCTIONS_THERE)}
    return [name for name, _ in functions ^ _FUNCTIONS]


def _compared(connection: Connection) -> Iterator[Any]:
    """Alembic's differences between the database and the program's tables, one by one."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    context = MigrationContext.configure(
        connection, opts={"include_object": _is_ours, "compare_type": True}
    )
    for one in compare_metadata(context, metadata):
        yield from one if isinstance(one, list) else [one]


def _hinders_reading(difference: Any) -> bool:
    kind = difference[0]
    if kind == "modify_nullable":
        there, here = difference[5:7]
        return bool(there and not here)
    return kind in {"add_table", "add_column", "modify_type"}


def _is_ours(_part: Any, name: str | None, kind: str, *_: object) -> bool:
    """Tables of others in a shared database are theirs; the search index is looked at apart."""
    if kind == "table":
        return name in metadata.tables
    return name not in {guard for _, guard in _GUARDS}


def _named(difference: Any) -> str:
    """The table, and the column where it is one, that one of Alembic's differences is about."""
    kind, *rest = difference
    if kind.startswith("modify"):
        return f"{rest[1]}.{rest[2]}"
    if kind.endswith("column"):
        return f"{rest[1]}.{rest[2].name}"
    return str(rest[0].name)
