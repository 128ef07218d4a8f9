"""The audit log, the search index, the number series and the drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_chain",
        sa.Column("chain", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_audit_chain")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_audit_entry")),
    )
    op.create_index(
        op.f("ix_audit_entry_subject_id_event_id"),
        "audit_entry",
        ["subject_id", "event_id"],
        unique=False,
    )
    op.create_table(
        "audit_event",
        sa.Column("chain", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("time", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("undoes", sa.String(length=36), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("id", name=op.f("uq_audit_event_id")),
    )
    op.create_index(
        op.f("ix_audit_event_subject_id_time"), "audit_event", ["subject_id", "time"], unique=False
    )
    op.create_index(op.f("ix_audit_event_undoes"), "audit_event", ["undoes"], unique=False)
    op.create_table(
        "audit_payload",
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_audit_payload")),
    )
    op.create_table(
        "counter",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_counter")),
    )
    op.create_table(
        "draft",
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "kind", name=op.f("pk_draft")),
    )
    op.create_table(
        "search_term",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "term", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "order_key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint(
            "kind", "term", "order_key", "person_id", name=op.f("pk_search_term")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_term_person_id"), "search_term", ["person_id"], unique=False)
    op.create_table(
        "search_text",
        sa.Column("line", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("line", name=op.f("pk_search_text")),
        sa.UniqueConstraint("person_id", name=op.f("uq_search_text_person_id")),
    )
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def _sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE search_fts USING fts5"
        "(text, content='', contentless_delete=1, tokenize='trigram')"
    )
    op.execute("INSERT INTO search_fts (search_fts, rank) VALUES ('secure-delete', 1)")
    for table in ("audit_event", "audit_entry"):
        for moment in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{moment.lower()} BEFORE {moment} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
            )
    op.execute(
        "CREATE TRIGGER audit_payload_update BEFORE UPDATE ON audit_payload "
        "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    )


_COLUMNS = (
    ("chain", "text"),
    ("seq", "integer"),
    ("id", "text"),
    ("time", "text"),
    ("user_id", "text"),
    ("user_name", "text"),
    ("role", "text"),
    ("purpose", "text"),
    ("action", "text"),
    ("subject_kind", "text"),
    ("subject_id", "text"),
    ("undoes", "text"),
    ("details", "text"),
    ("entries", "integer"),
    ("content", "text"),
    ("previous", "text"),
    ("hash", "text"),
)


def _postgresql() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.execute("CREATE INDEX ix_search_text_text ON search_text USING gin (text gin_trgm_ops)")
    parameters = ", ".join(f"p_{name} {kind}" for name, kind in _COLUMNS)
    names = ", ".join(name for name, _ in _COLUMNS)
    values = ", ".join(f"p_{name}" for name, _ in _COLUMNS)
    op.execute(
        f"CREATE FUNCTION audit_append({parameters}) RETURNS void "
        "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $body$ BEGIN "
        "UPDATE audit_chain SET seq = p_seq, hash = p_hash "
        "WHERE chain = p_chain AND seq = p_seq - 1 AND hash = p_previous; "
        "IF NOT FOUND THEN RAISE EXCEPTION 'audit_chain_moved'; END IF; "
        f"INSERT INTO audit_event ({names}) VALUES ({values}); END $body$"
    )
    op.execute(
        "CREATE FUNCTION audit_start(p_chain text) RETURNS void "
        "LANGUAGE sql SECURITY DEFINER SET search_path = public AS $body$ "
        "INSERT INTO audit_chain (chain, seq, hash) VALUES (p_chain, 0, repeat('0', 64)) $body$"
    )
    op.execute(
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $body$ "
        "BEGIN RAISE EXCEPTION 'append_only'; END $body$"
    )
    for table, moments in (
        ("audit_event", "UPDATE OR DELETE"),
        ("audit_entry", "UPDATE OR DELETE"),
        ("audit_payload", "UPDATE"),
    ):
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE {moments} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        )


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema")
