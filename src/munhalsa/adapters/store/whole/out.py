"""Everything that is kept, as lines of JSON in a fixed order, parted by protected identity."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    String,
    Table,
    and_,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    type_coerce,
)

from munhalsa.adapters.store import log_rows, rows, work_rows
from munhalsa.adapters.store.columns import Instant
from munhalsa.adapters.store.prepared import among, listed
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import ProtectedIdentity

_CHUNK = 500
_LOGGED_APART = ("deviation", "disagreement")
"""Subjects that may concern a person whom the log names beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """Whose lines lie apart: persons (also those that are gone), their numbers, and records."""

    persons: Sequence[str] = ()
    numbers: Sequence[str] = ()
    records: Sequence[str] = ()

    @property
    def nobody(self) -> bool:
        """Whether there is no protected identity at all."""
        return not self.persons


def protected_in(connection: Connection) -> Protected:
    """Everybody with protected identity, those joined to them, and those who had it and are gone.

    Somebody who is gone stands only in the log any more; what they were is told there.
    """
    persons = rows.person_table.c
    found = set(
        connection.scalars(
            select(persons.id).where(persons.protected_identity != ProtectedIdentity.NONE.value)
        )
    )
    found.update(connection.scalars(_gone()))
    if not found:
        return Protected()
    among_them = _of(connection, found)
    found.update(
        among_them(rows.merge_table.c.other_id, rows.merge_table.c.person_id),
    )
    among_them = _of(connection, found)
    numbers = [
        *among_them(persons.number, persons.id),
        *among_them(rows.former_number.c.number, rows.former_number.c.person_id),
    ]
    records = [
        *among_them(work_rows.deviation_table.c.id, work_rows.deviation_table.c.person_id),
        *among_them(work_rows.disagreement.c.id, work_rows.disagreement.c.person_id),
        *_of(connection, numbers)(
            work_rows.settled_difference.c.id, work_rows.settled_difference.c.number
        ),
    ]
    return Protected(
        persons=sorted(found), numbers=sorted(set(numbers)), records=sorted(set(records))
    )


def _of(connection: Connection, wanted: Any) -> Any:
    dialect = connection.dialect.name

    def chosen(column: ColumnElement[Any], where: ColumnElement[Any]) -> Sequence[str]:
        statement = select(column).where(among(where, "wanted", dialect))
        return connection.scalars(statement, {"wanted": listed(wanted, dialect)}).all()

    return chosen


def _gone() -> Any:
    entry, payload = log_rows.audit_entry.c, log_rows.audit_payload.c
    told = (
        payload.changes.like(f'%"protected_identity":"{word.value}"%')
        for word in ProtectedIdentity
        if word is not ProtectedIdentity.NONE
    )
    return (
        select(entry.subject_id)
        .distinct()
        .join_from(
            log_rows.audit_entry,
            log_rows.audit_payload,
            and_(payload.event_id == entry.event_id, payload.position == entry.position),
        )
        .where(entry.subject_kind == "person")
        .where(~exists().where(rows.person_table.c.id == entry.subject_id))
        .where(or_(*told))
    )


class WholeLines:
    """What one read transaction sees, line by line."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.protected = protected_in(connection)

    def lines(self, table: Table, names: Sequence[str], *, protected: bool) -> Iterator[bytes]:
        """The table's rows as JSON, in the order of its key; ``protected``: those that lie apart.

        In constant memory, however many they are.
        """
        statement = self._statement(table, names, protected=protected)
        if statement is None:
            return
        dialect = self._connection.dialect.name
        values = {
            name: listed(getattr(self.protected, name), dialect)
            for name in ("persons", "numbers", "records")
        }
        options = {"stream_results": True, "yield_per": _CHUNK}
        for row in self._connection.execute(statement, values, execution_options=options):
            yield line_of(names, row)

    def _statement(self, table: Table, names: Sequence[str], *, protected: bool) -> Any:
        hidden = self._hidden(table)
        if hidden is None and protected:
            return None
        statement = all_rows(self._connection, table, names)
        if hidden is not None:
            hidden = func.coalesce(hidden, false())
            statement = statement.where(hidden if protected else not_(hidden))
        if table is log_rows.audit_chain:
            # One that nothing has been logged in says nothing.
            statement = statement.where(table.c.seq > 0)
        return statement

    def _hidden(self, table: Table) -> ColumnElement[bool] | None:
        """What tells that a row of the table lies apart; None: nothing of the table does."""
        if self.protected.nobody:
            return None
        columns = table.c
        if table is log_rows.audit_entry:
            return self._entry_hidden()
        if table is log_rows.audit_payload:
            entry = log_rows.audit_entry.c
            return exists().where(
                entry.event_id == columns.event_id,
                entry.position == columns.position,
                self._entry_hidden(),
            )
        told = [
            self._among(columns[column], wanted)
            for column, wanted in _TELLS.get(table.name, _TELLS_ELSE)
            if column in columns
        ]
        return or_(*told) if told else None

    def _entry_hidden(self) -> ColumnElement[bool]:
        entry, other = log_rows.audit_entry, log_rows.audit_entry.alias("other")
        beside = select(other.c.event_id).where(
            other.c.subject_kind == "person", self._among(other.c.subject_id, "persons")
        )
        return or_(
            self._among(entry.c.subject_id, "persons"),
            self._among(entry.c.subject_id, "records"),
            and_(entry.c.subject_kind.in_(_LOGGED_APART), entry.c.event_id.in_(beside)),
        )

    def _among(self, column: Any, wanted: str) -> ColumnElement[bool]:
        return among(column, wanted, self._connection.dialect.name)


_TELLS_ELSE = (("person_id", "persons"), ("other_id", "persons"))
_TELLS = {
    "person": (("id", "persons"),),
    "settled_difference": (("number", "numbers"),),
    "disagreement_step": (("disagreement_id", "records"),),
    "disagreement_deviation": (("disagreement_id", "records"), ("deviation_id", "records")),
    "audit_event": (("subject_id", "persons"), ("subject_id", "records")),
}
"""By which columns a row concerns somebody with protected identity."""


def all_rows(connection: Connection, table: Table, names: Sequence[str]) -> Any:
    """Every row of the table, in the order of its key compared as bytes."""
    shared = connection.dialect.name == "postgresql"
    columns = (
        type_coerce(table.c[name], String()) if _is_time(table, name) else table.c[name]
        for name in names
    )
    order = (
        one.collate("C") if shared and isinstance(one.type, String) else one
        for one in table.primary_key.columns
    )
    return select(*columns).order_by(*order)


def _is_time(table: Table, name: str) -> bool:
    return isinstance(table.c[name].type, Instant)


def line_of(names: Sequence[str], row: Row[Any]) -> bytes:
    """A row as one line of JSON."""
    return _ENCODER.encode(dict(zip(names, row, strict=True))).encode() + b"\n"


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_iso)
