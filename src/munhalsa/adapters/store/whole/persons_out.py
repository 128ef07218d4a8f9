"""What is kept of some persons, as lines of JSON for an archive; protected identities apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from munhalsa.adapters.store import rows, work_rows
from munhalsa.adapters.store.of_persons import column_where, rows_of
from munhalsa.adapters.store.prepared import among, listed
from munhalsa.adapters.store.whole.out import all_rows, line_of, protected_in

_DIRECTORY = (rows.municipality, rows.district, rows.unit_table, rows.unit_name)
"""What tells of nobody, and what rows about somebody point to."""


class PersonLines:
    """What one read transaction sees of these persons, and the units that their rows point to."""

    def __init__(self, connection: Connection, persons: Collection[str]) -> None:
        self._connection = connection
        apart = set(persons).intersection(protected_in(connection).persons)
        self._theirs = {
            True: self._rows_of(apart),
            False: self._rows_of(set(persons) - apart),
        }

    def lines(self, table: Table, names: Sequence[str], *, protected: bool) -> Iterator[bytes]:
        """The rows of the table about them as JSON, in the order of the key."""
        statement = all_rows(self._connection, table, names)
        values: dict[str, Any] = {}
        if protected or table not in _DIRECTORY:
            ids = self._theirs[protected].get(table)
            if not ids:
                return
            dialect = self._connection.dialect.name
            statement = statement.where(among(table.c.id, "ids", dialect))
            values["ids"] = listed(ids, dialect)
        for row in self._connection.execute(statement, values):
            yield line_of(names, row)

    def _rows_of(self, persons: Collection[str]) -> dict[Table, set[str]]:
        """Their rows, and the rounds of the visits that were planned for them."""
        found = rows_of(self._connection, persons)
        visit = work_rows.planned_visit
        found[work_rows.round_table] = column_where(
            self._connection, visit.c.round_id, visit.c.id, found[visit]
        )
        return found
