"""The munvårdskort: what the staff do every day, in the hygienist's words (spec: records)."""

from __future__ import annotations

from datetime import date

from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCard:
    """One person's card; the newest is the valid one, older ones are kept.

    ``received_by`` and ``received_on``: by the unit. ``in_care_plan_on``: entered in the care plan.
    """

    id: str
    version: int = 1
    person_id: str
    assessment_id: str | None = None
    day: date
    free_text: str | None = None
    next_assessment: date | None = None
    signed_by: str
    signed_on: date
    received_by: str | None = None
    received_on: date | None = None
    in_care_plan_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCardLine:
    """One line of a card, in order: what is cleaned, with what, how often, by whom.

    ``phrase`` is the id in the phrase bank that it was chosen from; None: written by hand.
    """

    id: str
    version: int = 1
    person_id: str
    care_card_id: str
    position: int
    what: str
    with_what: str | None = None
    how_often: str | None = None
    by_whom: str | None = None
    phrase: str | None = None
