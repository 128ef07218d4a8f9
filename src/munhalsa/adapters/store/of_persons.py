"""Which rows are somebody's own: theirs, and what cannot stand without them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Column, Connection, Table, select

from munhalsa.adapters.store import rows
from munhalsa.adapters.store.prepared import among, listed
from munhalsa.adapters.store.schema import metadata


def column_where(
    connection: Connection, column: Column[str], where: Column[str], wanted: Iterable[str]
) -> set[str]:
    """The values of a column in the rows where another is one of those wanted."""
    dialect = connection.dialect.name
    statement = select(column).where(among(where, "wanted", dialect))
    return set(connection.scalars(statement, {"wanted": listed(wanted, dialect)}))


def rows_of(connection: Connection, persons: Collection[str]) -> dict[Table, set[str]]:
    """The ids of every row that is about these persons, by table, parents first."""
    found: dict[Table, set[str]] = {table: set() for table in _tables()}
    found[rows.person_table] = set(persons)
    for table in found:
        for column, target in pointing(table):
            if found.get(target) and goes_with(column):
                found[table] |= column_where(connection, table.c.id, column, found[target])
    not_same = rows.not_same
    found[not_same] |= column_where(connection, not_same.c.id, not_same.c.other_id, persons)
    return found


def _tables() -> list[Table]:
    """Those with records, parents first; nothing of the log is a record."""
    return [table for table in metadata.sorted_tables if "id" in table.c and "version" in table.c]


def pointing(table: Table) -> Iterator[tuple[Column[str], Table]]:
    """The columns that point to another row, and its table."""
    for key in table.foreign_keys:
        yield key.parent, key.column.table


def goes_with(column: Column[str]) -> bool:
    """Whether the row goes with what it points to; else it only points there no more."""
    return not column.nullable or column.name == "person_id"
