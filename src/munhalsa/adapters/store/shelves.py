"""Which record each table holds, and whose history it belongs to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table

from munhalsa.adapters.store import own_rows, rows, work_rows
from munhalsa.domain import (
    account,
    assessment,
    candidate,
    care_card,
    certificate,
    closed_quarter,
    deviation,
    disposal_order,
    export_approval,
    log_sample,
    merge,
    own_text,
    person,
    reconciliation,
    response,
    staff,
    training,
    unit,
)
from munhalsa.domain import round as rounds
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where records of one kind stand, and whose history they belong to."""

    table: Table
    record: type[Any]
    subject_kind: str
    subject_column: str
    about: str | None = None
    """The column of a person whom the record concerns without belonging to their history alone."""


SHELVES: tuple[Shelf, ...] = (
    Shelf(rows.municipality, unit.Municipality, "municipality", "id"),
    Shelf(rows.logo, unit.Logo, "municipality", "municipality_code"),
    Shelf(work_rows.own_text, own_text.OwnText, "municipality", "municipality_code"),
    Shelf(rows.municipality_contact, unit.MunicipalityContact, "municipality", "municipality_code"),
    Shelf(rows.dental_contract, unit.DentalContract, "municipality", "municipality_code"),
    Shelf(rows.district, unit.District, "district", "id"),
    Shelf(rows.unit_table, unit.Unit, "unit", "id"),
    Shelf(rows.unit_name, unit.UnitName, "unit", "unit_id"),
    Shelf(rows.unit_registration, unit.UnitRegistration, "unit", "unit_id"),
    Shelf(rows.person_table, person.Person, "person", "id"),
    Shelf(rows.former_number, person.FormerNumber, "person", "person_id"),
    Shelf(rows.residence, person.Residence, "person", "person_id"),
    Shelf(rows.contact, person.Contact, "person", "person_id"),
    Shelf(rows.dentist, person.Dentist, "person", "person_id"),
    Shelf(rows.certificate_table, certificate.Certificate, "person", "person_id"),
    Shelf(rows.registration, certificate.Registration, "person", "person_id"),
    Shelf(rows.disclosure, certificate.Disclosure, "person", "person_id"),
    Shelf(rows.eligibility_decision, certificate.EligibilityDecision, "person", "person_id"),
    Shelf(rows.response_table, response.Response, "person", "person_id"),
    Shelf(rows.offer, response.Offer, "person", "person_id"),
    Shelf(rows.note, person.Note, "person", "person_id"),
    Shelf(rows.paper_step, person.PaperStep, "person", "person_id"),
    Shelf(rows.candidate_table, candidate.Candidate, "person", "person_id"),
    Shelf(rows.support, candidate.Support, "person", "person_id"),
    Shelf(rows.merge_table, merge.Merge, "person", "person_id"),
    Shelf(rows.came_under, merge.CameUnder, "person", "person_id"),
    Shelf(rows.not_same, merge.NotSame, "person", "person_id"),
    Shelf(work_rows.round_table, rounds.Round, "unit", "unit_id"),
    Shelf(work_rows.round_change, rounds.RoundChange, "unit", "unit_id"),
    Shelf(work_rows.planned_visit, rounds.PlannedVisit, "person", "person_id"),
    Shelf(work_rows.assessment_table, assessment.Assessment, "person", "person_id"),
    Shelf(work_rows.oral_findings, assessment.OralFindings, "person", "person_id"),
    Shelf(work_rows.dental_visit, assessment.DentalVisit, "person", "person_id"),
    Shelf(work_rows.care_card, care_card.CareCard, "person", "person_id"),
    Shelf(work_rows.care_card_line, care_card.CareCardLine, "person", "person_id"),
    Shelf(work_rows.training_kind, training.TrainingKind, "training_kind", "id"),
    Shelf(work_rows.training_table, training.Training, "training", "id"),
    Shelf(work_rows.training_unit, training.TrainingUnit, "training", "training_id"),
    Shelf(work_rows.issuer, training.Issuer, "issuer", "id"),
    Shelf(work_rows.participant, training.Participant, "training", "training_id"),
    Shelf(work_rows.staff_member, staff.StaffMember, "unit", "unit_id"),
    Shelf(work_rows.deviation_table, deviation.Deviation, "deviation", "id", about="person_id"),
    Shelf(work_rows.disagreement, deviation.Disagreement, "disagreement", "id", about="person_id"),
    Shelf(
        work_rows.disagreement_step, deviation.DisagreementStep, "disagreement", "disagreement_id"
    ),
    Shelf(
        work_rows.disagreement_deviation,
        deviation.DisagreementDeviation,
        "disagreement",
        "disagreement_id",
    ),
    Shelf(work_rows.closed_quarter, closed_quarter.ClosedQuarter, "closed_quarter", "id"),
    Shelf(work_rows.settled_difference, reconciliation.SettledDifference, "reconciliation", "id"),
    Shelf(rows.population, unit.Population, "population", "municipality_code"),
    Shelf(own_rows.account_table, account.Account, "account", "id"),
    Shelf(own_rows.role_grant, account.RoleGrant, "account", "account_id"),
    Shelf(own_rows.setting, account.Setting, "setting", "id"),
    Shelf(own_rows.import_batch, account.ImportBatch, "import_batch", "id"),
    Shelf(work_rows.import_remarks, account.ImportRemarks, "import_batch", "batch_id"),
    Shelf(own_rows.remembered_mapping, account.RememberedMapping, "remembered_mapping", "id"),
    Shelf(work_rows.export_approval, export_approval.ExportApproval, "export_approval", "id"),
    Shelf(work_rows.disposal, disposal_order.Disposal, "disposal", "id"),
    Shelf(work_rows.log_sample, log_sample.LogSample, "log_sample", "id"),
    Shelf(own_rows.delivered_export, account.DeliveredExport, "delivered_export", "id"),
    Shelf(own_rows.delivered_part, account.DeliveredPart, "delivered_export", "export_id"),
)

SHELF_OF: dict[type[Any], Shelf] = {shelf.record: shelf for shelf in SHELVES}
SHELF_NAMED: dict[str, Shelf] = {shelf.table.name: shelf for shelf in SHELVES}
