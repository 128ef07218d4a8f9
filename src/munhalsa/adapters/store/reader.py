"""One consistent view of the store: records by id or by equal fields, and the named queries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Executable, Result, bindparam, select

from munhalsa.adapters.store.first_shelves import Shelf, shelf_named, shelf_of
from munhalsa.adapters.store.prepared import Prepared, Row, among, listed
from munhalsa.adapters.store.records import columns_of, from_row, plain
from munhalsa.adapters.store.sight import lifted
from munhalsa.application.sight import outside_scope
from munhalsa.domain.refusal import Rejected

if TYPE_CHECKING:
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

R = TypeVar("R")


class StoreReader:
    """Reads in one transaction; nothing of the engine leaves it.

    A family of queries is loaded when it is first asked for.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def persons(self) -> PersonQueries:
        from munhalsa.adapters.store.queries.persons import SqlPersonQueries

        return SqlPersonQueries(self.run, self.fetch, dialect=self._dialect)

    @cached_property
    def person_list(self) -> PersonListQueries:
        from munhalsa.adapters.store.queries.person_list import SqlPersonListQueries

        return SqlPersonListQueries(self.fetch, dialect=self._dialect)

    @cached_property
    def due(self) -> DueQueries:
        from munhalsa.adapters.store.queries.due import SqlDueQueries

        return SqlDueQueries(self.fetch, dialect=self._dialect)

    @cached_property
    def disposal(self) -> DisposalQueries:
        from munhalsa.adapters.store.queries.disposal import SqlDisposalQueries

        return SqlDisposalQueries(self.fetch)

    @cached_property
    def rounds(self) -> RoundQueries:
        from munhalsa.adapters.store.queries.rounds import SqlRoundQueries

        return SqlRoundQueries(self.fetch, dialect=self._dialect)

    @cached_property
    def units(self) -> UnitQueries:
        from munhalsa.adapters.store.queries.units import SqlUnitQueries

        return SqlUnitQueries(self.fetch, dialect=self._dialect)

    @cached_property
    def trainings(self) -> TrainingQueries:
        from munhalsa.adapters.store.queries.trainings import SqlTrainingQueries

        return SqlTrainingQueries(self.fetch, dialect=self._dialect)

    @cached_property
    def figures(self) -> FigureQueries:
        from munhalsa.adapters.store.queries.figures import SqlFigureQueries

        return SqlFigureQueries(self.run, self.fetch)

    @cached_property
    def history(self) -> HistoryQueries:
        from munhalsa.adapters.store.queries.history import SqlHistoryQueries

        return SqlHistoryQueries(self.run)

    @cached_property
    def registrations(self) -> RegistrationQueries:
        from munhalsa.adapters.store.queries.registrations import SqlRegistrationQueries

        return SqlRegistrationQueries(self.run, dialect=self._dialect)

    @cached_property
    def undo(self) -> UndoQueries:
        from munhalsa.adapters.store.queries.undo import SqlUndoQueries

        return SqlUndoQueries(self.run, dialect=self._dialect)

    @cached_property
    def exchange(self) -> ExchangeQueries:
        from munhalsa.adapters.store.queries.exchange import SqlExchangeQueries

        return SqlExchangeQueries(self.run, self.fetch, dialect=self._dialect)

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name

    def run(self, statement: Executable, values: Mapping[str, Any] | None = None, /) -> Result[Any]:
        """Execute in the open transaction; the unit of work first writes what waits."""
        return self._connection.execute(statement, values)

    def fetch(self, statement: Prepared, values: Mapping[str, Any], /) -> list[Row]:
        """All rows of a prepared statement, in the same way."""
        return statement.rows(self._connection, values)

    def fetch_of(
        self, _shelf: Shelf, statement: Prepared, values: Mapping[str, Any], /
    ) -> list[Row]:
        """The same of what reads no other table than the shelf's."""
        return self.fetch(statement, values)

    def get(self, kind: type[R], id: str) -> R:
        shelf = shelf_of(kind)
        wanted = _finding(shelf.table.name, "id", ("id",), (), ())
        found = self.fetch_of(shelf, wanted, {"id": id})
        if not found:
            with lifted(self._connection):
                if self.fetch_of(shelf, wanted, {"id": id}):
                    raise outside_scope()
            raise Rejected("not_found", "Uppgiften finns inte i registret.")
        record: R = from_row(kind, found[0])
        return record

    def find(self, kind: type[R], /, *, order_by: str = "id", **equal: Any) -> list[R]:
        empty = tuple(name for name, value in equal.items() if value is None)
        many = tuple(name for name, value in equal.items() if _is_many(value))
        one = tuple(name for name in equal if name not in empty and name not in many)
        values = {name: plain(equal[name]) for name in one}
        for name in many:
            if not equal[name]:
                return []
            values[name] = listed(map(plain, equal[name]), self._dialect)
        shelf = shelf_of(kind)
        found = self.fetch_of(shelf, _finding(shelf.table.name, order_by, one, many, empty), values)
        return [from_row(kind, row) for row in found]


@cache
def _finding(
    table: str,
    order_by: str,
    one: tuple[str, ...],
    many: tuple[str, ...],
    empty: tuple[str, ...],
) -> Prepared:
    """Records of a kind whose fields equal one value, are among many, or are empty."""
    shelf = shelf_named(table)
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
