"""How the municipality works its lists: what it has set, where the rules leave it open."""

from __future__ import annotations

from datetime import date

from munhalsa.application.ports import Reader
from munhalsa.application.settings import Held, settings_held
from munhalsa.domain.due import AssessmentPeriod, Practice
from munhalsa.domain.rules import RuleBook


def practice_of(reader: Reader, rules: RuleBook, *, day: date) -> Practice:
    """What holds on the day for hiding after an offer, for what soon ends, and for visits."""
    return practice_in(settings_held(reader, rules, day=day))


def practice_in(held: Held) -> Practice:
    """The same, of settings that were read already."""
    return Practice(
        hidden_days=int(held("offer_hidden_days")),
        offers_to_still_no=int(held("offers_to_still_no")),
        ending_days=int(held("ending_days")),
        period=AssessmentPeriod(held("assessment_period")),
        late_months=int(held("late_months")),
        need_months=int(held("care_need_months")),
    )
