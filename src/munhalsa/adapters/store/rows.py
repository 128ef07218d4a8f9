"""The tables, one for both engines, and which record each of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from munhalsa.adapters.store.columns import (
    Instant,
    id_column,
    link_to,
    queue_line,
    sorted_text,
    stamps,
)
from munhalsa.domain import account, certificate, person, response, unit

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
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
    link_to("person"),
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
    link_to("person"),
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
    *stamps(),
    CheckConstraint("last_day IS NULL OR last_day >= issued", name="period"),
    CheckConstraint("(ended IS NULL) = (end_reason IS NULL)", name="end_has_reason"),
    Index(None, "issued", "last_day"),
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
    Index(None, "person_id", "answered", "id"),
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

account_table = Table(
    "account",
    metadata,
    id_column(),
    Column("name", String, nullable=False, unique=True),
    Column("founder", Boolean, nullable=False),
    Column("sees_protected", Boolean, nullable=False),
    Column("ended_on", Date),
    *stamps(),
)

role_grant = Table(
    "role_grant",
    metadata,
    id_column(),
    link_to("account"),
    Column("role", String, nullable=False),
    Column("until", Date),
    *stamps(),
)

setting = Table(
    "setting",
    metadata,
    id_column(),
    Column("key", String, nullable=False),
    Column("value", String, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("source", String),
    *stamps(),
    UniqueConstraint("key", "valid_from"),
)

import_batch = Table(
    "import_batch",
    metadata,
    id_column(),
    Column("kind", String, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("rows_in", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("duplicate", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("event_id", String(36)),
    Column("undone", Boolean, nullable=False),
    *stamps(),
)

delivered_export = Table(
    "delivered_export",
    metadata,
    id_column(),
    Column("profile", String, nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("left_out_protected", Integer, nullable=False),
    Column("left_out_consent", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("lines", Text, nullable=False),
    *stamps(),
)

# What a user has typed but not saved: no record, so outside the log, history and undo.
draft = Table(
    "draft",
    metadata,
    Column("account_id", String(36), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("content", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
)

# Number series: never undone, so that no number is ever given twice.
counter = Table(
    "counter",
    metadata,
    Column("series", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

# Search: kept by the unit of work; search_index.py says what the kinds of terms are.
search_term = Table(
    "search_term",
    metadata,
    Column("kind", String, primary_key=True),
    Column("term", String().with_variant(String(collation="C"), "postgresql"), primary_key=True),
    Column(
        "order_key", String().with_variant(String(collation="C"), "postgresql"), primary_key=True
    ),
    Column("person_id", String(36), primary_key=True),
    Index(None, "person_id"),
    sqlite_with_rowid=False,
)

search_text = Table(
    "search_text",
    metadata,
    Column("line", Integer, primary_key=True, autoincrement=True),
    Column("person_id", String(36), nullable=False, unique=True),
    Column("text", String, nullable=False),
    Column("protected", Boolean, nullable=False),
)

# The audit log. A chain's head stands in audit_chain, so that a cut-off tail shows.
audit_chain = Table(
    "audit_chain",
    metadata,
    Column("chain", String(36), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

audit_event = Table(
    "audit_event",
    metadata,
    Column("chain", String(36), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("time", String(32), nullable=False),
    Column("user_id", String(36)),
    Column("user_name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("undoes", String(36)),
    Column("details", Text, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("content", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "subject_id", "time"),
    Index(None, "undoes"),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("event_id", String(36), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("subject_kind", String, nullable=False),
    Column("subject_id", String(36), nullable=False),
    Column("digest", String(64), nullable=False),
    Index(None, "subject_id", "event_id"),
)

audit_payload = Table(
    "audit_payload",
    metadata,
    Column("event_id", String(36), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("salt", String(32), nullable=False),
    Column("changes", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where records of one kind stand, and whose history they belong to."""

    table: Table
    record: type[Any]
    subject_kind: str
    subject_column: str


SHELVES: tuple[Shelf, ...] = (
    Shelf(municipality, unit.Municipality, "municipality", "id"),
    Shelf(unit_table, unit.Unit, "unit", "id"),
    Shelf(unit_name, unit.UnitName, "unit", "unit_id"),
    Shelf(unit_registration, unit.UnitRegistration, "unit", "unit_id"),
    Shelf(person_table, person.Person, "person", "id"),
    Shelf(former_number, person.FormerNumber, "person", "person_id"),
    Shelf(residence, person.Residence, "person", "person_id"),
    Shelf(contact, person.Contact, "person", "person_id"),
    Shelf(dentist, person.Dentist, "person", "person_id"),
    Shelf(certificate_table, certificate.Certificate, "person", "person_id"),
    Shelf(registration, certificate.Registration, "person", "person_id"),
    Shelf(disclosure, certificate.Disclosure, "person", "person_id"),
    Shelf(eligibility_decision, certificate.EligibilityDecision, "person", "person_id"),
    Shelf(response_table, response.Response, "person", "person_id"),
    Shelf(population, unit.Population, "population", "municipality_code"),
    Shelf(account_table, account.Account, "account", "id"),
    Shelf(role_grant, account.RoleGrant, "account", "account_id"),
    Shelf(setting, account.Setting, "setting", "id"),
    Shelf(import_batch, account.ImportBatch, "import_batch", "id"),
    Shelf(delivered_export, account.DeliveredExport, "delivered_export", "id"),
)

SHELF_OF: dict[type[Any], Shelf] = {shelf.record: shelf for shelf in SHELVES}
SHELF_NAMED: dict[str, Shelf] = {shelf.table.name: shelf for shelf in SHELVES}
