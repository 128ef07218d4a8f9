"""What the program says to the engine, caught once and said again by the bare driver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

from benchmarks.places import Bare

_WRITES = ("INSERT", "UPDATE", "DELETE")


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
        return self.statement.lstrip().startswith("SELECT") and not self.writes


@contextmanager
def recorded(engine: Engine) -> Iterator[list[Said]]:
    """Everything that is said to the engine meanwhile."""
    said: list[Said] = []

    def hear(
        _connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool
    ) -> None:
        said.append(Said(statement, values, many))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def replay(connection: Bare, said: Iterable[Said]) -> None:
    """Say it again in one transaction, fetching whatever comes back."""
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    for one in said:
        if one.many:
            cursor.executemany(one.statement, one.values)
        else:
            cursor.execute(one.statement, one.values)
            if cursor.description is not None:
                cursor.fetchall()
    cursor.execute("COMMIT")
