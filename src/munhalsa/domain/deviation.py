"""Deviations between the municipality and the dental provider (spec: records, deviation)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Direction(StrEnum):
    """Who reports to whom."""

    TO_PROVIDER = "municipality_to_provider"
    TO_MUNICIPALITY = "provider_to_municipality"


class DeviationState(StrEnum):
    """How far it has come."""

    DRAFT = "draft"
    REPORTED = "reported"
    ANSWERED = "answered"
    CLOSED = "closed"


class Severity(StrEnum):
    """Its class: risk, tillbud, negativ händelse, vårdskada."""

    RISK = "risk"
    INCIDENT = "incident"
    ADVERSE_EVENT = "adverse_event"
    HARM = "harm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One deviation; ``category`` is a code of the rule data of its direction and day.

    ``agreement``: which agreement or routine was not followed. ``answer_due``: when an answer is to
    be there.
    """

    id: str
    version: int = 1
    day: date
    direction: Direction
    category: str
    state: DeviationState = DeviationState.DRAFT
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
    reported_by: str | None = None
    reported_on: date | None = None
    answer_due: date | None = None
    answered_on: date | None = None
    answer: str | None = None
    analysis: str | None = None
    measures: str | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Oenighet (from 2027-01-01): an escalation of its own, resting on any number of deviations.

    ``temporary_solution`` is what holds for the person meanwhile.
    """

    id: str
    version: int = 1
    day: date
    about: str
    temporary_solution: str
    person_id: str | None = None
    unit_id: str | None = None
    closed_on: date | None = None
    outcome: str | None = None
    followed_up_on: date | None = None
    follow_up: str | None = None
    shared_on: date | None = None
    shared_with: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementStep:
    """One step of the ladder, 1 to 3; ``holder`` is the role that answers for it."""

    id: str
    version: int = 1
    disagreement_id: str
    step: int
    day: date
    holder: str
    answered_on: date | None = None
    answer: str | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementDeviation:
    """A deviation that a disagreement rests on."""

    id: str
    version: int = 1
    disagreement_id: str
    deviation_id: str
