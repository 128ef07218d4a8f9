"""The program's own tables: users, settings, what was taken in and what was handed out."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from munhalsa.adapters.store.columns import (
    Instant,
    id_column,
    link_to,
    metadata,
    stamps,
)

account_table = Table(
    "account",
    metadata,
    id_column(),
    Column("name", String, nullable=False, unique=True),
    Column("founder", Boolean, nullable=False),
    Column("sees_protected", Boolean, nullable=False),
    Column("ended_on", Date),
    *stamps(),
)

role_grant = Table(
    "role_grant",
    metadata,
    id_column(),
    link_to("account"),
    Column("role", String, nullable=False),
    Column("until", Date),
    link_to("unit", nullable=True),
    link_to("district", nullable=True),
    Column("authorised_by", String),
    *stamps(),
)

setting = Table(
    "setting",
    metadata,
    id_column(),
    Column("key", String, nullable=False),
    Column("value", String, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("source", String),
    *stamps(),
    UniqueConstraint("key", "valid_from"),
)

import_batch = Table(
    "import_batch",
    metadata,
    id_column(),
    Column("kind", String, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("rows_in", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("duplicate", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("event_id", String(36)),
    Column("undone", Boolean, nullable=False),
    *stamps(),
)

remembered_mapping = Table(
    "remembered_mapping",
    metadata,
    id_column(),
    Column("kind", String, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("columns", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("noted_on", Date, nullable=False),
    *stamps(),
)

delivered_export = Table(
    "delivered_export",
    metadata,
    id_column(),
    Column("profile", String, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("left_out_protected", Integer, nullable=False),
    Column("left_out_consent", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    *stamps(),
)

# Written before the export that they belong to: its file's fingerprint is known when they are all.
delivered_part = Table(
    "delivered_part",
    metadata,
    id_column(),
    Column(
        "export_id",
        String(36),
        ForeignKey("delivered_export.id", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    Column("position", Integer, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("lines", Text, nullable=False),
    *stamps(),
    UniqueConstraint("export_id", "position"),
)
