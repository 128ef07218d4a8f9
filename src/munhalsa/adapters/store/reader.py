"""One consistent view of the store: records by id or by equal fields, and the named queries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Result, bindparam, select

from munhalsa.adapters.store.prepared import Prepared, Row, among, listed
from munhalsa.adapters.store.queries.disposal import SqlDisposalQueries
from munhalsa.adapters.store.queries.due import SqlDueQueries
from munhalsa.adapters.store.queries.exchange import SqlExchangeQueries
from munhalsa.adapters.store.queries.figures import SqlFigureQueries
from munhalsa.adapters.store.queries.history import SqlHistoryQueries
from munhalsa.adapters.store.queries.person_list import SqlPersonListQueries
from munhalsa.adapters.store.queries.persons import SqlPersonQueries
from munhalsa.adapters.store.queries.registrations import SqlRegistrationQueries
from munhalsa.adapters.store.queries.rounds import SqlRoundQueries
from munhalsa.adapters.store.queries.trainings import SqlTrainingQueries
from munhalsa.adapters.store.queries.undo import SqlUndoQueries
from munhalsa.adapters.store.queries.units import SqlUnitQueries
from munhalsa.adapters.store.records import columns_of, from_row, plain
from munhalsa.adapters.store.shelves import SHELF_OF, Shelf
from munhalsa.adapters.store.sight import lifted
from munhalsa.application.import_table.known import ExchangeQueries
from munhalsa.application.ports import (
    HistoryQueries,
    PersonQueries,
    RegistrationQueries,
)
from munhalsa.application.ports_disposal import DisposalQueries
from munhalsa.application.ports_due import DueQueries
from munhalsa.application.ports_figures import FigureQueries
from munhalsa.application.ports_lists import PersonListQueries
from munhalsa.application.ports_rounds import RoundQueries
from munhalsa.application.ports_training import TrainingQueries
from munhalsa.application.ports_undo import UndoQueries
from munhalsa.application.ports_units import UnitQueries
from munhalsa.application.sight import outside_scope
from munhalsa.domain.refusal import Rejected

R = TypeVar("R")


class StoreReader:
    """Reads in one transaction; nothing of the engine leaves it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.persons: PersonQueries = SqlPersonQueries(
            self.run, self.fetch, dialect=connection.dialect.name
        )
        self.person_list: PersonListQueries = SqlPersonListQueries(
            self.fetch, dialect=connection.dialect.name
        )
        self.due: DueQueries = SqlDueQueries(self.fetch, dialect=connection.dialect.name)
        self.disposal: DisposalQueries = SqlDisposalQueries(self.fetch)
        self.rounds: RoundQueries = SqlRoundQueries(self.fetch, dialect=connection.dialect.name)
        self.units: UnitQueries = SqlUnitQueries(self.fetch, dialect=connection.dialect.name)
        self.trainings: TrainingQueries = SqlTrainingQueries(
            self.fetch, dialect=connection.dialect.name
        )
        self.figures: FigureQueries = SqlFigureQueries(self.run, self.fetch)
        self.history: HistoryQueries = SqlHistoryQueries(self.run)
        self.registrations: RegistrationQueries = SqlRegistrationQueries(self.run)
        self.undo: UndoQueries = SqlUndoQueries(self.run, dialect=connection.dialect.name)
        self.exchange: ExchangeQueries = SqlExchangeQueries(
            self.run, self.fetch, dialect=connection.dialect.name
        )

    def run(self, statement: Executable, values: Mapping[str, Any] | None = None, /) -> Result[Any]:
        """Execute in the open transaction; the unit of work first writes what waits."""
        return self._connection.execute(statement, values)

    def fetch(self, statement: Prepared, values: Mapping[str, Any], /) -> list[Row]:
        """All rows of a prepared statement, in the same way."""
        return statement.rows(self._connection, values)

    def get(self, kind: type[R], id: str) -> R:
        wanted = _finding(SHELF_OF[kind], "id", ("id",), (), ())
        found = self.fetch(wanted, {"id": id})
        if not found:
            with lifted(self._connection):
                if self.fetch(wanted, {"id": id}):
                    raise outside_scope()
            raise Rejected("not_found", "Uppgiften finns inte i registret.")
        record: R = from_row(kind, found[0])
        return record

    def find(self, kind: type[R], *, order_by: str = "id", **equal: Any) -> list[R]:
        empty = tuple(name for name, value in equal.items() if value is None)
        many = tuple(name for name, value in equal.items() if _is_many(value))
        one = tuple(name for name in equal if name not in empty and name not in many)
        values = {name: plain(equal[name]) for name in one}
        for name in many:
            if not equal[name]:
                return []
            values[name] = listed(map(plain, equal[name]), self._connection.dialect.name)
        found = self.fetch(_finding(SHELF_OF[kind], order_by, one, many, empty), values)
        return [from_row(kind, row) for row in found]


@cache
def _finding(
    shelf: Shelf,
    order_by: str,
    one: tuple[str, ...],
    many: tuple[str, ...],
    empty: tuple[str, ...],
) -> Prepared:
    """Records of a kind whose fields equal one value, are among many, or are empty."""
    columns = shelf.table.c

    def make(dialect: str) -> Any:
        return (
            select(*columns_of(shelf.record))
            .where(*(columns[name] == bindparam(name, type_=columns[name].type) for name in one))
            .where(*(among(columns[name], name, dialect) for name in many))
            .where(*(columns[name].is_(None) for name in empty))
            .order_by(columns[order_by], columns.id)
        )

    return Prepared(make)


def _is_many(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset)
