"""What somebody with the data key could do to a store: guards off, anything at all, guards on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

_TABLES = ("audit_event", "audit_entry", "audit_payload")


def tamper(engine: Engine, *statements: str) -> None:
    """Run statements on the log past its guards, and leave no trace in the schema."""
    with tampered(engine, *statements, keep=True):
        pass


@contextmanager
def tampered(engine: Engine, *statements: str, keep: bool = False) -> Iterator[Connection]:
    """The same, to look at; taken back at the end unless it is to be kept."""
    with engine.connect() as opened:
        connection = opened.execution_options(writing=True)
        with connection.begin() as done:
            if connection.dialect.name == "postgresql":
                off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in _TABLES]
                on = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in _TABLES]
            else:
                guards = connection.execute(
                    text(
                        "SELECT name, sql FROM sqlite_master "
                        "WHERE type = 'trigger' AND name LIKE 'audit%'"
                    )
                ).all()
                off = [f"DROP TRIGGER {guard.name}" for guard in guards]
                on = [guard.sql for guard in guards]
            for statement in (*off, *statements, *on):
                connection.exec_driver_sql(statement)
            yield connection
            if not keep:
                done.rollback()


def cut_off(chain: str, seq: int) -> Sequence[str]:
    """Statements that cut a chain off at an event so that nothing inside the chain tells."""
    gone = f"(SELECT id FROM audit_event WHERE chain = '{chain}' AND seq >= {seq})"
    last = f"SELECT hash FROM audit_event WHERE chain = '{chain}' AND seq = {seq - 1}"
    return (
        f"DELETE FROM audit_payload WHERE event_id IN {gone}",
        f"DELETE FROM audit_entry WHERE event_id IN {gone}",
        f"UPDATE audit_chain SET seq = {seq - 1}, hash = ({last}) WHERE chain = '{chain}'",
        f"DELETE FROM audit_event WHERE chain = '{chain}' AND seq >= {seq}",
    )


def damage_table(engine: Engine, file: Path, table: str) -> None:
    """Change a few bytes on the first page of a table, in the file itself."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        (size,) = cursor.execute("PRAGMA page_size").fetchone()
        asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = cursor.execute(asked, (table,)).fetchone()
    finally:
        connection.close()
    with file.open("r+b") as open_file:
        open_file.seek((page - 1) * int(size) + int(size) // 2)
        open_file.write(b"\x00\xff" * 8)
