"""How far each chain of the log has been dropped, and guards that let go of no more than that.

Whatever the program says, the last five years by the clock of the database stay.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_IDS = (
    "SELECT e.id FROM audit_event e JOIN audit_chain c ON c.chain = e.chain "
    "WHERE e.seq <= c.dropped"
)


def upgrade() -> None:
    op.add_column(
        "audit_chain", sa.Column("dropped", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "audit_chain",
        sa.Column("dropped_hash", sa.String(length=64), server_default="0" * 64, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


def _sqlite() -> None:
    op.execute("DROP TRIGGER audit_event_delete")
    op.execute("DROP TRIGGER audit_entry_delete")
    op.execute(
        "CREATE TRIGGER audit_event_delete BEFORE DELETE ON audit_event "
        "WHEN OLD.seq > COALESCE((SELECT dropped FROM audit_chain WHERE chain = OLD.chain), 0) "
        "OR OLD.time >= strftime('%Y-%m-%dT%H:%M:%S', 'now', '-5 years') "
        "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry "
        "WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = OLD.event_id) "
        "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    )


def _postgresql() -> None:
    for table in ("audit_event", "audit_entry"):
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        )
    op.execute(
        "CREATE FUNCTION audit_keep_event() RETURNS trigger LANGUAGE plpgsql "
        "SET search_path = public AS $body$ BEGIN "
        "IF OLD.seq > COALESCE((SELECT dropped FROM audit_chain WHERE chain = OLD.chain), 0) "
        "OR OLD.time::timestamptz >= now() - interval '5 years' "
        "THEN RAISE EXCEPTION 'append_only'; END IF; RETURN OLD; END $body$"
    )
    op.execute(
        "CREATE FUNCTION audit_keep_entry() RETURNS trigger LANGUAGE plpgsql "
        "SET search_path = public AS $body$ BEGIN "
        "IF EXISTS (SELECT 1 FROM audit_event WHERE id = OLD.event_id) "
        "THEN RAISE EXCEPTION 'append_only'; END IF; RETURN OLD; END $body$"
    )
    for name in ("event", "entry"):
        op.execute(
            f"CREATE TRIGGER audit_{name}_kept BEFORE DELETE ON audit_{name} "
            f"FOR EACH ROW EXECUTE FUNCTION audit_keep_{name}()"
        )
    op.execute(
        "CREATE FUNCTION audit_mark(p_before text) RETURNS void "
        "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $body$ BEGIN "
        "IF p_before::timestamptz > now() - interval '5 years' "
        "THEN RAISE EXCEPTION 'append_only'; END IF; "
        "UPDATE audit_chain SET dropped = f.seq, dropped_hash = f.hash FROM ("
        "SELECT e.chain, e.seq, e.hash FROM audit_event e JOIN ("
        "SELECT c.chain, COALESCE((SELECT min(y.seq) FROM audit_event y "
        "WHERE y.chain = c.chain AND y.time >= p_before), c.seq + 1) - 1 AS last "
        "FROM audit_chain c) l ON e.chain = l.chain AND e.seq = l.last) f "
        "WHERE audit_chain.chain = f.chain AND f.seq > audit_chain.dropped; END $body$"
    )
    op.execute(
        "CREATE FUNCTION audit_drop() RETURNS void "
        "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $body$ BEGIN "
        f"DELETE FROM audit_payload WHERE event_id IN ({_IDS}); "
        "DELETE FROM audit_event e USING audit_chain c "
        "WHERE c.chain = e.chain AND e.seq <= c.dropped; "
        "DELETE FROM audit_entry n WHERE NOT EXISTS "
        "(SELECT 1 FROM audit_event e WHERE e.id = n.event_id); END $body$"
    )


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema")
