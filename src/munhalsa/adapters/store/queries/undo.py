"""Reading the log for taking back an event, and finding what stands on it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select, text

from munhalsa.adapters.store import log_rows
from munhalsa.adapters.store.first_shelves import Shelf
from munhalsa.adapters.store.prepared import among, listed
from munhalsa.adapters.store.queries.run import Run
from munhalsa.adapters.store.records import from_image
from munhalsa.adapters.store.shelves import SHELF_NAMED, SHELF_OF, SHELVES
from munhalsa.domain.undo import LoggedEvent, RecordChange

_LATER = text(
    """
    SELECT e.id, e.undoes, theirs.subject_id
      FROM audit_entry mine
      JOIN audit_event x ON x.id = mine.event_id
      JOIN audit_entry theirs ON theirs.subject_id = mine.subject_id
       AND theirs.event_id <> mine.event_id
      JOIN audit_event e ON e.id = theirs.event_id
       AND (e.chain = x.chain AND e.seq > x.seq OR e.chain <> x.chain AND e.time >= x.time)
      JOIN audit_payload p ON p.event_id = theirs.event_id AND p.position = theirs.position
       AND p.changes <> '[]'
     WHERE mine.event_id = :event
     ORDER BY e.time, e.id
    """
)

_LAST = text(
    """
    SELECT n.event_id FROM audit_entry n
      JOIN audit_event e ON e.id = n.event_id
      JOIN audit_payload p ON p.event_id = n.event_id AND p.position = n.position
     WHERE n.subject_id = :subject AND p.changes LIKE :mark
     ORDER BY e.time DESC, e.seq DESC LIMIT 1
    """
)


_LOST = text(
    """
    SELECT EXISTS (
        SELECT 1 FROM audit_entry n WHERE n.event_id = :event AND NOT EXISTS (
            SELECT 1 FROM audit_payload p
             WHERE p.event_id = n.event_id AND p.position = n.position))
    """
)


class SqlUndoQueries:
    """The same statements on both engines."""

    def __init__(self, run: Run, *, dialect: str) -> None:
        self._run = run
        self._dialect = dialect

    def event(self, event: str) -> LoggedEvent | None:
        columns = log_rows.audit_event.c
        found = self._run(
            select(
                columns.id,
                columns.user_id,
                columns.action,
                columns.subject_kind,
                columns.subject_id,
                columns.undoes,
            ).where(columns.id == event)
        ).one_or_none()
        return None if found is None else LoggedEvent(**found._mapping)

    def changes(self, event: str, *, subjects: Collection[str] | None = None) -> list[RecordChange]:
        entry, payload = log_rows.audit_entry.c, log_rows.audit_payload.c
        wanted = (
            select(entry.subject_id, payload.changes)
            .join_from(
                log_rows.audit_entry,
                log_rows.audit_payload,
                (entry.event_id == payload.event_id) & (entry.position == payload.position),
            )
            .where(entry.event_id == event)
            .order_by(entry.position)
        )
        values: dict[str, Any] = {}
        if subjects is not None:
            wanted = wanted.where(among(entry.subject_id, "subjects", self._dialect))
            values["subjects"] = listed(subjects, self._dialect)
        return [
            _change(row.subject_id, change)
            for row in self._run(wanted, values)
            for change in json.loads(row.changes)
        ]

    def has_lost_content(self, event: str) -> bool:
        return bool(self._run(_LOST, {"event": event}).scalar_one())

    def undoings(self) -> Sequence[tuple[str, str]]:
        columns = log_rows.audit_event.c
        found = self._run(select(columns.id, columns.undoes).where(columns.undoes.is_not(None)))
        return [(row.id, row.undoes) for row in found]

    def later_events(self, event: str) -> dict[str, tuple[str | None, list[str]]]:
        later: dict[str, tuple[str | None, list[str]]] = {}
        for row in self._run(_LATER, {"event": event}):
            later.setdefault(row.id, (row.undoes, []))[1].append(row.subject_id)
        return later

    def referring(self, created: Mapping[type[Any], Collection[str]]) -> list[RecordChange]:
        known = {each for ids in created.values() for each in ids}
        found: dict[str, RecordChange] = {}
        for kind, ids in created.items():
            target = SHELF_OF[kind].table
            for shelf in SHELVES:
                for key in shelf.table.foreign_keys:
                    if key.column.table is target:
                        for record in self._pointing(shelf, key.parent, ids):
                            if record.id not in known:
                                found[record.id] = record
        return list(found.values())

    def _pointing(self, shelf: Shelf, column: Any, ids: Collection[str]) -> list[RecordChange]:
        table = shelf.table
        wanted = select(table.c.id, table.c[shelf.subject_column].label("subject")).where(
            among(column, "ids", self._dialect)
        )
        return [
            RecordChange(kind=shelf.record, id=row.id, subject=row.subject, before={}, after={})
            for row in self._run(wanted, {"ids": listed(ids, self._dialect)})
        ]

    def last_event_of(self, record: RecordChange) -> str | None:
        values = {"subject": record.subject, "mark": f'%"id":"{record.id}"%'}
        event: str | None = self._run(_LAST, values).scalars().first()
        return event


def _change(subject: str, change: Mapping[str, Any]) -> RecordChange:
    shelf = SHELF_NAMED[change["table"]]
    before, after = change["before"], change["after"]
    return RecordChange(
        kind=shelf.record,
        id=change["id"],
        subject=subject,
        before=None if before is None else from_image(shelf.table, before),
        after=None if after is None else from_image(shelf.table, after),
    )
