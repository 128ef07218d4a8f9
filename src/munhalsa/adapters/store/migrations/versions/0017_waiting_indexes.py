"""Indexes that hold all that two more lists ask: what is to be registered, and what soon ends."""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_certificate_validity", table_name="certificate")
    op.create_index(
        "ix_certificate_validity",
        "certificate",
        ["person_id", "issued", "last_day", "handed_over_on", "voided_on", "valid_to"],
    )
    op.create_index(
        "ix_registration_waiting", "registration", ["state", "person_id", "kind", "since"]
    )


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema")
