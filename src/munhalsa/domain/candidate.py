"""Somebody who may be entitled but has no certificate (möjligen berättigad; spec: records)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from munhalsa.domain.dates import add_months
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

MONTHS_TO_LOOK_AGAIN = 12
"""When to assess or ask again if nobody says when: after a year, as for a no (an assumption)."""

HAS_CERTIFICATE = "has_certificate"
"""How a candidate with a valid certificate is shown; it is never kept as a state."""


class CandidateState(StrEnum):
    """What is known of the right; that somebody has a certificate shows from the certificate."""

    NOT_ASSESSED = "not_assessed"
    NOT_ENTITLED = "not_entitled"
    DECLINES = "declines"
    NEEDS_JUDGEMENT = "needs_judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person to look at; at most one a person.

    ``again_on`` is the day to assess or ask again, ``asked_on`` and ``answered_on`` the question to
    VGR and its answer.
    """

    id: str
    version: int = 1
    person_id: str
    state: CandidateState = CandidateState.NOT_ASSESSED
    listed_on: date
    source: str
    again_on: date | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    answer: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Care that somebody is given (insats), as the care system names it; days inclusive."""

    id: str
    version: int = 1
    person_id: str
    name: str
    unit_id: str | None = None
    from_day: date | None = None
    to_day: date | None = None


class Outcome(StrEnum):
    """What came of looking at a candidate."""

    NOT_ENTITLED = "not_entitled"
    DECLINES = "declines"
    NEEDS_JUDGEMENT = "needs_judgement"
    ANSWERED = "answered"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The outcome and its day: of the next look, of the question to VGR or of its answer."""

    outcome: Outcome
    day: date | None = None
    answer: str | None = None
    reason: str | None = None


def shown_state(candidate: Candidate, *, certified: bool) -> str:
    """The state as people see it."""
    return HAS_CERTIFICATE if certified else candidate.state.value


def after(candidate: Candidate, finding: Finding, *, today: date) -> dict[str, Any]:
    """The fields that the finding sets; days that cannot be are refused."""
    blank: dict[str, Any] = {"again_on": None, "asked_on": None, "answered_on": None}
    blank |= {"answer": None, "reason": finding.reason}
    if finding.outcome is Outcome.NOT_ASSESSED:
        return {"state": CandidateState.NOT_ASSESSED, **blank}
    if finding.outcome is Outcome.NEEDS_JUDGEMENT:
        asked = _past(finding.day or today, today, "asked")
        return {"state": CandidateState.NEEDS_JUDGEMENT, **blank, "asked_on": asked}
    if finding.outcome is Outcome.ANSWERED:
        return _answered(candidate, finding, today)
    again = finding.day or add_months(today, MONTHS_TO_LOOK_AGAIN)
    if again <= today:
        raise Rejected(
            "again_not_ahead",
            "Dagen att bedöma eller fråga igen ska ligga framåt i tiden.",
            field="again",
        )
    return {"state": CandidateState(finding.outcome.value), **blank, "again_on": again}


def _answered(candidate: Candidate, finding: Finding, today: date) -> dict[str, Any]:
    if candidate.state is not CandidateState.NEEDS_JUDGEMENT or candidate.asked_on is None:
        raise Rejected(
            "not_asked",
            "Ingen fråga till VGR är registrerad. Registrera frågan först.",
            field="outcome",
        )
    answered = _past(finding.day or today, today, "answered")
    if answered < candidate.asked_on:
        raise Rejected(
            "answered_before_asked",
            "Svaret ligger före frågan. Rätta datumet.",
            field="answered",
        )
    return {
        "answered_on": answered,
        "answer": finding.answer,
        "reason": finding.reason or candidate.reason,
    }


def _past(day: date, today: date, field: str) -> date:
    if day > today:
        raise Rejected(
            f"{field}_in_future", "Dagen ligger framåt i tiden. Rätta datumet.", field=field
        )
    return day
