"""What the program says to the engine, caught once and said again by the bare driver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from benchmarks.places import Bare
from munhalsa.adapters.store import bulk
from munhalsa.adapters.store.prepared import pour

_COPY = "COPY"
_WRITES = ("INSERT", "UPDATE", "DELETE", _COPY)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as the driver got it."""

    statement: str
    values: Any
    many: bool

    @property
    def writes(self) -> bool:
        """Whether it changes anything; on PostgreSQL the log is written by a function."""
        return self.statement.lstrip().startswith(_WRITES) or "audit_append" in self.statement

    @property
    def reads(self) -> bool:
        """Whether it only asks."""
        return self.statement.lstrip().startswith(("SELECT", "WITH")) and not self.writes


@contextmanager
def recorded(engine: Engine) -> Iterator[list[Said]]:
    """Everything that is said to the engine meanwhile, through SQLAlchemy or past it."""
    said: list[Said] = []
    dialect: Any = engine.dialect
    execute, execute_many = dialect.do_execute, dialect.do_executemany

    def hear(cursor: Any, statement: str, values: Any, context: Any = None) -> None:
        said.append(Said(statement, values, many=False))
        execute(cursor, statement, values, context)

    def hear_many(cursor: Any, statement: str, values: Any, context: Any = None) -> None:
        said.append(Said(statement, values, many=True))
        execute_many(cursor, statement, values, context)

    def hear_streamed(connection: Connection, text: str, rows: Iterable[Sequence[Any]]) -> None:
        said.append(Said(text, list(rows), many=True))
        pour(connection, text, said[-1].values)

    dialect.do_execute, dialect.do_executemany = hear, hear_many
    bulk.pour = hear_streamed  # type: ignore[attr-defined]
    try:
        yield said
    finally:
        dialect.do_execute, dialect.do_executemany = execute, execute_many
        bulk.pour = pour  # type: ignore[attr-defined]


def replay(connection: Bare, said: Iterable[Said]) -> None:
    """Say it again in one transaction, fetching whatever comes back."""
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    for one in said:
        if one.statement.startswith(_COPY):
            with cursor.copy(one.statement) as copy:
                for row in one.values:
                    copy.write_row(row)
        elif one.many:
            cursor.executemany(one.statement, one.values)
        else:
            cursor.execute(one.statement, one.values)
            if cursor.description is not None:
                cursor.fetchall()
    cursor.execute("COMMIT")
