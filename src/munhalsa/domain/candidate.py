"""Somebody who may be entitled but has no certificate (möjligen berättigad; spec: records)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
