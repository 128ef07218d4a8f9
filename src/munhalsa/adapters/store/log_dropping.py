"""Dropping the oldest events of the log, behind a checkpoint that is signed and stays.

Nothing else takes an event away: the database itself lets go only of what ``audit_chain`` counts as
dropped and what is older than five years by its own clock (migration 0013).
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, text

from munhalsa.adapters.store import audit
from munhalsa.adapters.store.audit_check import content_told_gone
from munhalsa.adapters.store.checkpoint import ACTION, beginnings, digest_of, signed
from munhalsa.adapters.store.log_in import heads_to_witness
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.vault.checkpoint_key import CheckpointKey, fingerprint
from munhalsa.application.ports import Deed, Session
from munhalsa.application.ports_keeping import LogDropped, LogOld

# One at a time in a shared database; its sessions go on writing their own chains.
_ALONE = text("SELECT pg_advisory_xact_lock(7304120)")
_COUNT = text(
    "SELECT count(*) AS gone, min(e.time) AS first, max(e.time) AS last FROM audit_event e "
    "JOIN audit_chain c ON c.chain = e.chain WHERE e.seq <= c.dropped"
)
_LOST = text(
    "SELECT n.event_id, n.position FROM audit_entry n LEFT JOIN audit_payload p "
    "ON p.event_id = n.event_id AND p.position = n.position WHERE p.event_id IS NULL"
)
_OLD = text(
    """
    SELECT count(*) AS gone, min(e.time) AS first, max(e.time) AS last FROM audit_event e JOIN (
      SELECT c.chain, COALESCE((SELECT min(y.seq) FROM audit_event y
                                 WHERE y.chain = c.chain AND y.time >= :before),
                               c.seq + 1) - 1 AS last
        FROM audit_chain c) l ON e.chain = l.chain
     WHERE e.seq <= l.last
    """
)
_MARK = text(
    """
    UPDATE audit_chain SET dropped = f.seq, dropped_hash = f.hash FROM (
      SELECT e.chain, e.seq, e.hash FROM audit_event e JOIN (
        SELECT c.chain, COALESCE((SELECT min(y.seq) FROM audit_event y
                                   WHERE y.chain = c.chain AND y.time >= :before),
                                 c.seq + 1) - 1 AS last
          FROM audit_chain c) l ON e.chain = l.chain AND e.seq = l.last) f
    WHERE audit_chain.chain = f.chain AND f.seq > audit_chain.dropped
    """
)
_DROP = (
    text(
        "DELETE FROM audit_payload WHERE event_id IN (SELECT e.id FROM audit_event e "
        "JOIN audit_chain c ON c.chain = e.chain WHERE e.seq <= c.dropped)"
    ),
    text(
        "DELETE FROM audit_event WHERE EXISTS (SELECT 1 FROM audit_chain c "
        "WHERE c.chain = audit_event.chain AND audit_event.seq <= c.dropped)"
    ),
    text(
        "DELETE FROM audit_entry WHERE NOT EXISTS "
        "(SELECT 1 FROM audit_event e WHERE e.id = audit_entry.event_id)"
    ),
)


class _NothingOld(Exception):
    pass


def count_old(engine: Engine, before: datetime) -> LogOld | None:
    """What ``drop_events`` would drop; None: nothing."""
    with engine.connect() as connection:
        found = connection.execute(_OLD, _limit(before)).one()
    if not found.gone:
        return None
    first, last = _days(found.first, found.last)
    return LogOld(count=found.gone, first=first, last=last)


def _limit(before: datetime) -> dict[str, str]:
    return {"before": before.astimezone(UTC).isoformat(timespec="microseconds")}


def _days(*times: str) -> list[date]:
    return [datetime.fromisoformat(one).astimezone().date() for one in times]


def drop_events(
    store: SqlStore,
    before: datetime,
    *,
    event: str,
    key: CheckpointKey,
    session: Session,
    now: datetime,
) -> LogDropped | None:
    """Drop what was logged before that time, of each chain from its beginning on; None: nothing.

    Of a chain whose clock was set back only what no later event is older than goes.
    """
    done: list[LogDropped] = []

    def drop(connection: Connection) -> None:
        done.append(_drop(connection, before, store.chain, event, key, session, now))

    try:
        store.in_transaction(drop)
    except _NothingOld:
        return None
    return done[0]


def _drop(
    connection: Connection,
    before: datetime,
    chain: str,
    event: str,
    key: CheckpointKey,
    session: Session,
    now: datetime,
) -> LogDropped:
    shared = connection.dialect.name == "postgresql"
    if shared:
        connection.execute(_ALONE)
    marking = text("SELECT audit_mark(:before)") if shared else _MARK
    connection.execute(marking, _limit(before))
    found = connection.execute(_COUNT).one()
    if not found.gone:
        raise _NothingOld
    days = _days(found.first, found.last)
    begins, heads = digest_of(beginnings(connection)), heads_to_witness(connection)
    gone = _let_go(connection)
    details: dict[str, Any] = {
        "before": before.astimezone().date().isoformat(),
        "count": found.gone,
        "first": days[0].isoformat(),
        "last": days[1].isoformat(),
        "begins": begins,
        "heads": heads,
        "gone": gone,
    }
    audit.append(
        connection,
        chain=chain,
        id=event,
        time=now,
        session=session,
        deed=Deed(
            action=ACTION,
            subject_kind="audit",
            subject_id="",
            details=signed(event, json.loads(json.dumps(details)), key),
        ),
        entries=(),
    )
    return LogDropped(
        event=event,
        count=found.gone,
        first=days[0],
        last=days[1],
        before=before.astimezone().date(),
        key=fingerprint(key.public),
    )


def _let_go(connection: Connection) -> dict[str, list[int]]:
    """Take away what is counted as dropped; the content gone from events that stay.

    It is what receipts had told that have now gone themselves.
    """
    told = content_told_gone(connection, carried=True)
    shared = connection.dialect.name == "postgresql"
    for statement in (text("SELECT audit_drop()"),) if shared else _DROP:
        connection.execute(statement)
    if not told:
        return {}
    missing = {tuple(row) for row in connection.execute(_LOST)}
    untold = told & missing - content_told_gone(connection, carried=False)
    found: dict[str, list[int]] = {}
    for event, position in sorted(untold):
        found.setdefault(event, []).append(position)
    return found
