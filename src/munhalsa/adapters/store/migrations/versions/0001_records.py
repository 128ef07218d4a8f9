"""The records: municipality, units, persons, certificates, answers, accounts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
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
        "account",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("founder", sa.Boolean(), nullable=False),
        sa.Column("sees_protected", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *stamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "delivered_export",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("left_out_protected", sa.Integer(), nullable=False),
        sa.Column("left_out_consent", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        *stamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivered_export")),
    )
    op.create_table(
        "district",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "sort_key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        *stamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district")),
        sa.UniqueConstraint("sort_key", name=op.f("uq_district_sort_key")),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("rows_in", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("duplicate", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        *stamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "municipality",
        sa.Column("id", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("street", sa.String(), nullable=True),
        sa.Column("postal_code", sa.String(), nullable=True),
        sa.Column("city", sa.String(), nullable=True),
        *stamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column(
            "sort_key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("protected_identity", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("needs_interpreter", sa.Boolean(), nullable=False),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.Column("moved_out_on", sa.Date(), nullable=True),
        sa.Column("moved_out_to", sa.String(), nullable=True),
        sa.Column("handler_id", sa.String(length=36), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["handler_id"], ["account.id"], name=op.f("fk_person_handler_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("number", name=op.f("uq_person_number")),
    )
    op.create_index(op.f("ix_person_handler_id"), "person", ["handler_id"], unique=False)
    op.create_index(
        op.f("ix_person_protected_identity_id"),
        "person",
        ["protected_identity", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_person_sort_key_id"), "person", ["sort_key", "id"], unique=False)
    op.create_table(
        "population",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        *stamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population")),
        sa.UniqueConstraint(
            "municipality_code",
            "year",
            "age",
            name=op.f("uq_population_municipality_code_year_age"),
        ),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        *stamps(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("key", "valid_from", name=op.f("uq_setting_key_valid_from")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "sort_key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=True),
        sa.Column("postal_code", sa.String(), nullable=True),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("care_staff", sa.Integer(), nullable=True),
        sa.Column("responsible_name", sa.String(), nullable=False),
        sa.Column("responsible_phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("entry_instructions", sa.String(), nullable=True),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("run_by", sa.String(), nullable=False),
        sa.Column("contractor", sa.String(), nullable=True),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("district_id", sa.String(length=36), nullable=True),
        sa.Column("lies_in", sa.String(length=4), nullable=True),
        sa.Column("no_visits_until", sa.Date(), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_unit_district_id_district")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    op.create_index(op.f("ix_unit_parent_id"), "unit", ["parent_id"], unique=False)
    op.create_index(op.f("ix_unit_district_id"), "unit", ["district_id"], unique=False)
    op.create_index(op.f("ix_unit_sort_key"), "unit", ["sort_key"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("unit_id", sa.String(length=36), nullable=True),
        sa.Column("district_id", sa.String(length=36), nullable=True),
        sa.Column("authorised_by", sa.String(), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_role_grant_account_id_account")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_role_grant_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_role_grant_district_id_district")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index(op.f("ix_role_grant_unit_id"), "role_grant", ["unit_id"], unique=False)
    op.create_index(op.f("ix_role_grant_district_id"), "role_grant", ["district_id"], unique=False)
    op.create_index(op.f("ix_role_grant_account_id"), "role_grant", ["account_id"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("criterion", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.Column("letter_to", sa.String(), nullable=True),
        sa.Column("replaces_id", sa.String(length=36), nullable=True),
        sa.Column("rule_set_version", sa.String(), nullable=True),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("handed_over_to", sa.String(length=4), nullable=True),
        *stamps(),
        sa.CheckConstraint(
            "(ended IS NULL) = (end_reason IS NULL)", name=op.f("ck_certificate_end_has_reason")
        ),
        sa.CheckConstraint(
            "last_day IS NULL OR last_day >= issued", name=op.f("ck_certificate_period")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["certificate.id"], name=op.f("fk_certificate_replaces_id_certificate")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
    )
    op.create_index(
        op.f("ix_certificate_issued_last_day"), "certificate", ["issued", "last_day"], unique=False
    )
    op.create_index(op.f("ix_certificate_person_id"), "certificate", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_certificate_replaces_id"), "certificate", ["replaces_id"], unique=False
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("mandate", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("gets_letters", sa.Boolean(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("may_be_told", sa.String(), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contact_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_person_id"), "contact", ["person_id"], unique=False)
    op.create_table(
        "dentist",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_dentist_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dentist")),
    )
    op.create_index(op.f("ix_dentist_person_id"), "dentist", ["person_id"], unique=False)
    op.create_table(
        "former_number",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_former_number_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_number")),
        sa.UniqueConstraint("number", name=op.f("uq_former_number_number")),
    )
    op.create_index(
        op.f("ix_former_number_person_id"), "former_number", ["person_id"], unique=False
    )
    op.create_table(
        "residence",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=True),
        sa.Column("room", sa.String(), nullable=True),
        sa.Column("care_of", sa.String(), nullable=True),
        sa.Column("street", sa.String(), nullable=True),
        sa.Column("postal_code", sa.String(), nullable=True),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        *stamps(),
        sa.CheckConstraint(
            "to_day IS NULL OR to_day >= from_day", name=op.f("ck_residence_period")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_residence_person_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_residence_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residence")),
    )
    op.create_index(op.f("ix_residence_person_id"), "residence", ["person_id"], unique=False)
    op.create_index(op.f("ix_residence_unit_id"), "residence", ["unit_id"], unique=False)
    op.create_table(
        "response",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("answered", sa.Date(), nullable=False),
        sa.Column("wants", sa.Boolean(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_by_name", sa.String(), nullable=True),
        sa.Column("passed_on", sa.Boolean(), nullable=False),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_response_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
    )
    op.create_index(
        op.f("ix_response_person_id_answered_id"),
        "response",
        ["person_id", "answered", "id"],
        unique=False,
    )
    op.create_table(
        "unit_name",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        *stamps(),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_name_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_name")),
    )
    op.create_index(op.f("ix_unit_name_unit_id"), "unit_name", ["unit_id"], unique=False)
    op.create_table(
        "registration",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("certificate_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("marked_at", sa.String(length=32), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("registered_by", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_registration_certificate_id_certificate"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_registration_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint(
            "certificate_id", "kind", name=op.f("uq_registration_certificate_id_kind")
        ),
    )
    op.create_index(
        op.f("ix_registration_certificate_id"), "registration", ["certificate_id"], unique=False
    )
    op.create_index(op.f("ix_registration_person_id"), "registration", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_registration_state_certificate_id"),
        "registration",
        ["state", "certificate_id"],
        unique=False,
    )
    op.create_table(
        "unit_registration",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("marked_at", sa.String(length=32), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("registered_by", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        *stamps(),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_unit_registration_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_registration")),
        sa.UniqueConstraint("unit_id", "kind", name=op.f("uq_unit_registration_unit_id_kind")),
    )
    if op.get_bind().dialect.name == "postgresql":
        _no_overlaps_postgresql()
    else:
        _no_overlaps_sqlite()


def _no_overlaps_postgresql() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.execute(
        "ALTER TABLE certificate ADD CONSTRAINT certificate_overlap EXCLUDE USING gist "
        "(person_id WITH =, daterange(issued, last_day, '[]') WITH &&) WHERE (voided_on IS NULL)"
    )
    op.execute(
        "ALTER TABLE residence ADD CONSTRAINT residence_overlap EXCLUDE USING gist "
        "(person_id WITH =, kind WITH =, daterange(from_day, to_day, '[]') WITH &&)"
    )


def _no_overlaps_sqlite() -> None:
    for name, moment in (
        ("insert", "INSERT"),
        ("update", "UPDATE OF person_id, issued, last_day, voided_on"),
    ):
        op.execute(
            f"CREATE TRIGGER certificate_overlap_{name} BEFORE {moment} ON certificate "
            "WHEN NEW.voided_on IS NULL AND EXISTS (SELECT 1 FROM certificate c "
            "WHERE c.person_id = NEW.person_id AND c.id <> NEW.id AND c.voided_on IS NULL "
            "AND (c.last_day IS NULL OR c.last_day >= NEW.issued) "
            "AND (NEW.last_day IS NULL OR NEW.last_day >= c.issued)) "
            "BEGIN SELECT RAISE(ABORT, 'certificate_overlap'); END"
        )
    for name, moment in (
        ("insert", "INSERT"),
        ("update", "UPDATE OF person_id, kind, from_day, to_day"),
    ):
        op.execute(
            f"CREATE TRIGGER residence_overlap_{name} BEFORE {moment} ON residence "
            "WHEN EXISTS (SELECT 1 FROM residence r "
            "WHERE r.person_id = NEW.person_id AND r.kind = NEW.kind AND r.id <> NEW.id "
            "AND (r.to_day IS NULL OR r.to_day >= NEW.from_day) "
            "AND (NEW.to_day IS NULL OR NEW.to_day >= r.from_day)) "
            "BEGIN SELECT RAISE(ABORT, 'residence_overlap'); END"
        )


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema")
