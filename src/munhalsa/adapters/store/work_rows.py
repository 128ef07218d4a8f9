"""The tables of the yearly work: visits, training, deviations, quarters, letters, approvals."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from munhalsa.adapters.store.columns import (
    Instant,
    id_column,
    link_to,
    metadata,
    sorted_text,
    stamps,
)

round_table = Table(
    "round",
    metadata,
    id_column(),
    link_to("unit", index=False),
    Column("day", Date, nullable=False),
    Column("state", String, nullable=False),
    Column("hygienist", String),
    Column("hygienist_id", String(36), ForeignKey("account.id"), index=True),
    Column("confirmed_on", Date),
    Column("confirmed_by", String),
    Column("staff", String),
    Column("note", Text),
    *stamps(),
    Index(None, "unit_id", "day"),
    Index(None, "day"),
)

round_change = Table(
    "round_change",
    metadata,
    id_column(),
    link_to("unit"),
    link_to("round"),
    Column("deed", String, nullable=False),
    Column("by_side", String, nullable=False),
    Column("noticed_on", Date, nullable=False),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date),
    Column("reason", String, nullable=False),
    *stamps(),
)

planned_visit = Table(
    "planned_visit",
    metadata,
    id_column(),
    link_to("person"),
    link_to("round", index=False),
    Column("cancelled_on", Date),
    Column("reason", String),
    *stamps(),
    # Not unique: two records of one person, planned for the same day, may be merged.
    Index(None, "round_id", "person_id"),
)

# As queries.performed says it, so that an engine knows the index by the condition.
_PERFORMED = text(
    "duplicate_of_id IS NULL AND (outcome = 'performed'"
    " OR (outcome = 'partly_performed' AND counts_as_performed))"
)
_IN_NEED = text("care_need IN ('not_urgent', 'urgent')")
# With what those conditions look at: else each row would be read to see that it meets them.
_TELLING = ("person_id", "day", "care_need", "outcome", "counts_as_performed", "duplicate_of_id")

assessment_table = Table(
    "assessment",
    metadata,
    id_column(),
    link_to("person", index=False),
    Column("day", Date, nullable=False),
    Column("outcome", String, nullable=False),
    Column("counts_as_performed", Boolean, nullable=False),
    Column("reason", String),
    link_to("unit", nullable=True),
    Column("address", String),
    link_to("round", nullable=True),
    Column("performed_by", String),
    Column("title", String),
    Column("phone", String),
    Column("staff_took_part", Boolean),
    Column("staff", String),
    Column("help_need", String),
    Column("care_need", String),
    Column("referred_to", String),
    Column("told", String),
    Column("signed_by", String),
    Column("signed_on", Date),
    Column("corrected_on", Date),
    Column("correction", String),
    Column("duplicate_of_id", String(36), ForeignKey("assessment.id")),
    *stamps(),
    Index(None, "person_id", "day", "outcome"),
    Index(None, "day", "person_id"),
    # On PostgreSQL the migrations say where; here it would load that dialect at each start.
    Index(
        None,
        "duplicate_of_id",
        sqlite_where=text("duplicate_of_id IS NOT NULL"),
    ),
    Index(
        "ix_assessment_performed",
        *_TELLING,
        sqlite_where=_PERFORMED,
    ),
    Index(
        "ix_assessment_in_need",
        *_TELLING,
        sqlite_where=_IN_NEED,
    ),
)

oral_findings = Table(
    "oral_findings",
    metadata,
    id_column(),
    link_to("person"),
    link_to("assessment", index=False),
    Column("own_teeth", Integer),
    Column("implants", Integer),
    Column("upper_denture", String),
    Column("lower_denture", String),
    Column("voice", Integer),
    Column("lips", Integer),
    Column("mucosa", Integer),
    Column("tongue", Integer),
    Column("gums", Integer),
    Column("teeth", Integer),
    Column("dentures", Integer),
    Column("saliva", Integer),
    Column("swallowing", Integer),
    *stamps(),
    UniqueConstraint("assessment_id"),
)

dental_visit = Table(
    "dental_visit",
    metadata,
    id_column(),
    link_to("person", index=False),
    Column("day", Date, nullable=False),
    Column("provider", String),
    *stamps(),
    Index(None, "person_id", "day"),
    Index(None, "day", "person_id"),
)

care_card = Table(
    "care_card",
    metadata,
    id_column(),
    link_to("person", index=False),
    link_to("assessment", nullable=True),
    Column("day", Date, nullable=False),
    Column("free_text", Text),
    Column("next_assessment", Date),
    Column("signed_by", String, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("received_by", String),
    Column("received_on", Date),
    Column("in_care_plan_on", Date),
    *stamps(),
    Index(None, "person_id", "day"),
)

care_card_line = Table(
    "care_card_line",
    metadata,
    id_column(),
    link_to("person"),
    link_to("care_card", index=False),
    Column("position", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("with_what", Text),
    Column("how_often", Text),
    Column("by_whom", Text),
    Column("phrase", String),
    *stamps(),
    UniqueConstraint("care_card_id", "position"),
)

training_kind = Table(
    "training_kind",
    metadata,
    id_column(),
    Column("code", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("for_issuers", Boolean, nullable=False),
    Column("ended_on", Date),
    *stamps(),
)

training_table = Table(
    "training",
    metadata,
    id_column(),
    Column("day", Date, nullable=False),
    Column("kind", String, nullable=False),
    Column("hundredths", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("trainer", String),
    Column("place", String),
    Column("participant_count", Integer),
    Column("cancelled_on", Date),
    Column("cancelled_by", String),
    Column("reason", String),
    Column("note", Text),
    *stamps(),
    Index(None, "day"),
)

training_unit = Table(
    "training_unit",
    metadata,
    id_column(),
    link_to("training", index=False),
    link_to("unit"),
    *stamps(),
    UniqueConstraint("training_id", "unit_id"),
)

issuer = Table(
    "issuer",
    metadata,
    id_column(),
    Column("name", String, nullable=False),
    sorted_text("sort_key"),
    Column("title", String),
    Column("workplace", String),
    Column("email", String),
    Column("hsa_id", String),
    link_to("account", nullable=True),
    link_to("unit", nullable=True),
    link_to("district", nullable=True),
    Column("authorised_by", String),
    Column("authorised_on", Date),
    Column("ordered_on", Date),
    Column("closed_on", Date),
    Column("from_day", Date),
    Column("to_day", Date),
    *stamps(),
    Index(None, "sort_key"),
)

staff_member = Table(
    "staff_member",
    metadata,
    id_column(),
    link_to("unit"),
    Column("name", String, nullable=False),
    sorted_text("sort_key"),
    Column("title", String),
    Column("from_day", Date),
    Column("to_day", Date),
    *stamps(),
)

participant = Table(
    "participant",
    metadata,
    id_column(),
    link_to("training"),
    Column("name", String, nullable=False),
    link_to("unit", nullable=True),
    link_to("issuer", nullable=True),
    *stamps(),
)

deviation_table = Table(
    "deviation",
    metadata,
    id_column(),
    Column("day", Date, nullable=False),
    Column("direction", String, nullable=False),
    Column("category", String, nullable=False),
    Column("state", String, nullable=False),
    Column("severity", String),
    link_to("person", nullable=True),
    link_to("unit", nullable=True),
    link_to("assessment", nullable=True),
    link_to("round", nullable=True),
    link_to("training", nullable=True),
    Column("agreement", Text),
    Column("description", Text),
    Column("reason", Text),
    Column("cooperation_failure", Boolean, nullable=False),
    Column("record_number", String),
    Column("service_reference", String),
    Column("reported_by", String),
    Column("reported_on", Date),
    Column("answer_due", Date),
    Column("answered_on", Date),
    Column("answer", Text),
    Column("analysis", Text),
    Column("measures", Text),
    Column("closed_on", Date),
    *stamps(),
    Index(None, "day"),
    Index(None, "state", "answer_due"),
)

disagreement = Table(
    "disagreement",
    metadata,
    id_column(),
    Column("day", Date, nullable=False),
    Column("about", Text, nullable=False),
    Column("temporary_solution", Text, nullable=False),
    link_to("person", nullable=True),
    link_to("unit", nullable=True),
    Column("closed_on", Date),
    Column("outcome", Text),
    Column("followed_up_on", Date),
    Column("follow_up", Text),
    Column("shared_on", Date),
    Column("shared_with", String),
    *stamps(),
)

disagreement_step = Table(
    "disagreement_step",
    metadata,
    id_column(),
    link_to("disagreement", index=False),
    Column("step", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("holder", String, nullable=False),
    Column("answered_on", Date),
    Column("answer", Text),
    Column("decision", Text),
    *stamps(),
    UniqueConstraint("disagreement_id", "step"),
)

disagreement_deviation = Table(
    "disagreement_deviation",
    metadata,
    id_column(),
    link_to("disagreement", index=False),
    link_to("deviation"),
    *stamps(),
    UniqueConstraint("disagreement_id", "deviation_id"),
)

closed_quarter = Table(
    "closed_quarter",
    metadata,
    id_column(),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("closed_on", Date, nullable=False),
    Column("closed_by", String, nullable=False),
    Column("chain_heads", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("persons", Text, nullable=False),
    *stamps(),
    UniqueConstraint("year", "number"),
)

settled_difference = Table(
    "settled_difference",
    metadata,
    id_column(),
    Column("number", String(12), nullable=False, index=True),
    Column("aspect", String, nullable=False),
    Column("here", String, nullable=False),
    Column("there", String, nullable=False),
    Column("choice", String, nullable=False),
    Column("settled_on", Date, nullable=False),
    Column("settled_by", String, nullable=False),
    *stamps(),
)

own_text = Table(
    "own_text",
    metadata,
    id_column(),
    Column("municipality_code", String(4), nullable=False),
    Column("form", String, nullable=False),
    Column("language", String, nullable=False),
    Column("content", Text, nullable=False),
    *stamps(),
    UniqueConstraint("form", "language"),
)

export_approval = Table(
    "export_approval",
    metadata,
    id_column(),
    Column("recipient", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("requested_by", String(36), ForeignKey("account.id"), nullable=False),
    Column("requested_at", Instant, nullable=False),
    Column("approved_by", String(36), ForeignKey("account.id")),
    Column("approved_at", Instant),
    Column("used_at", Instant),
    *stamps(),
    CheckConstraint("approved_by IS NULL OR approved_by <> requested_by", name="two_people"),
)

disposal = Table(
    "disposal",
    metadata,
    id_column(),
    Column("decision", String, nullable=False),
    Column("looked_at", Date, nullable=False),
    Column("persons", Text, nullable=False),
    Column("asked_for", Integer, nullable=False),
    Column("archive_first", Boolean, nullable=False),
    Column("requested_by", String(36), ForeignKey("account.id"), nullable=False),
    Column("requested_at", Instant, nullable=False),
    Column("approved_by", String(36), ForeignKey("account.id")),
    Column("approved_at", Instant),
    Column("delivered_at", Instant),
    Column("delivered_sha256", String(64)),
    Column("archive_reference", String),
    Column("used_at", Instant),
    Column("carried_out_on", Date),
    Column("disposed", Integer),
    Column("left_out", Integer),
    Column("rows", Integer),
    Column("log_contents", Integer),
    Column("rules", Text),
    Column("backups_gone_on", Date),
    *stamps(),
    CheckConstraint("approved_by IS NULL OR approved_by <> requested_by", name="two_people"),
)

import_remarks = Table(
    "import_remarks",
    metadata,
    id_column(),
    Column("batch_id", String(36), nullable=False, unique=True),
    Column("told", Text, nullable=False),
    Column("complete", Boolean, nullable=False),
    *stamps(),
)

log_sample = Table(
    "log_sample",
    metadata,
    id_column(),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("drawn_from", Integer, nullable=False),
    Column("drawn_on", Date, nullable=False),
    Column("drawn_by", String, nullable=False),
    Column("events", Text, nullable=False),
    Column("checked_on", Date),
    Column("checked_by", String),
    Column("remarks", Integer),
    Column("result", String),
    *stamps(),
)
