"""Whether the log is whole: every event, entry and payload, and every head that was witnessed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, select, text

from munhalsa.adapters.store import audit
from munhalsa.adapters.store.checkpoint import (
    ACTION,
    Checkpoint,
    beginnings,
    digest_of,
    newest_checkpoint,
)
from munhalsa.adapters.store.log_in import BEGAN
from munhalsa.adapters.store.log_rows import audit_event
from munhalsa.domain.log_cleaning import DISPOSED, GONE, LINK_BROKEN

Place = tuple[str, int]
Begin = tuple[int, str]
_GENESIS = (0, audit.GENESIS)
_CHUNK = 1000
_NO_CONTENT = audit.Content().digest


@dataclass(slots=True)
class LogFindings:
    """What is wrong, told by the number of the event; the first faults only, and how many.

    ``dropped`` events are gone behind ``checkpoint``, as they may be.
    """

    events: int = 0
    dropped: int = 0
    checkpoint: Checkpoint | None = None
    faults: list[str] = field(default_factory=list)
    total: int = 0

    def fault(self, what: str) -> None:
        """One more fault."""
        self.total += 1
        if len(self.faults) < 5:
            self.faults.append(what)


def check_log(connection: Connection) -> LogFindings:
    """Go through the whole log once, in constant memory."""
    findings = LogFindings()
    begins = _begins(connection, findings)
    _check_chains(connection, findings, begins)
    _check_contents(connection, findings)
    return findings


def _stream(connection: Connection, statement: Any) -> Iterator[Row[Any]]:
    options = {"stream_results": True, "yield_per": _CHUNK}
    yield from connection.execute(statement, execution_options=options)


def _begins(connection: Connection, findings: LogFindings) -> Mapping[str, Begin]:
    """Where each chain begins; at its genesis, unless the newest checkpoint says otherwise."""
    begins, checkpoint = beginnings(connection), newest_checkpoint(connection)
    if checkpoint is None and not begins:
        return {}
    if checkpoint is None or checkpoint.begins != digest_of(begins):
        findings.fault("äldre händelser saknas utan en undertecknad kontrollpunkt som stämmer")
        return {}
    findings.checkpoint = checkpoint
    findings.dropped = sum(seq for seq, _ in begins.values())
    return begins


def _check_chains(
    connection: Connection, findings: LogFindings, begins: Mapping[str, Begin]
) -> None:
    heads = audit.heads(connection)
    statement = select(audit_event).order_by(audit_event.c.chain, audit_event.c.seq)
    witnessed = _witnessed(connection, findings, begins)
    for chain, events in groupby(_stream(connection, statement), key=attrgetter("chain")):
        last = _check_chain(events, findings, witnessed, begins.get(chain, _GENESIS))
        if heads.pop(chain, None) != last:
            findings.fault(f"loggens slut stämmer inte efter händelse {last[0]}")
    for chain, (seq, head) in heads.items():
        begin = begins.get(chain, _GENESIS)
        if (seq, head) != begin:
            findings.fault(f"{seq - begin[0]} händelser saknas i slutet av loggen")
    for _, seq in witnessed:
        findings.fault(f"händelse {seq} som en senare händelse intygar saknas")


def _check_chain(
    events: Iterable[Row[Any]], findings: LogFindings, witnessed: dict[Place, str], begin: Begin
) -> Begin:
    seq, head = begin
    for row in events:
        event = dict(row._mapping)
        findings.events += 1
        if event["seq"] != seq + 1:
            findings.fault(f"händelse {seq + 1} saknas")
        elif event["previous"] != head:
            findings.fault(f"händelse {event['seq']} följer inte på den före")
        if event["hash"] != audit.event_hash(event):
            findings.fault(f"händelse {event['seq']} är ändrad")
        elif event["entries"] == 0 and event["content"] != _NO_CONTENT:
            findings.fault(f"händelse {event['seq']} har blivit av med sitt innehåll")
        seq, head = event["seq"], event["hash"]
        if witnessed.pop((event["chain"], seq), head) != head:
            findings.fault(f"händelse {seq} är en annan än den som en senare händelse intygar")
    return seq, head


def _witnessed(
    connection: Connection, findings: LogFindings, begins: Mapping[str, Begin]
) -> dict[Place, str]:
    """The heads that first events of sessions hold of others (PostgreSQL), and checkpoints of all.

    Those of events that are dropped are let go of, the last one compared.
    """
    columns = audit_event.c
    statement = select(columns.seq, columns.details).where(
        columns.action.in_((BEGAN, ACTION)), columns.details != "{}"
    )
    found: dict[Place, str] = {}
    for row in _stream(connection, statement):
        try:
            heads = json.loads(row.details).get("heads", {})
            for chain, (seq, head) in heads.items():
                begin = begins.get(chain, _GENESIS)
                if seq < begin[0]:
                    continue
                if found.setdefault((chain, seq), head) != head:
                    findings.fault(f"två händelser intygar olika om händelse {seq}")
        except (ValueError, TypeError, AttributeError):
            findings.fault(f"händelse {row.seq} är ändrad")
    for chain, (seq, head) in begins.items():
        if found.pop((chain, seq), head) != head:
            findings.fault(f"händelse {seq} är en annan än den som en senare händelse intygar")
    return found


_CONTENTS = text(
    """
    SELECT n.event_id, n.position, n.subject_kind, n.subject_id, n.digest,
           p.salt, p.changes, e.seq, e.entries, e.content
      FROM audit_entry n
      LEFT JOIN audit_payload p ON p.event_id = n.event_id AND p.position = n.position
      LEFT JOIN audit_event e ON e.id = n.event_id
     ORDER BY n.event_id, n.position
    """
)
_WITHOUT_ENTRIES = text(
    "SELECT seq FROM audit_event e WHERE entries > 0 "
    "AND NOT EXISTS (SELECT 1 FROM audit_entry n WHERE n.event_id = e.id)"
)
_STRAY_PAYLOADS = text(
    "SELECT count(*) FROM audit_payload p WHERE NOT EXISTS "
    "(SELECT 1 FROM audit_entry n WHERE n.event_id = p.event_id AND n.position = p.position)"
)


_CLEANING = (LINK_BROKEN, DISPOSED)
_DISPOSED = text(
    "SELECT n.subject_id FROM audit_entry n JOIN audit_event e ON e.id = n.event_id "
    "WHERE e.action = :action AND n.subject_kind <> 'disposal'"
)
_LOST = text(
    "SELECT n.event_id, n.position, n.subject_id FROM audit_entry n LEFT JOIN audit_payload p "
    "ON p.event_id = n.event_id AND p.position = n.position WHERE p.event_id IS NULL"
)


def _check_contents(connection: Connection, findings: LogFindings) -> None:
    cleaned, disposed = _cleaned(connection, findings, carried=True), _disposed(connection)
    for _, rows in groupby(_stream(connection, _CONTENTS), key=attrgetter("event_id")):
        _check_entries(rows, findings, cleaned, disposed)
    for row in _stream(connection, _WITHOUT_ENTRIES):
        findings.fault(f"händelse {row.seq} har blivit av med sitt innehåll")
    stray = connection.scalar(_STRAY_PAYLOADS) or 0
    if stray:
        findings.fault(f"{stray} innehåll hör inte till någon händelse")


def content_told_gone(connection: Connection, *, carried: bool) -> set[Place]:
    """The content that is gone and that receipts in the log answer for, by event and position.

    ``carried``: also what the newest checkpoint carries on of receipts that are dropped.
    """
    cleaned = _cleaned(connection, LogFindings(), carried=carried)
    disposed = _disposed(connection)
    return {
        (row.event_id, row.position)
        for row in _stream(connection, _LOST)
        if (row.event_id, row.position) in cleaned or row.subject_id in disposed
    }


def _disposed(connection: Connection) -> set[str]:
    return set(connection.scalars(_DISPOSED, {"action": DISPOSED}))


def _cleaned(connection: Connection, findings: LogFindings, *, carried: bool) -> set[Place]:
    """The content that later events say they have taken away, by event and position."""
    columns = audit_event.c
    statement = select(columns.seq, columns.details).where(columns.action.in_(_CLEANING))
    checkpoint = newest_checkpoint(connection) if carried else None
    earlier = {} if checkpoint is None else checkpoint.gone
    found = {(event, position) for event, places in earlier.items() for position in places}
    for row in _stream(connection, statement):
        try:
            for event, positions in json.loads(row.details)[GONE].items():
                found.update((event, position) for position in positions)
        except (ValueError, TypeError, AttributeError, KeyError):
            findings.fault(f"händelse {row.seq} är ändrad")
    return found


def _check_entries(
    rows: Iterable[Row[Any]], findings: LogFindings, cleaned: set[Place], disposed: set[str]
) -> None:
    """The entries of one event, which may be many and long: no two are looked at together."""
    content, seq, told = audit.Content(), 0, (0, "")
    for row in rows:
        if row.seq is None:
            findings.fault("innehåll finns kvar efter en händelse som saknas")
            return
        seq, told = row.seq, (row.entries, row.content)
        content.add(row.subject_kind, row.subject_id, row.digest)
        if row.changes is None:
            if (row.event_id, row.position) in cleaned or row.subject_id in disposed:
                continue
            findings.fault(f"händelse {seq} har blivit av med en del av sitt innehåll")
        elif audit.entry_digest(row.salt, row.changes) != row.digest:
            findings.fault(f"händelse {seq} har fått sitt innehåll ändrat")
    if (content.entries, content.digest) != told:
        findings.fault(f"händelse {seq} har fått sitt innehåll ändrat")


def check_anchors(
    connection: Connection, anchored: Iterable[tuple[str, int, str]]
) -> tuple[list[str], Mapping[str, int]]:
    """Faults, and by chain the newest event that an anchor holds."""
    faults: list[str] = []
    newest: dict[str, int] = {}
    begins = beginnings(connection)
    for chain, seq, head in sorted(set(anchored)):
        newest[chain] = max(seq, newest.get(chain, 0))
        begin, columns = begins.get(chain, _GENESIS), audit_event.c
        if seq < begin[0]:
            # Gone behind a checkpoint, whose own place another anchor holds.
            continue
        found = (
            begin[1]
            if seq == begin[0]
            else connection.scalar(
                select(columns.hash).where(columns.chain == chain, columns.seq == seq)
            )
        )
        if found is None:
            faults.append(f"händelse {seq}, som är förankrad, saknas")
        elif found != head:
            faults.append(f"händelse {seq} är en annan än den som är förankrad")
    return faults, newest
