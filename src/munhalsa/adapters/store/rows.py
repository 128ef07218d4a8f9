"""The tables of the records, one for both engines; shelves.py says what each of them holds."""

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
)

from munhalsa.adapters.store.columns import (
    id_column,
    link_to,
    metadata,
    queue_line,
    sorted_text,
    stamps,
)

municipality = Table(
    "municipality",
    metadata,
    Column("id", String(4), primary_key=True),
    Column("name", String, nullable=False),
    Column("department", String),
    Column("phone", String),
    Column("street", String),
    Column("postal_code", String),
    Column("city", String),
    *stamps(),
)

logo = Table(
    "logo",
    metadata,
    id_column(),
    Column("municipality_code", String(4), nullable=False),
    Column("picture", Text, nullable=False),
    *stamps(),
)

district = Table(
    "district",
    metadata,
    id_column(),
    Column("name", String, nullable=False),
    sorted_text("sort_key"),
    *stamps(),
    UniqueConstraint("sort_key"),
)

unit_table = Table(
    "unit",
    metadata,
    id_column(),
    Column("code", String, unique=True),
    Column("name", String, nullable=False),
    sorted_text("sort_key"),
    Column("type", String, nullable=False),
    Column("street", String),
    Column("postal_code", String),
    Column("city", String),
    Column("places", Integer),
    Column("care_staff", Integer),
    Column("responsible_name", String, nullable=False),
    Column("responsible_phone", String, nullable=False),
    Column("email", String),
    Column("entry_instructions", String),
    Column("active_from", Date),
    Column("active_to", Date),
    Column("verified_on", Date),
    Column("run_by", String, nullable=False),
    Column("contractor", String),
    Column("parent_id", String(36), ForeignKey("unit.id"), index=True),
    link_to("district", nullable=True),
    Column("lies_in", String(4)),
    Column("no_visits_until", Date),
    *stamps(),
    Index(None, "sort_key"),
)

unit_name = Table(
    "unit_name",
    metadata,
    id_column(),
    link_to("unit"),
    Column("name", String, nullable=False),
    Column("until", Date, nullable=False),
    *stamps(),
)

person_table = Table(
    "person",
    metadata,
    id_column(),
    Column("number", String(12), nullable=False, unique=True),
    Column("birth_year", Integer),
    Column("sex", String, nullable=False),
    Column("given_name", String, nullable=False),
    Column("family_name", String, nullable=False),
    sorted_text("sort_key"),
    Column("protected_identity", String, nullable=False),
    Column("language", String),
    Column("needs_interpreter", Boolean, nullable=False),
    Column("died_on", Date),
    Column("moved_out_on", Date),
    Column("moved_out_to", String),
    Column("handler_id", String(36), ForeignKey("account.id"), index=True),
    *stamps(),
    Index(None, "sort_key", "id"),
    Index(None, "protected_identity", "id"),
)

former_number = Table(
    "former_number",
    metadata,
    id_column(),
    link_to("person"),
    Column("number", String(12), nullable=False, unique=True),
    *stamps(),
)

residence = Table(
    "residence",
    metadata,
    id_column(),
    link_to("person", index=False),
    Column("kind", String, nullable=False),
    link_to("unit", nullable=True),
    Column("room", String),
    Column("care_of", String),
    Column("street", String),
    Column("postal_code", String),
    Column("city", String),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date),
    *stamps(),
    CheckConstraint("to_day IS NULL OR to_day >= from_day", name="period"),
    Index(None, "person_id", "unit_id"),
)

contact = Table(
    "contact",
    metadata,
    id_column(),
    link_to("person"),
    Column("name", String, nullable=False),
    Column("relation", String, nullable=False),
    Column("authority", String, nullable=False),
    Column("mandate", String),
    Column("phone", String),
    Column("address", String),
    Column("may_be_told", String),
    Column("gets_letters", Boolean, nullable=False),
    Column("from_day", Date),
    Column("to_day", Date),
    *stamps(),
)

dentist = Table(
    "dentist",
    metadata,
    id_column(),
    link_to("person"),
    Column("name", String, nullable=False),
    Column("from_day", Date),
    *stamps(),
)

certificate_table = Table(
    "certificate",
    metadata,
    id_column(),
    Column("number", String, nullable=False, unique=True),
    link_to("person", index=False),
    Column("ground", String, nullable=False),
    Column("issued", Date, nullable=False),
    Column("valid_to", Date),
    Column("ended", Date),
    Column("end_reason", String),
    Column("last_day", Date),
    Column("voided_on", Date),
    Column("criterion", String),
    Column("issuer", String),
    Column("issued_by", String, nullable=False),
    Column("letter_to", String),
    Column("replaces_id", String(36), ForeignKey("certificate.id"), index=True),
    Column("rule_set_version", String),
    Column("handed_over_on", Date),
    Column("handed_over_to", String(4)),
    *stamps(),
    CheckConstraint("last_day IS NULL OR last_day >= issued", name="period"),
    CheckConstraint("(ended IS NULL) = (end_reason IS NULL)", name="end_has_reason"),
    Index(None, "issued", "last_day"),
    # All that says whether one is valid on a day or soon ends, so that a list of those who wait
    # goes through everybody in the order of the persons and reads no certificate.
    Index(
        "ix_certificate_validity",
        "person_id",
        "issued",
        "last_day",
        "handed_over_on",
        "voided_on",
        "valid_to",
    ),
)

registration = Table(
    "registration",
    metadata,
    id_column(),
    link_to("certificate"),
    link_to("person"),
    *queue_line(),
    *stamps(),
    UniqueConstraint("certificate_id", "kind"),
    Index(None, "state", "certificate_id"),
    # The list of persons with something to register is added up by this alone.
    Index("ix_registration_waiting", "state", "person_id", "kind", "since"),
)

unit_registration = Table(
    "unit_registration",
    metadata,
    id_column(),
    link_to("unit", index=False),
    *queue_line(),
    *stamps(),
    UniqueConstraint("unit_id", "kind"),
)

disclosure = Table(
    "disclosure",
    metadata,
    id_column(),
    link_to("person"),
    Column("recipient", String, nullable=False),
    Column("basis", String, nullable=False),
    Column("details", String),
    Column("decided_by", String),
    Column("decided_on", Date, nullable=False),
    Column("withdrawn_on", Date),
    *stamps(),
)

eligibility_decision = Table(
    "eligibility_decision",
    metadata,
    id_column(),
    link_to("person"),
    link_to("certificate", nullable=True),
    Column("decided_on", Date, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("ground", String),
    Column("issued", Boolean, nullable=False),
    Column("answers", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("reason", String),
    Column("rule_set_version", String, nullable=False),
    *stamps(),
)

response_table = Table(
    "response",
    metadata,
    id_column(),
    link_to("person", index=False),
    Column("answered", Date, nullable=False),
    Column("wants", Boolean, nullable=False),
    Column("answered_by", String),
    Column("answered_by_name", String),
    Column("passed_on", Boolean, nullable=False),
    *stamps(),
    Index(None, "person_id", "answered", "id", "wants"),
)

offer = Table(
    "offer",
    metadata,
    id_column(),
    link_to("person", index=False),
    Column("offered", Date, nullable=False),
    Column("channel", String, nullable=False),
    Column("offered_by", String, nullable=False),
    Column("reminder", Integer, nullable=False),
    *stamps(),
    Index(None, "person_id", "offered", "id"),
)

note = Table(
    "note",
    metadata,
    id_column(),
    link_to("person"),
    Column("day", Date, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", String, nullable=False),
    *stamps(),
)

paper_step = Table(
    "paper_step",
    metadata,
    id_column(),
    link_to("person"),
    Column("state", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("noted_by", String, nullable=False),
    *stamps(),
)

candidate_table = Table(
    "candidate",
    metadata,
    id_column(),
    link_to("person", index=False),
    Column("state", String, nullable=False),
    Column("listed_on", Date, nullable=False),
    Column("source", String, nullable=False),
    Column("again_on", Date),
    Column("asked_on", Date),
    Column("answered_on", Date),
    Column("answer", String),
    Column("reason", String),
    *stamps(),
    UniqueConstraint("person_id"),
    Index(None, "state", "again_on"),
)

support = Table(
    "support",
    metadata,
    id_column(),
    link_to("person"),
    Column("name", String, nullable=False),
    link_to("unit", nullable=True),
    Column("from_day", Date),
    Column("to_day", Date),
    *stamps(),
)

merge_table = Table(
    "merge",
    metadata,
    id_column(),
    link_to("person"),
    Column("other_id", String(36), nullable=False, unique=True),
    Column("other_number", String(12), nullable=False),
    Column("event_id", String(36), nullable=False),
    Column("merged_on", Date, nullable=False),
    *stamps(),
)

came_under = Table(
    "came_under",
    metadata,
    id_column(),
    link_to("person"),
    link_to("merge"),
    Column("kind", String, nullable=False),
    Column("record_id", String(36), nullable=False),
    *stamps(),
)

not_same = Table(
    "not_same",
    metadata,
    id_column(),
    link_to("person"),
    Column("other_id", String(36), nullable=False),
    Column("noted_on", Date, nullable=False),
    *stamps(),
)

municipality_contact = Table(
    "municipality_contact",
    metadata,
    id_column(),
    Column("municipality_code", String(4), nullable=False),
    Column("name", String, nullable=False),
    Column("phone", String),
    Column("email", String),
    link_to("district", nullable=True),
    Column("from_day", Date),
    Column("to_day", Date),
    *stamps(),
)

dental_contract = Table(
    "dental_contract",
    metadata,
    id_column(),
    Column("municipality_code", String(4), nullable=False),
    Column("provider", String, nullable=False),
    Column("contact_name", String),
    Column("phone", String),
    Column("email", String),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date),
    *stamps(),
)

population = Table(
    "population",
    metadata,
    id_column(),
    Column("municipality_code", String(4), nullable=False),
    Column("year", Integer, nullable=False),
    Column("age", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    *stamps(),
    UniqueConstraint("municipality_code", "year", "age"),
)
