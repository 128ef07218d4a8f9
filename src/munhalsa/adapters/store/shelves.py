"""Which record each table holds, and whose history it belongs to."""

from __future__ import annotations

from typing import Any

from munhalsa.adapters.store import work_rows
from munhalsa.adapters.store.first_shelves import FIRST, Shelf
from munhalsa.domain import (
    account,
    assessment,
    care_card,
    closed_quarter,
    deviation,
    disposal_order,
    export_approval,
    log_sample,
    own_text,
    reconciliation,
    staff,
    training,
)
from munhalsa.domain import round as rounds

SHELVES: tuple[Shelf, ...] = (
    *FIRST,
    Shelf(work_rows.own_text, own_text.OwnText, "municipality", "municipality_code"),
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
    Shelf(work_rows.import_remarks, account.ImportRemarks, "import_batch", "batch_id"),
    Shelf(work_rows.export_approval, export_approval.ExportApproval, "export_approval", "id"),
    Shelf(work_rows.disposal, disposal_order.Disposal, "disposal", "id"),
    Shelf(work_rows.log_sample, log_sample.LogSample, "log_sample", "id"),
)

SHELF_OF: dict[type[Any], Shelf] = {shelf.record: shelf for shelf in SHELVES}
SHELF_NAMED: dict[str, Shelf] = {shelf.table.name: shelf for shelf in SHELVES}
