"""What was done to a record and by whom, and what an event changed (for undo)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, text

from munhalsa.adapters.store.columns import Instant
from munhalsa.adapters.store.queries.run import Run
from munhalsa.application.ports import AuditLine, EventContent, Head, HistoryLine
from munhalsa.domain.undo import undone_events

_OF_SUBJECT = text(
    """
    SELECT e.id, e.time, e.user_id, e.user_name, e.action
      FROM audit_entry n JOIN audit_event e ON e.id = n.event_id
     WHERE n.subject_id = :subject ORDER BY e.time DESC, e.seq DESC
    """
)

_LINE = text("SELECT id, time, user_id, user_name, action FROM audit_event WHERE id = :event")

_UNDOINGS = text("SELECT id, undoes FROM audit_event WHERE undoes IS NOT NULL")

_EVENT = text("SELECT id, action, subject_kind, subject_id FROM audit_event WHERE id = :event")

_CHANGES = text(
    """
    SELECT n.subject_kind, n.subject_id, p.changes
      FROM audit_entry n JOIN audit_payload p
        ON p.event_id = n.event_id AND p.position = n.position
     WHERE n.event_id = :event ORDER BY n.position
    """
)

_LATEST = text(
    """
    SELECT id, time, user_id, user_name, role, purpose, action, subject_kind, subject_id
      FROM audit_event ORDER BY time DESC, seq DESC LIMIT :limit
    """
)


_LOG_OF = text(
    """
    SELECT id, time, user_id, user_name, role, purpose, action, subject_kind, subject_id
      FROM audit_event
     WHERE id IN (SELECT event_id FROM audit_entry WHERE subject_id IN :subjects)
     ORDER BY time DESC, seq DESC
    """
).bindparams(bindparam("subjects", expanding=True))

_ABOUT_PERSONS = text(
    """
    SELECT id FROM audit_event
     WHERE time >= :first AND time < :before
       AND id IN (SELECT event_id FROM audit_entry WHERE subject_kind = 'person')
     ORDER BY time, seq
    """
).bindparams(bindparam("first", type_=Instant), bindparam("before", type_=Instant))

_LINES = text(
    """
    SELECT id, time, user_id, user_name, role, purpose, action, subject_kind, subject_id
      FROM audit_event WHERE id IN :events ORDER BY time, seq
    """
).bindparams(bindparam("events", expanding=True))

_HEADS = text("SELECT chain, seq, hash FROM audit_chain ORDER BY chain")


class SqlHistoryQueries:
    """Reads of the audit log that are not checks of it."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def of_subject(self, subject: str) -> Sequence[HistoryLine]:
        """What was done to a person or unit, newest first."""
        undone = undone_events((row.id, row.undoes) for row in self._run(_UNDOINGS))
        return [_line(row, undone) for row in self._run(_OF_SUBJECT, {"subject": subject})]

    def of_events(self, events: Collection[str]) -> Sequence[HistoryLine]:
        """Those events, in no order; none for what is not in the log."""
        undone = undone_events((row.id, row.undoes) for row in self._run(_UNDOINGS))
        rows = (self._run(_LINE, {"event": event}).one_or_none() for event in events)
        return [_line(row, undone) for row in rows if row is not None]

    def content(self, event: str) -> EventContent | None:
        """The event and every change it made, in order; None if there is no such event."""
        found = self._run(_EVENT, {"event": event}).one_or_none()
        if found is None:
            return None
        changes: list[Mapping[str, Any]] = []
        for row in self._run(_CHANGES, {"event": event}):
            changes += json.loads(row.changes)
        return EventContent(event=found.id, action=found.action, changes=tuple(changes))

    def latest(self, limit: int) -> Sequence[AuditLine]:
        """The newest events of the log."""
        return [_audit_line(row) for row in self._run(_LATEST, {"limit": limit})]

    def log_of(self, subjects: Collection[str]) -> Sequence[AuditLine]:
        """Every event that concerned one of them, what was only read too, newest first."""
        return [_audit_line(row) for row in self._run(_LOG_OF, {"subjects": list(subjects)})]

    def about_persons(self, first: datetime, before: datetime) -> Sequence[str]:
        """The events of a time that concerned a person, in the order of the log."""
        return [row.id for row in self._run(_ABOUT_PERSONS, {"first": first, "before": before})]

    def lines(self, events: Sequence[str]) -> Sequence[AuditLine]:
        """Those events, oldest first; none for what is not in the log."""
        return [_audit_line(row) for row in self._run(_LINES, {"events": list(events)})]

    def heads(self) -> Mapping[str, Head]:
        """The head of each chain."""
        return {row.chain: Head(seq=row.seq, hash=row.hash) for row in self._run(_HEADS)}


def _audit_line(row: Any) -> AuditLine:
    return AuditLine(
        event=row.id,
        time=datetime.fromisoformat(row.time),
        user=row.user_name,
        user_id=row.user_id or "",
        role=row.role,
        purpose=row.purpose,
        action=row.action,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
    )


def _line(row: Any, undone: Collection[str]) -> HistoryLine:
    return HistoryLine(
        event=row.id,
        time=datetime.fromisoformat(row.time),
        user=row.user_name,
        user_id=row.user_id or "",
        action=row.action,
        undone=row.id in undone,
    )
