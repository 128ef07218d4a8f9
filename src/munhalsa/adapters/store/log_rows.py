"""The tables beside the records: drafts, number series, the search index and the audit log."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, text

from munhalsa.adapters.store.columns import Instant, metadata

# What a user has typed but not saved: no record, so outside the log, history and undo.
draft = Table(
    "draft",
    metadata,
    Column("account_id", String(36), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("content", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
)

# Number series: never undone, so that no number is ever given twice.
counter = Table(
    "counter",
    metadata,
    Column("series", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

# Search: kept by the unit of work; search_index.py says what the kinds of terms are.
search_term = Table(
    "search_term",
    metadata,
    Column("kind", String, primary_key=True),
    Column("term", String().with_variant(String(collation="C"), "postgresql"), primary_key=True),
    Column(
        "order_key", String().with_variant(String(collation="C"), "postgresql"), primary_key=True
    ),
    Column("person_id", String(36), primary_key=True),
    Index(None, "person_id"),
    sqlite_with_rowid=False,
)

search_text = Table(
    "search_text",
    metadata,
    Column("line", Integer, primary_key=True, autoincrement=True),
    Column("person_id", String(36), nullable=False, unique=True),
    Column("text", String, nullable=False),
    Column("protected", Boolean, nullable=False),
)

# The audit log. A chain's head stands in audit_chain, so that a cut-off tail shows, and so does the
# last event that was dropped behind a checkpoint, which the first that is left follows on.
audit_chain = Table(
    "audit_chain",
    metadata,
    Column("chain", String(36), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("dropped", Integer, nullable=False, server_default="0"),
    Column("dropped_hash", String(64), nullable=False, server_default="0" * 64),
)

audit_event = Table(
    "audit_event",
    metadata,
    Column("chain", String(36), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("time", String(32), nullable=False),
    Column("user_id", String(36)),
    Column("user_name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("undoes", String(36)),
    Column("details", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("content", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "subject_id", "time"),
    Index(None, "undoes"),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("event_id", String(36), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", String(36), nullable=False),
    Column("digest", String(64), nullable=False),
    Index(None, "subject_id", "event_id"),
)

audit_payload = Table(
    "audit_payload",
    metadata,
    Column("event_id", String(36), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("salt", String(32), nullable=False),
    Column("changes", Text, nullable=False),
)

CHANGED_SINCE = text(
    "SELECT EXISTS (SELECT 1 FROM audit_event e JOIN audit_payload p ON p.event_id = e.id "
    "WHERE e.chain = :chain AND e.seq > :seq AND p.changes <> '[]')"
)
"""Whether an event of the chain behind that number changed a record; reads alone change none."""
