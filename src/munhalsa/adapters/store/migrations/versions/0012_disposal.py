"""Lists of whom to dispose of, who approved them, and their receipts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disposal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("looked_at", sa.Date(), nullable=False),
        sa.Column("persons", sa.Text(), nullable=False),
        sa.Column("asked_for", sa.Integer(), nullable=False),
        sa.Column("archive_first", sa.Boolean(), nullable=False),
        sa.Column("requested_by", sa.String(length=36), nullable=False),
        sa.Column("requested_at", sa.String(length=32), nullable=False),
        sa.Column("approved_by", sa.String(length=36), nullable=True),
        sa.Column("approved_at", sa.String(length=32), nullable=True),
        sa.Column("delivered_at", sa.String(length=32), nullable=True),
        sa.Column("delivered_sha256", sa.String(length=64), nullable=True),
        sa.Column("archive_reference", sa.String(), nullable=True),
        sa.Column("used_at", sa.String(length=32), nullable=True),
        sa.Column("carried_out_on", sa.Date(), nullable=True),
        sa.Column("disposed", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.Column("log_contents", sa.Integer(), nullable=True),
        sa.Column("rules", sa.Text(), nullable=True),
        sa.Column("backups_gone_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.String(length=4), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["account.id"], name=op.f("fk_disposal_requested_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["account.id"], name=op.f("fk_disposal_approved_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal")),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> requested_by",
            name=op.f("ck_disposal_two_people"),
        ),
    )


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema")
