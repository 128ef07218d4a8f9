"""The audit chain: each event holds the hash of the one before (spec: security, audit)."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text

from munhalsa.adapters.store import log_rows
from munhalsa.adapters.store.bulk import insert_rows
from munhalsa.adapters.store.prepared import Prepared
from munhalsa.adapters.store.records import image_text
from munhalsa.application.ports import Deed, Session
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import StoreUnavailable

GENESIS = "0" * 64
EMBEDDED_CHAIN = "store"
"""The one chain of an embedded store."""
_SALT_BYTES = 16
_SALT = 2 * _SALT_BYTES
_NO_CHANGES = image_text([])

# The hash covers these columns in this order; adding one is a new format of the chain.
HASHED = (
    "chain",
    "seq",
    "id",
    "time",
    "user_id",
    "user_name",
    "role",
    "purpose",
    "action",
    "subject_kind",
    "subject_id",
    "undoes",
    "details",
    "entries",
    "content",
    "previous",
)
_EVENT = (*HASHED, "hash")


def event_hash(event: Mapping[str, Any]) -> str:
    """SHA-256 (hex) over an event's fields and the hash of the one before."""
    form = json.dumps([event[name] for name in HASHED], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(form.encode()).hexdigest()


def entry_digest(salt: str, changes: str) -> str:
    """SHA-256 (hex) of one payload; the salt keeps a guessed payload from being confirmed."""
    return hashlib.sha256(f"{salt}\n{changes}".encode()).hexdigest()


class Content:
    """An event's entries, added in their order: how many, and what its hash covers of them."""

    def __init__(self) -> None:
        self.entries = 0
        self._sum = hashlib.sha256()

    def add(self, kind: str, subject: str, digest: str) -> None:
        """One entry more, by the digest of its payload."""
        self.entries += 1
        self._sum.update(f"{kind}\n{subject}\n{digest}\n".encode())

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over kind, subject and payload digest of each."""
        return self._sum.hexdigest()

    def copy(self) -> Content:
        """As it is now."""
        copied = Content()
        copied.entries, copied._sum = self.entries, self._sum.copy()
        return copied


@dataclass(frozen=True, slots=True)
class Entry:
    """What an event did to one subject; without changes it is something that was read."""

    subject_kind: str
    subject_id: str
    changes: Sequence[Mapping[str, Any]]


def write_ahead(connection: Connection, entry: Entry, *, event: str, content: Content) -> None:
    """Write an entry of an event that is to come, and add it to the event's content.

    Only ``append`` makes it count; both are done in one transaction.
    """
    _write_entries(connection, *_entry_rows(event, (entry,), content))


def append(
    connection: Connection,
    *,
    chain: str,
    id: str,
    time: datetime,
    session: Session,
    deed: Deed,
    entries: Sequence[Entry],
    ahead: Content | None = None,
) -> None:
    """Write one event with its entries behind the head of the chain, in the open transaction.

    ``ahead`` is its content as far as that has been written already.
    """
    content = Content() if ahead is None else ahead.copy()
    entry_rows, payload_rows = _entry_rows(id, entries, content)
    head = _locked_head(connection, chain)
    event: dict[str, Any] = {
        "chain": chain,
        "seq": head[0] + 1,
        "id": id,
        "time": time.astimezone(UTC).isoformat(timespec="microseconds"),
        "user_id": session.account_id,
        "user_name": session.name,
        "role": "+".join(sorted(session.roles)),
        "purpose": deed.purpose,
        "action": deed.action,
        "subject_kind": deed.subject_kind,
        "subject_id": deed.subject_id,
        "undoes": deed.undoes,
        "details": image_text([dict(deed.details)])[1:-1],
        "entries": content.entries,
        "content": content.digest,
        "previous": head[1],
    }
    event["hash"] = event_hash(event)
    if connection.dialect.name == "postgresql":
        _APPEND.done(connection, event)
    else:
        insert_rows(connection, log_rows.audit_event, [event])
        _MOVE_HEAD.done(connection, event)
    _write_entries(connection, entry_rows, payload_rows)


def _write_entries(
    connection: Connection,
    entry_rows: Sequence[Mapping[str, Any]],
    payload_rows: Sequence[Mapping[str, Any]],
) -> None:
    insert_rows(connection, log_rows.audit_entry, entry_rows)
    insert_rows(connection, log_rows.audit_payload, payload_rows)


# Nobody may insert into the log; this function, owned by the schema's owner, appends. The p_ of its
# parameters keeps them from shadowing columns.
_APPEND = Prepared(
    lambda _dialect: text(
        "SELECT audit_append(" + ", ".join(f"p_{name} => :{name}" for name in _EVENT) + ")"
    )
)
_HEAD = Prepared(lambda _dialect: text("SELECT seq, hash FROM audit_chain WHERE chain = :chain"))
_MOVE_HEAD = Prepared(
    lambda _dialect: text("UPDATE audit_chain SET seq = :seq, hash = :hash WHERE chain = :chain")
)


def _entry_rows(
    event: str, entries: Sequence[Entry], content: Content
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of entries that come next in the content, to which they are added."""
    entry_rows: list[dict[str, Any]] = []
    payload_rows: list[dict[str, Any]] = []
    salts = secrets.token_hex(_SALT_BYTES * len(entries))
    for number, entry in enumerate(entries):
        position = content.entries
        changes = image_text(entry.changes) if entry.changes else _NO_CHANGES
        salt = salts[number * _SALT : (number + 1) * _SALT]
        digest = entry_digest(salt, changes)
        content.add(entry.subject_kind, entry.subject_id, digest)
        entry_rows.append(
            {
                "event_id": event,
                "position": position,
                "subject_kind": entry.subject_kind,
                "subject_id": entry.subject_id,
                "digest": digest,
            }
        )
        payload_rows.append(
            {"event_id": event, "position": position, "salt": salt, "changes": changes}
        )
    return entry_rows, payload_rows


def start_chain(connection: Connection, chain: str) -> None:
    """Begin a chain at its genesis: one for an embedded store, one a session on PostgreSQL."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT audit_start(:chain)"), {"chain": chain})
    else:
        connection.execute(
            insert(log_rows.audit_chain), {"chain": chain, "seq": 0, "hash": GENESIS}
        )


def _locked_head(connection: Connection, chain: str) -> tuple[int, str]:
    found = _HEAD.rows(connection, {"chain": chain})
    if not found:
        raise StoreUnavailable(
            "audit_chain_missing",
            "Loggen saknas i registret. Läs tillbaka den senaste säkerhetskopian.",
        )
    seq, digest = found[0]
    return seq, digest


def heads(connection: Connection) -> dict[str, tuple[int, str]]:
    """Sequence number and hash of the newest event of each chain.

    Asks for no other column: a store of any older form is backed up before it is migrated.
    """
    chain = log_rows.audit_chain.c
    found = connection.execute(select(chain.chain, chain.seq, chain.hash).order_by(chain.chain))
    return {row.chain: (row.seq, row.hash) for row in found}
