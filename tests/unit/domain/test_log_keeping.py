"""The log is kept for as long as was chosen, and never for less than five years."""

from __future__ import annotations

from datetime import date

import pytest

from munhalsa.domain.log_keeping import first_day_kept


@pytest.mark.parametrize(
    ("years", "first"), [(10, date(2016, 11, 22)), (5, date(2021, 11, 22)), (1, date(2021, 11, 22))]
)
def test_what_is_older_may_go_and_five_years_always_stay(years: int, first: date) -> None:
    today = date(2026, 11, 22)
    assert first_day_kept(today=today, real_today=today, years=years) == first


def test_a_day_that_is_only_taken_for_today_makes_nothing_older() -> None:
    real = date(2026, 2, 28)
    assert first_day_kept(today=date(2040, 1, 1), real_today=real, years=5) == date(2021, 2, 28)
    earlier = first_day_kept(today=date(2024, 2, 29), real_today=real, years=5)
    assert earlier == date(2019, 2, 28)
