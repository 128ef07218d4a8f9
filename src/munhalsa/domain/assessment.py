"""The yearly munhälsobedömning, as much of it as the municipality needs (spec: records)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass


class AssessmentOutcome(StrEnum):
    """What the visit led to."""

    PERFORMED = "performed"
    PARTLY_PERFORMED = "partly_performed"
    DECLINED_AT_VISIT = "declined_at_visit"
    NOT_PRESENT = "not_present"
    WRONG_UNIT = "wrong_unit"
    UNWELL = "unwell"
    CANCELLED_BY_PROVIDER = "cancelled_by_provider"
    CANCELLED_BY_UNIT = "cancelled_by_unit"


class AssessorTitle(StrEnum):
    """The title of whoever did the assessment."""

    DENTAL_HYGIENIST = "dental_hygienist"
    DENTIST = "dentist"
    OTHER = "other"


class HelpNeed(StrEnum):
    """How much help is needed with daily oral care."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


class CareNeed(StrEnum):
    """The preliminary need of necessary dental care."""

    NONE = "none"
    NOT_URGENT = "not_urgent"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentContent:
    """What is said of one visit, as one whole.

    ``counts_as_performed`` is what the hygienist says of a partly performed one.
    ``staff_took_part`` None: not known; ``staff`` are their names.
    """

    day: date
    outcome: AssessmentOutcome
    counts_as_performed: bool = False
    reason: str | None = None
    unit_id: str | None = None
    address: str | None = None
    performed_by: str | None = None
    title: AssessorTitle | None = None
    phone: str | None = None
    staff_took_part: bool | None = None
    staff: str | None = None
    help_need: HelpNeed | None = None
    care_need: CareNeed | None = None
    referred_to: str | None = None
    told: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(AssessmentContent):
    """One visit, signed, and then corrected only visibly.

    ``duplicate_of_id`` is the one of the same day that stands instead of this. ``correction`` is
    why a signed one was last corrected.
    """

    id: str
    version: int = 1
    person_id: str
    round_id: str | None = None
    signed_by: str | None = None
    signed_on: date | None = None
    corrected_on: date | None = None
    correction: str | None = None
    duplicate_of_id: str | None = None

    @property
    def is_performed(self) -> bool:
        """As ``counts``: what every list and figure means by a performed assessment."""
        return counts(
            self.outcome,
            counts_as_performed=self.counts_as_performed,
            duplicate=self.duplicate_of_id is not None,
        )


def counts(outcome: str, *, counts_as_performed: bool, duplicate: bool) -> bool:
    """Whether it counts as performed: wholly, or partly where the hygienist says so.

    A duplicate never counts: the one that stands instead of it does. The same rule as a condition
    in statements: ``adapters.store.queries.performed``.
    """
    partly = outcome == AssessmentOutcome.PARTLY_PERFORMED and counts_as_performed
    return not duplicate and (partly or outcome == AssessmentOutcome.PERFORMED)


class Denture(StrEnum):
    """A denture in one jaw."""

    FULL = "full"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was seen in the mouth: teeth, implants, dentures, and nine areas graded 1 to 3.

    A denture of None is none. Nothing is summed.
    """

    own_teeth: int | None = None
    implants: int | None = None
    upper_denture: Denture | None = None
    lower_denture: Denture | None = None
    voice: int | None = None
    lips: int | None = None
    mucosa: int | None = None
    tongue: int | None = None
    gums: int | None = None
    teeth: int | None = None
    dentures: int | None = None
    saliva: int | None = None
    swallowing: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OralFindings(Findings):
    """The provider's part of an assessment, off by default (spec: domain, secrecy)."""

    id: str
    version: int = 1
    person_id: str
    assessment_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalVisit:
    """Necessary dental care that was received; ``provider`` is a clinic or dentist."""

    id: str
    version: int = 1
    person_id: str
    day: date
    provider: str | None = None
