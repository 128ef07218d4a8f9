"""Deviations counted a quarter: the most frequent first, what lies outside left out."""

from munhalsa.domain.deviation_trends import Trend, quarters_to, trends
from munhalsa.domain.quarter import Quarter

LAST = Quarter(year=2026, number=1)
BEFORE = Quarter(year=2025, number=4)


def test_the_quarters_lead_up_to_the_last() -> None:
    assert quarters_to(LAST, many=2) == (BEFORE, LAST)


def test_counts_a_quarter() -> None:
    old = Quarter(year=2024, number=1)
    happened = [("b", LAST), ("a", BEFORE), ("b", BEFORE), ("a", old), ("c", old)]
    found = trends(happened, (BEFORE, LAST))
    assert found == [Trend(key="b", counts=(1, 1)), Trend(key="a", counts=(1, 0))]
    assert found[0].total == 2
