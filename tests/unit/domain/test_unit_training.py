"""The three-year wheel: which day's training counts on which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from munhalsa.domain.dates import months_before
from munhalsa.domain.unit_training import UnitTraining, counts_until


def unit(day: date, held: date | None) -> UnitTraining:
    return UnitTraining(
        unit_id="u", code=None, name="Alm", district_id=None, day=day, held=held, planned=None
    )


@pytest.mark.parametrize(
    ("held", "last"),
    [
        (date(2023, 11, 23), date(2026, 11, 22)),
        (date(2023, 11, 22), date(2026, 11, 21)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 27)),
        (date(2025, 3, 1), date(2028, 2, 29)),
        (date(2023, 8, 31), date(2026, 8, 30)),
    ],
)
def test_a_session_counts_for_three_years_and_not_a_day_more(held: date, last: date) -> None:
    assert counts_until(held) == last
    assert unit(last, held).is_trained
    assert unit(last, held).due == last + timedelta(days=1)
    assert not unit(last + timedelta(days=1), held).is_trained


def test_the_last_day_is_that_of_the_definition_for_every_day_of_five_years() -> None:
    held = date(2023, 1, 1)
    while held < date(2028, 1, 1):
        last = counts_until(held)
        assert months_before(last, 36) < held <= months_before(last + timedelta(days=1), 36)
        held += timedelta(days=1)


def test_a_unit_without_any_training_is_due_since_ever() -> None:
    never = unit(date(2026, 11, 22), None)
    assert (never.is_trained, never.due) == (False, None)
