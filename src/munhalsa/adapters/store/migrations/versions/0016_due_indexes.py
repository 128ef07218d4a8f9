"""Indexes that hold all that a list of those who wait asks of each person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_PERFORMED = sa.text(
    "duplicate_of_id IS NULL AND (outcome = 'performed'"
    " OR (outcome = 'partly_performed' AND counts_as_performed))"
)
_IN_NEED = sa.text("care_need IN ('not_urgent', 'urgent')")
_TELLING = ["person_id", "day", "care_need", "outcome", "counts_as_performed", "duplicate_of_id"]


def upgrade() -> None:
    op.drop_index("ix_certificate_person_id", table_name="certificate")
    op.create_index(
        "ix_certificate_validity",
        "certificate",
        ["person_id", "issued", "last_day", "handed_over_on", "voided_on"],
    )
    op.drop_index("ix_response_person_id_answered_id", table_name="response")
    op.create_index(
        "ix_response_person_id_answered_id_wants",
        "response",
        ["person_id", "answered", "id", "wants"],
    )
    for name, which in (
        ("ix_assessment_performed", _PERFORMED),
        ("ix_assessment_in_need", _IN_NEED),
    ):
        op.drop_index(name, table_name="assessment")
        op.create_index(name, "assessment", _TELLING, sqlite_where=which, postgresql_where=which)


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema")
