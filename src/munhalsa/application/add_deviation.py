"""Recording a deviation in a deed that has begun: one of its own, or what made it be noticed."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import home_on
from munhalsa.application.ports import UnitOfWork
from munhalsa.domain.deviation import Deviation, Direction, Severity, check_days
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Residence


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationDraft:
    """What is known when it is noticed; ``category`` is a code or its Swedish word.

    Without a unit it is that of the person's home on the day.
    """

    day: date
    direction: Direction
    category: str
    severity: Severity | None = None
    person_id: str | None = None
    unit_id: str | None = None
    assessment_id: str | None = None
    round_id: str | None = None
    training_id: str | None = None
    agreement: str | None = None
    description: str | None = None
    reason: str | None = None
    cooperation_failure: bool = False
    record_number: str | None = None
    service_reference: str | None = None


def add_deviation(context: Context, work: UnitOfWork, draft: DeviationDraft) -> Deviation:
    """Add it as a draft; the caller has asked for leave, and commits: both are one event."""
    rule = context.rules.deviations.category(
        draft.category, direction=draft.direction, day=draft.day
    )
    deviation = Deviation(
        id=context.new_id(),
        day=draft.day,
        direction=draft.direction,
        category=rule.code,
        severity=draft.severity,
        person_id=draft.person_id,
        unit_id=draft.unit_id or _home_of(work, draft.person_id, draft.day),
        assessment_id=draft.assessment_id,
        round_id=draft.round_id,
        training_id=draft.training_id,
        agreement=draft.agreement,
        description=draft.description,
        reason=draft.reason,
        cooperation_failure=draft.cooperation_failure,
        record_number=draft.record_number,
        service_reference=draft.service_reference,
    )
    check_days(deviation, today=context.today)
    work.add(deviation)
    return deviation


def _home_of(work: UnitOfWork, person_id: str | None, day: date) -> str | None:
    if person_id is None:
        return None
    home = home_on(work.find(Residence, person_id=person_id), day)
    return None if home is None else home.unit_id
