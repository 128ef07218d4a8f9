"""One deed, one transaction: rows, audit event and search index, written whole or not at all."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from types import MappingProxyType, TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Executable, Result, Table, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from munhalsa.adapters.store import audit, search_index
from munhalsa.adapters.store.bulk import delete_rows, insert_rows, update_rows
from munhalsa.adapters.store.edit_waves import waves
from munhalsa.adapters.store.errors import CONFLICT, PointsNowhere, explained
from munhalsa.adapters.store.first_shelves import Shelf
from munhalsa.adapters.store.forgetting import forget
from munhalsa.adapters.store.prepared import Prepared, Row, among, listed, together
from munhalsa.adapters.store.reader import StoreReader
from munhalsa.adapters.store.records import plain, to_row
from munhalsa.adapters.store.restoring import Batch, Move, batches, moves_of, wanted_rows
from munhalsa.adapters.store.shelves import SHELF_NAMED, SHELF_OF
from munhalsa.adapters.store.sight import lifted
from munhalsa.adapters.store.sight_guard import SightGuard
from munhalsa.application.ports import Changes, Committed, Deed, Edit, Session
from munhalsa.application.ports_disposal import Disposed
from munhalsa.application.ports_undo import PutBack, Reset, Step
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected

R = TypeVar("R")
Changed = tuple[Mapping[str, Any], Mapping[str, Any]]
"""A row as it was read, with its id and version at the least, and what is set anew."""
STANDS_ON_SOMETHING = (
    "undo_blocked",
    "Det går inte att ångra, för något som det hör ihop med har ändrats eller tagits bort.",
)
_PERSON = SHELF_OF[Person]
_COUNTED = Prepared(
    lambda _dialect: text(
        "INSERT INTO counter (series, value) VALUES (:series, :count) "
        "ON CONFLICT (series) DO UPDATE SET value = counter.value + :count RETURNING value"
    )
)
_STAMPED = ("municipality_id", "created_at", "created_by", "changed_at", "changed_by")


class StoreUnitOfWork(StoreReader):
    """Collects what a deed changes; rows are written in bulk just before they are needed."""

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
        seen: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        super().__init__(connection)
        self._seen = dict(seen)
        self._deed = deed
        self._session = session
        self._chain = chain
        self.event = event
        self.now = now
        self.municipality = municipality
        self._waiting: dict[Table, list[dict[str, Any]]] = {}
        self._changing: dict[Table, list[Changed]] = {}
        self._changes: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
        self._kinds: set[str] = set()
        self._newcomers: set[str] = set()
        self._written: set[str] = set()
        self._ahead = audit.Content()
        self._guard = SightGuard(self._connection)
        self._stamps: dict[str, Any] = {
            "municipality_id": municipality,
            "created_at": now,
            "created_by": session.account_id,
            "changed_at": now,
            "changed_by": session.account_id,
        }

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
        """A new row, which gets its stamps when it is written."""
        self._guard.admit(shelf, row, born=True)
        self._waiting.setdefault(shelf.table, []).append(row)
        self._newcomers.add(row["id"])
        self._record(shelf, row, before=None, after=row)

    def add_at_once(self, record: Any) -> None:
        shelf, row = SHELF_OF[type(record)], to_row(record)
        name = shelf.table.name
        self._guard.admit(shelf, row, born=True)
        self._kinds.add(name)
        self._written.add(name)
        change = {"table": name, "id": row["id"], "before": None, "after": row}
        entry = audit.Entry(shelf.subject_kind, row[shelf.subject_column], (change,))
        with _TOLD_PLAINLY, together(self._connection, what=f"INSERT INTO {name}", rows=1):
            insert_rows(self._connection, shelf.table, [row], alike=self._stamps)
            audit.write_ahead(self._connection, entry, event=self.event, content=self._ahead)

    def find(self, kind: type[R], /, *, order_by: str = "id", **equal: Any) -> list[R]:
        """What belongs to somebody new in this deed is known without asking: nothing older can."""
        if SHELF_OF[kind].table.name not in self._written and any(
            isinstance(value, str) and value in self._newcomers for value in equal.values()
        ):
            return []
        return super().find(kind, order_by=order_by, **equal)

    def change(self, record: R, **fields: Any) -> R:
        shelf = SHELF_OF[type(record)]
        old = to_row(record)
        new = {name: plain(value) for name, value in fields.items() if old[name] != plain(value)}
        if not new:
            return record
        self.change_row(shelf, old, new)
        if self._guard.confines:
            # It may have been led out of sight.
            return self.get(type(record), old["id"])
        changed: R = replace(record, **fields, version=old["version"] + 1)  # type: ignore[type-var]
        return changed

    def change_row(self, shelf: Shelf, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """New values over the version that was read; refused if it is there no more.

        Changes that wait are written before the new rows that wait: no rule of a table holds for
        all of them and not for a part, save that a row which another leads to must be there.
        """
        self._guard.admit(shelf, old)
        self._check_seen(old["id"], old["version"])
        if not self._newcomers.isdisjoint({old["id"], *new.values()}):
            self.flush()
        self._changing.setdefault(shelf.table, []).append((old, self._anew(old["version"], new)))
        self._record(shelf, old, before={name: old[name] for name in new}, after=dict(new))

    def _check_seen(self, id: str, version: int) -> None:
        """Refuse to write over what somebody else made of it since it was shown.

        Asked before the first change only: what comes after stands on the deed's own.
        """
        if self._seen.pop(id, version) != version:
            raise Rejected(*CONFLICT)

    def _anew(self, version: int, new: Mapping[str, Any]) -> dict[str, Any]:
        """The new values of a row with the stamps that go with them."""
        stamps = {name: self._stamps[name] for name in ("changed_at", "changed_by")}
        return {**new, "version": version + 1, **stamps}

    def change_all(self, edits: Sequence[Edit]) -> None:
        self.flush()
        for wave in waves(edits):
            for (kind, names), alike in wave.items():
                self._change_alike(SHELF_OF[kind], names, alike)

    def _change_alike(self, shelf: Shelf, names: tuple[str, ...], edits: Sequence[Edit]) -> None:
        """One statement for changes of the same fields in one table."""
        for edit in edits:
            self._guard.admit(shelf, {"id": edit.id, shelf.subject_column: edit.subject})
            self._check_seen(edit.id, edit.version)
        changes = [
            (
                {"id": edit.id, "version": edit.version},
                self._anew(edit.version, {name: plain(edit.after[name]) for name in names}),
            )
            for edit in edits
        ]
        self._update(shelf.table, changes)
        for edit in edits:
            self._record(
                shelf,
                {"id": edit.id, shelf.subject_column: edit.subject},
                before={name: plain(edit.before[name]) for name in names},
                after={name: plain(edit.after[name]) for name in names},
            )

    def remove(self, record: Any) -> None:
        shelf = SHELF_OF[type(record)]
        self.remove_row(shelf, to_row(record))

    def remove_row(self, shelf: Shelf, old: Mapping[str, Any]) -> None:
        """Take a row away at the version that was read."""
        self.flush()
        self._delete(shelf, [old])
        image = {name: value for name, value in old.items() if name not in _STAMPED}
        self._record(shelf, old, before=image, after=None)

    def forget_before(self, person: str) -> Mapping[str, Sequence[int]]:
        self.flush()
        row = {"id": person}
        self._guard.admit(_PERSON, row)
        with lifted(self._connection):
            gone = forget(self._connection, person)
        # A change without content: the person's history and the search index are told of it.
        self._record(_PERSON, row, before={}, after={})
        return gone

    def dispose(self, persons: Collection[str]) -> Disposed:
        from munhalsa.adapters.store.disposing import dispose

        self.flush()
        for person in persons:
            self._guard.admit(_PERSON, {"id": person})
        try:
            with lifted(self._connection):
                gone = dispose(self._connection, persons)
        except DBAPIError as error:
            raise explained(error) from None
        for subject in gone.subjects:
            # Named without content: what was done to them is that nothing is left.
            self._changes[subject].extend(())
        self._kinds.update(gone.disposed.rows)
        return gone.disposed

    def added(self) -> Sequence[tuple[str, str, str]]:
        found = []
        for (kind, subject), changes in self._changes.items():
            for change in changes:
                shelf = SHELF_NAMED[change["table"]]
                person = subject if kind == "person" else (change["after"] or {}).get(shelf.about)
                if change["before"] is None and person is not None:
                    found.append((shelf.record.__name__, change["id"], person))
        return found

    def restore(self, steps: Sequence[Step]) -> None:
        self.flush()
        try:
            # Whoever is out of sight is refused as such when it comes to that step.
            with lifted(self._connection):
                rows = self._rows(wanted_rows(steps))
            for batch in batches(moves_of(steps, rows)):
                self._move(batch)
        except KeyError:
            raise Rejected(*CONFLICT) from None
        except (IntegrityError, PointsNowhere):
            raise Rejected(*STANDS_ON_SOMETHING) from None

    def _rows(
        self, wanted: Mapping[type[Any], Sequence[str]]
    ) -> dict[tuple[type[Any], str], Mapping[str, Any]]:
        """Whole rows with their stamps, by kind and id."""
        found: dict[tuple[type[Any], str], Mapping[str, Any]] = {}
        dialect = self._connection.dialect.name
        for kind, ids in wanted.items():
            table = SHELF_OF[kind].table
            statement = select(table).where(among(table.c.id, "ids", dialect))
            for row in self.run(statement, {"ids": listed(ids, dialect)}).mappings():
                found[kind, row["id"]] = dict(row)
        return found

    def _move(self, batch: Batch) -> None:
        shelf, moves = batch.shelf, batch.moves
        if batch.kind is Reset:
            names = tuple(moves[0].values)
            self._change_alike(shelf, names, [_edit(move) for move in moves])
            return
        if batch.kind is PutBack:
            values = [move.values for move in moves]
            for row in values:
                self._guard.admit(shelf, row, born=True)
            insert_rows(self._connection, shelf.table, values, alike=self._stamps)
            for row in values:
                self._record(shelf, row, before=None, after=dict(row))
            return
        rows = [dict(move.row or {}) for move in moves]
        self._delete(shelf, rows)
        for row in rows:
            self._record(shelf, row, before=row, after=None)

    def _delete(self, shelf: Shelf, rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            self._guard.admit(shelf, row)
            self._check_seen(row["id"], row["version"])
        with _TOLD_PLAINLY:
            gone = delete_rows(self._connection, shelf.table, rows)
        if gone != len(rows):
            raise Rejected(*CONFLICT)

    def _update(self, table: Table, changes: Sequence[Changed]) -> None:
        """Write changes of the same columns, each of a row that must be there as it was read."""
        with _TOLD_PLAINLY:
            met = update_rows(self._connection, table, changes)
        if met != len(changes):
            raise Rejected(*CONFLICT)

    def next_number(self, series: str) -> int:
        return self.next_numbers(series, 1)

    def next_numbers(self, series: str, count: int) -> int:
        with _TOLD_PLAINLY:
            ((value,),) = _COUNTED.rows(self._connection, {"series": series, "count": count})
        return int(value) - count + 1

    def flush(self) -> None:
        """Write what waits: in each table the changes in their order, then the new rows."""
        self._write_changes()
        if self._waiting:
            with _TOLD_PLAINLY, self._together():
                self._write_rows()

    def _together(self, *, also: Sequence[str] = (), rows: int = 0) -> AbstractContextManager[None]:
        """To a server in one go: the rows that wait, and what else is told of."""
        what = ", ".join((*(f"INSERT INTO {table.name}" for table in self._waiting), *also))
        most = max(rows, sum(map(len, self._waiting.values())))
        return together(self._connection, what=what, rows=most)

    def _write_changes(self) -> None:
        changing, self._changing = self._changing, {}
        for table, changes in changing.items():
            for _, alike in groupby(changes, key=lambda change: tuple(change[1])):
                self._update(table, list(alike))

    def _write_rows(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for table, values in sorted(waiting.items(), key=lambda pair: _RANK[pair[0].name]):
            insert_rows(self._connection, table, values, alike=self._stamps)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        self.flush()
        whole, kinds = self._changes, self._kinds
        self._changes, self._kinds = defaultdict(list), set()
        ahead = self._ahead.copy()
        try:
            with self._connection.begin_nested():
                yield
                self.flush()
            ahead = self._ahead
            for about, changes in self._changes.items():
                whole[about] += changes
            kinds |= self._kinds
        finally:
            self._waiting, self._changing = {}, {}
            self._changes, self._kinds, self._ahead = whole, kinds, ahead

    def commit(self) -> Committed:
        if self._guard.confines:
            self.flush()
            self._guard.check_born()
        self._write_changes()
        all_of_it = self._together(also=("index and event",), rows=len(self._changes))
        with _TOLD_PLAINLY:
            with lifted(self._connection), all_of_it:
                self._write_rows()
                self._write_out()
            self._connection.commit()
        subjects = frozenset(subject for _, subject in self._changes)
        return Committed(
            event=self.event, changes=Changes(kinds=frozenset(self._kinds), subjects=subjects)
        )

    def _write_out(self) -> None:
        """What goes with the rows: the index and the event."""
        touched = self._touched_persons()
        search_index.refresh(
            self._connection,
            touched,
            born=self._newcomers,
            written=self._written,
            named=dict(self._named_anew(touched)),
        )
        audit.append(
            self._connection,
            chain=self._chain,
            id=self.event,
            time=self.now,
            session=self._session,
            deed=self._deed,
            entries=[
                audit.Entry(kind, subject, changes)
                for (kind, subject), changes in self._changes.items()
            ],
            ahead=self._ahead,
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
        self._written.add(shelf.table.name)
        self._changes[shelf.subject_kind, row[shelf.subject_column]].append(
            {"table": shelf.table.name, "id": row["id"], "before": before, "after": after}
        )
        if shelf.about is not None and row.get(shelf.about) is not None:
            # The event stands in the person's history too, its changes only in the record's own.
            self._changes["person", row[shelf.about]].extend(())

    def _touched_persons(self) -> list[str]:
        if not self._kinds & search_index.INDEXED:
            return []
        return [
            subject
            for (kind, subject), changes in self._changes.items()
            if kind == "person"
            and any(change["table"] in search_index.INDEXED for change in changes)
        ]

    def _named_anew(self, persons: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The rows of persons that the deed itself has brought, as it leaves them."""
        for person in persons:
            changes = self._changes["person", person]
            told = [one for one in changes if one["table"] == _PERSON.table.name]
            if told and told[0]["before"] is None and told[-1]["after"] is not None:
                rows = [one["after"] for one in reversed(told)]
                yield person, rows[0] if len(rows) == 1 else ChainMap(*rows)

    def fetch_of(
        self, shelf: Shelf, statement: Prepared, values: Mapping[str, Any], /
    ) -> list[Row]:
        """What waits for other tables need not be written for it, unless sight is told by them."""
        table = shelf.table
        if self._guard.confines or table in self._waiting or table in self._changing:
            self.flush()
        with _TOLD_PLAINLY:
            return super().fetch(statement, values)

    def run(self, statement: Executable, values: Mapping[str, Any] | None = None, /) -> Result[Any]:
        self.flush()
        with _TOLD_PLAINLY:
            return super().run(statement, values)

    def fetch(self, statement: Prepared, values: Mapping[str, Any], /) -> list[Row]:
        self.flush()
        with _TOLD_PLAINLY:
            return super().fetch(statement, values)


class _ToldPlainly:
    """The engine's errors as refusals that say what to do; around each statement of a deed."""

    def __enter__(self) -> None:
        """Nothing to begin with."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, DBAPIError):
            raise explained(error) from None


_TOLD_PLAINLY = _ToldPlainly()


def _edit(move: Move) -> Edit:
    row = move.row or {}
    return Edit(
        kind=move.step.kind,
        id=move.step.id,
        version=row["version"],
        subject=move.subject,
        before={name: row[name] for name in move.values},
        after=move.values,
    )


_RANK = {
    table.name: rank
    for rank, table in enumerate(next(iter(SHELF_OF.values())).table.metadata.sorted_tables)
}
