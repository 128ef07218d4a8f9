"""One deed, one transaction: rows, audit event and search index, written whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import (
    Connection,
    CursorResult,
    Executable,
    Result,
    Table,
    delete,
    insert,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.store import audit, search_index
from munhalsa.adapters.store.errors import CONFLICT, explained
from munhalsa.adapters.store.reader import StoreReader
from munhalsa.adapters.store.records import plain, to_row
from munhalsa.adapters.store.rows import SHELF_OF, Shelf
from munhalsa.application.ports import Changes, Committed, Deed, Session
from munhalsa.domain.refusal import Rejected

R = TypeVar("R")
_STAMPED = ("municipality_id", "created_at", "created_by", "changed_at", "changed_by")


class StoreUnitOfWork(StoreReader):
    """Collects what a deed changes; new rows are written in bulk just before they are needed."""

    def __init__(
        self,
        connection: Connection,
        *,
        deed: Deed,
        session: Session,
        chain: str,
        municipality: str,
        event: str,
        now: datetime,
    ) -> None:
        super().__init__(connection)
        self._deed = deed
        self._session = session
        self._chain = chain
        self._municipality = municipality
        self._event = event
        self.now = now
        self._waiting: dict[Table, list[dict[str, Any]]] = {}
        self._changes: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
        self._kinds: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.rollback()
        self._connection.close()

    def redeem(self, deed: Deed) -> None:
        """Tell the log something truer about the deed than was known when it began."""
        self._deed = deed

    def add(self, record: Any) -> None:
        shelf = SHELF_OF[type(record)]
        self.add_row(shelf, to_row(record))

    def add_row(self, shelf: Shelf, row: dict[str, Any]) -> None:
        """A new row, with stamps; an undone deed's redo brings its own."""
        image = dict(row)
        row.setdefault("municipality_id", self._municipality)
        for moment, who in (("created_at", "created_by"), ("changed_at", "changed_by")):
            row.setdefault(moment, self.now)
            row.setdefault(who, self._session.account_id)
        self._waiting.setdefault(shelf.table, []).append(row)
        self._record(shelf, row, before=None, after=image)

    def change(self, record: R, **fields: Any) -> R:
        shelf = SHELF_OF[type(record)]
        old = to_row(record)
        new = {name: plain(value) for name, value in fields.items() if old[name] != plain(value)}
        if new:
            self.change_row(shelf, old, new)
        self.flush()
        return self.get(type(record), old["id"])

    def change_row(self, shelf: Shelf, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Write new values over the version that was read; refused if it is there no more."""
        self.flush()
        table = shelf.table
        values = {
            **new,
            "version": old["version"] + 1,
            "changed_at": self.now,
            "changed_by": self._session.account_id,
        }
        done = self._execute(
            update(table)
            .where(table.c.id == old["id"], table.c.version == old["version"])
            .values(values)
        )
        if done.rowcount != 1:
            raise Rejected(*CONFLICT)
        before = {name: old[name] for name in new}
        self._record(shelf, old, before=before, after=dict(new))

    def remove(self, record: Any) -> None:
        shelf = SHELF_OF[type(record)]
        self.remove_row(shelf, to_row(record))

    def remove_row(self, shelf: Shelf, old: Mapping[str, Any]) -> None:
        """Take a row away at the version that was read."""
        self.flush()
        table = shelf.table
        done = self._execute(
            delete(table).where(table.c.id == old["id"], table.c.version == old["version"])
        )
        if done.rowcount != 1:
            raise Rejected(*CONFLICT)
        image = {name: value for name, value in old.items() if name not in _STAMPED}
        self._record(shelf, old, before=image, after=None)

    def next_number(self, series: str) -> int:
        statement = text(
            "INSERT INTO counter (series, value) VALUES (:series, 1) "
            "ON CONFLICT (series) DO UPDATE SET value = counter.value + 1 RETURNING value"
        )
        return int(self._execute(statement, {"series": series}).scalar_one())

    def flush(self) -> None:
        """Write the waiting rows, in the order in which their tables were first used."""
        waiting, self._waiting = self._waiting, {}
        for table, values in sorted(waiting.items(), key=lambda pair: _RANK[pair[0].name]):
            self._execute(insert(table), values)

    def commit(self) -> Committed:
        self.flush()
        try:
            return self._write_out()
        except DBAPIError as error:
            raise explained(error) from None

    def _write_out(self) -> Committed:
        search_index.refresh(self._connection, self._touched_persons())
        audit.append(
            self._connection,
            chain=self._chain,
            id=self._event,
            time=self.now,
            session=self._session,
            deed=self._deed,
            entries=[
                audit.Entry(kind, subject, changes)
                for (kind, subject), changes in self._changes.items()
            ],
        )
        self._connection.commit()
        subjects = frozenset(subject for _, subject in self._changes)
        return Committed(
            event=self._event, changes=Changes(kinds=frozenset(self._kinds), subjects=subjects)
        )

    def _record(
        self,
        shelf: Shelf,
        row: Mapping[str, Any],
        *,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        self._kinds.add(shelf.table.name)
        self._changes[shelf.subject_kind, row[shelf.subject_column]].append(
            {"table": shelf.table.name, "id": row["id"], "before": before, "after": after}
        )

    def _touched_persons(self) -> list[str]:
        if not self._kinds & search_index.INDEXED:
            return []
        return [
            subject
            for (kind, subject), changes in self._changes.items()
            if kind == "person"
            and any(change["table"] in search_index.INDEXED for change in changes)
        ]

    def run(self, statement: Executable, values: Mapping[str, Any] | None = None, /) -> Result[Any]:
        if self._waiting:
            self.flush()
        return self._execute(statement, values)

    def _execute(self, statement: Executable, values: Any = None) -> CursorResult[Any]:
        try:
            return self._connection.execute(statement, values)
        except DBAPIError as error:
            raise explained(error) from None


_RANK = {
    table.name: rank
    for rank, table in enumerate(next(iter(SHELF_OF.values())).table.metadata.sorted_tables)
}
