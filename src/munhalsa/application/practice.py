"""How the municipality works its lists: what it has set, where the rules leave it open."""

from __future__ import annotations

from datetime import date

from munhalsa.application.ports import Reader
from munhalsa.application.settings import setting_value
from munhalsa.domain.due import AssessmentPeriod, Practice
from munhalsa.domain.rules import RuleBook


def practice_of(reader: Reader, rules: RuleBook, *, day: date) -> Practice:
    """What holds on the day for hiding after an offer, for what soon ends, and for visits."""

    def chosen(key: str) -> str:
        return setting_value(reader, rules, key, day=day)

    return Practice(
        hidden_days=int(chosen("offer_hidden_days")),
        offers_to_still_no=int(chosen("offers_to_still_no")),
        ending_days=int(chosen("ending_days")),
        period=AssessmentPeriod(chosen("assessment_period")),
        late_months=int(chosen("late_months")),
        need_months=int(chosen("care_need_months")),
    )
