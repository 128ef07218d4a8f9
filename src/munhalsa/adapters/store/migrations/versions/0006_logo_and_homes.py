"""The municipality's logo, and an index of who lives where.

PostgreSQL took the GiST index that keeps homes (certificates) from overlapping for every question
about a person: by its estimate it costs as little as a b-tree, measured it costs six times as much.
Over an expression it serves the constraint alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "logo",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.String(length=4), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logo")),
    )
    op.drop_index(op.f("ix_residence_person_id"), table_name="residence")
    op.create_index(
        op.f("ix_residence_person_id_unit_id"),
        "residence",
        ["person_id", "unit_id"],
        unique=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        _overlaps_apart_from_reading()


def _overlaps_apart_from_reading() -> None:
    op.execute("ALTER TABLE residence DROP CONSTRAINT residence_overlap")
    op.execute(
        "ALTER TABLE residence ADD CONSTRAINT residence_overlap EXCLUDE USING gist "
        "((person_id || ' ' || kind) WITH =, daterange(from_day, to_day, '[]') WITH &&)"
    )
    op.execute("ALTER TABLE certificate DROP CONSTRAINT certificate_overlap")
    op.execute(
        "ALTER TABLE certificate ADD CONSTRAINT certificate_overlap EXCLUDE USING gist "
        "((person_id || ' ') WITH =, daterange(issued, last_day, '[]') WITH &&) "
        "WHERE (voided_on IS NULL)"
    )


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema")
