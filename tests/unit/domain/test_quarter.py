"""The reported period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import Rejected

days = st.dates(min_value=date(1901, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, date(2024, 1, 1), date(2024, 3, 31)),
        (2, date(2024, 4, 1), date(2024, 6, 30)),
        (3, date(2024, 7, 1), date(2024, 9, 30)),
        (4, date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_first_and_last_day(number: int, first: date, last: date) -> None:
    quarter = Quarter(year=2024, number=number)
    assert (quarter.first_day, quarter.last_day) == (first, last)
    assert quarter.label == f"kvartal {number} 2024"


@given(days)
def test_every_day_lies_in_its_quarter_and_quarters_meet(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter.previous.last_day + timedelta(days=1) == quarter.first_day
    assert quarter.previous < quarter


@pytest.mark.parametrize("number", [0, 5, -1])
def test_there_are_four(number: int) -> None:
    with pytest.raises(Rejected, match="1, 2, 3 eller 4") as caught:
        Quarter(year=2026, number=number)
    assert (caught.value.code, caught.value.field) == ("quarter_invalid", "quarter")


@pytest.mark.parametrize("year", [26, 1899, 2200])
def test_a_year_has_four_digits_of_our_time(year: int) -> None:
    with pytest.raises(Rejected, match="1900 och 2199") as caught:
        Quarter(year=year, number=1)
    assert (caught.value.code, caught.value.field) == ("year_invalid", "year")
