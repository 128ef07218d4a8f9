"""Deviations between the municipality and the dental provider (spec: records, deviation)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected


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


class DeviationTask(StrEnum):
    """What is to be done with it next, by the municipality; WAIT: by the provider."""

    REPORT = "report"
    ANSWER = "answer"
    REMIND = "remind"
    WAIT = "wait"
    CLOSE = "close"
    NONE = "none"


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

    def is_overdue(self, day: date) -> bool:
        """Whether the answer should have been there before the day."""
        if self.state is not DeviationState.REPORTED or self.answer_due is None:
            return False
        return self.answer_due < day

    def task_on(self, day: date) -> DeviationTask:
        """Whose turn it is, and what for."""
        if self.state is DeviationState.REPORTED:
            if self.direction is Direction.TO_MUNICIPALITY:
                return DeviationTask.ANSWER
            return DeviationTask.REMIND if self.is_overdue(day) else DeviationTask.WAIT
        return _TASKS[self.state]


_TASKS = {
    DeviationState.DRAFT: DeviationTask.REPORT,
    DeviationState.ANSWERED: DeviationTask.CLOSE,
    DeviationState.CLOSED: DeviationTask.NONE,
}
OPEN_STATES = tuple(state for state in DeviationState if state is not DeviationState.CLOSED)
WAITING_FOR_US = frozenset(DeviationTask) - {DeviationTask.WAIT, DeviationTask.NONE}


def check_report(deviation: Deviation, *, day: date, today: date) -> None:
    """Refuse to report what has been reported, or on a day that cannot be."""
    if deviation.state is not DeviationState.DRAFT:
        raise Rejected(
            "already_reported",
            "Avvikelsen är redan rapporterad. Ändra uppgifterna om dagen är fel.",
        )
    _check_between(day, first=deviation.day, today=today, field="reported_on")


def check_answer(deviation: Deviation, *, day: date, today: date) -> None:
    """Refuse an answer to what nobody has reported, or that is answered or closed already."""
    if deviation.state is DeviationState.DRAFT:
        raise Rejected(
            "not_reported", "Avvikelsen är inte rapporterad. Rapportera den först, svara sedan."
        )
    if deviation.state is not DeviationState.REPORTED:
        raise Rejected(
            "already_answered",
            "Avvikelsen är redan besvarad eller stängd. Ändra svaret om det är fel.",
        )
    first = deviation.reported_on or deviation.day
    _check_between(day, first=first, today=today, field="answered_on")


def check_close(deviation: Deviation, *, day: date, today: date) -> tuple[Notice, ...]:
    """Refuse to close twice; warn of what has not been reported or answered."""
    if deviation.state is DeviationState.CLOSED:
        raise Rejected("already_closed", "Avvikelsen är redan stängd.")
    first = deviation.answered_on or deviation.reported_on or deviation.day
    _check_between(day, first=first, today=today, field="closed_on")
    if deviation.state is DeviationState.DRAFT:
        words = "Avvikelsen stängdes utan att ha rapporterats. Ångra om det blev fel."
        return (Notice(code="never_reported", message=words),)
    if deviation.state is DeviationState.REPORTED:
        words = "Avvikelsen stängdes utan svar. Ångra om det blev fel."
        return (Notice(code="never_answered", message=words),)
    return ()


def check_days(deviation: Deviation, *, today: date) -> None:
    """Refuse days that do not follow each other, after a change by hand."""
    _check_between(deviation.day, first=date.min, today=today, field="day")
    first = deviation.day
    for field in ("reported_on", "answered_on", "closed_on"):
        day: date | None = getattr(deviation, field)
        if day is not None:
            _check_between(day, first=first, today=today, field=field)
            first = day


def _check_between(day: date, *, first: date, today: date, field: str) -> None:
    if day > today:
        raise Rejected("day_in_future", "Dagen ligger framåt i tiden. Rätta den.", field=field)
    if day < first:
        raise Rejected(
            "day_too_early",
            "Dagen ligger före det som hände innan. Kontrollera datumen.",
            field=field,
        )


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
