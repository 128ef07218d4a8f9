"""How the municipality works its lists: what it has set, where the rules leave it open."""

from __future__ import annotations

from datetime import date

from munhalsa.application.ports import Reader
from munhalsa.application.settings import setting_value
from munhalsa.domain.due import Practice
from munhalsa.domain.rules import RuleBook


def practice_of(reader: Reader, rules: RuleBook, *, day: date) -> Practice:
    """What holds on the day for hiding after an offer, for no answer, and for what soon ends."""

    def days(key: str) -> int:
        return int(setting_value(reader, rules, key, day=day))

    return Practice(
        hidden_days=days("offer_hidden_days"),
        offers_to_still_no=days("offers_to_still_no"),
        ending_days=days("ending_days"),
    )
