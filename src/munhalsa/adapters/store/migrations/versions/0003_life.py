"""Candidates, offers, notes, merges, and whom the municipality has for contacts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def stamps() -> list[sa.Column[Any]]:
    """Who made the record and who changed it last."""
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.String(length=4), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "dental_contract",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("contact_name", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        *stamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dental_contract")),
    )
    op.create_table(
        "municipality_contact",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("district_id", sa.String(length=36), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["district_id"],
            ["district.id"],
            name=op.f("fk_municipality_contact_district_id_district"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality_contact")),
    )
    op.create_index(
        op.f("ix_municipality_contact_district_id"),
        "municipality_contact",
        ["district_id"],
        unique=False,
    )
    op.create_table(
        "candidate",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("again_on", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_candidate_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("person_id", name=op.f("uq_candidate_person_id")),
    )
    op.create_index(
        op.f("ix_candidate_state_again_on"), "candidate", ["state", "again_on"], unique=False
    )
    op.create_table(
        "disclosure",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("details", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_disclosure_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
    )
    op.create_index(op.f("ix_disclosure_person_id"), "disclosure", ["person_id"], unique=False)
    op.create_table(
        "merge",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("other_id", sa.String(length=36), nullable=False),
        sa.Column("other_number", sa.String(length=12), nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("merged_on", sa.Date(), nullable=False),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_merge_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
        sa.UniqueConstraint("other_id", name=op.f("uq_merge_other_id")),
    )
    op.create_index(op.f("ix_merge_person_id"), "merge", ["person_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_note_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_person_id"), "note", ["person_id"], unique=False)
    op.create_table(
        "offer",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("offered", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("offered_by", sa.String(), nullable=False),
        sa.Column("reminder", sa.Integer(), nullable=False),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_offer_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    op.create_index(
        op.f("ix_offer_person_id_offered_id"), "offer", ["person_id", "offered", "id"], unique=False
    )
    op.create_table(
        "paper_step",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_paper_step_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_step")),
    )
    op.create_index(op.f("ix_paper_step_person_id"), "paper_step", ["person_id"], unique=False)
    op.create_table(
        "support",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_support_person_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_support_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support")),
    )
    op.create_index(op.f("ix_support_person_id"), "support", ["person_id"], unique=False)
    op.create_index(op.f("ix_support_unit_id"), "support", ["unit_id"], unique=False)
    op.create_table(
        "came_under",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("merge_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["merge_id"], ["merge.id"], name=op.f("fk_came_under_merge_id_merge")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_came_under_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_came_under")),
    )
    op.create_index(op.f("ix_came_under_merge_id"), "came_under", ["merge_id"], unique=False)
    op.create_index(op.f("ix_came_under_person_id"), "came_under", ["person_id"], unique=False)
    op.create_table(
        "eligibility_decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("certificate_id", sa.String(length=36), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=True),
        sa.Column("issued", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("rule_set_version", sa.String(), nullable=False),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_eligibility_decision_certificate_id_certificate"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_eligibility_decision_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility_decision")),
    )
    op.create_index(
        op.f("ix_eligibility_decision_certificate_id"),
        "eligibility_decision",
        ["certificate_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_eligibility_decision_person_id"),
        "eligibility_decision",
        ["person_id"],
        unique=False,
    )


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema")
