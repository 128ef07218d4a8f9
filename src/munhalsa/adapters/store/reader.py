"""One consistent view of the store: records by id or by equal fields, and the named queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Result, select

from munhalsa.adapters.store.queries.figures import SqlFigureQueries
from munhalsa.adapters.store.queries.history import SqlHistoryQueries
from munhalsa.adapters.store.queries.persons import SqlPersonQueries
from munhalsa.adapters.store.queries.registrations import SqlRegistrationQueries
from munhalsa.adapters.store.records import columns_of, from_row, plain
from munhalsa.adapters.store.rows import SHELF_OF
from munhalsa.application.ports import (
    FigureQueries,
    HistoryQueries,
    PersonQueries,
    RegistrationQueries,
)
from munhalsa.domain.refusal import Rejected

R = TypeVar("R")
# Both engines bind fewer values than this without complaint.
_CHUNK = 500


class StoreReader:
    """Reads in one transaction; nothing of the engine leaves it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.persons: PersonQueries = SqlPersonQueries(self.run, dialect=connection.dialect.name)
        self.figures: FigureQueries = SqlFigureQueries(self.run)
        self.history: HistoryQueries = SqlHistoryQueries(self.run)
        self.registrations: RegistrationQueries = SqlRegistrationQueries(self.run)

    def run(self, statement: Executable, values: Mapping[str, Any] | None = None, /) -> Result[Any]:
        """Execute in the open transaction; the unit of work first writes what waits."""
        return self._connection.execute(statement, values)

    def get(self, kind: type[R], id: str) -> R:
        table = SHELF_OF[kind].table
        row = self.run(select(*columns_of(kind)).where(table.c.id == id)).one_or_none()
        if row is None:
            raise Rejected("not_found", "Uppgiften finns inte i registret.")
        record: R = from_row(kind, row)
        return record

    def find(self, kind: type[R], *, order_by: str = "id", **equal: Any) -> list[R]:
        table = SHELF_OF[kind].table
        statement = select(*columns_of(kind)).order_by(table.c[order_by], table.c.id)
        many = {name: list(value) for name, value in equal.items() if _is_many(value)}
        for name, value in equal.items():
            if name not in many:
                statement = statement.where(table.c[name] == plain(value))
        if not many:
            return [from_row(kind, row) for row in self.run(statement)]
        ((name, values),) = many.items()
        found: list[R] = []
        for start in range(0, len(values), _CHUNK):
            chunk = [plain(value) for value in values[start : start + _CHUNK]]
            rows = self.run(statement.where(table.c[name].in_(chunk)))
            found.extend(from_row(kind, row) for row in rows)
        return found


def _is_many(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset)
