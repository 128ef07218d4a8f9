"""Months by the calendar, and the ways Swedes write a date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.dates import (
    add_months,
    months_before,
    months_ending_on,
    parse_swedish_date,
    read_typed_day,
)
from munhalsa.domain.refusal import Rejected

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 36, date(2023, 12, 31)),
        (date(2026, 7, 1), 0, date(2026, 7, 1)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@given(days, st.integers(min_value=-400, max_value=400))
def test_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    if moved.day != day.day:
        assert moved.day < day.day
        assert (moved + timedelta(days=1)).day == 1


def test_twelve_months_ending_on_a_day_leave_the_first_out() -> None:
    assert months_ending_on(date(2026, 6, 30), 12) == (date(2025, 7, 1), date(2026, 6, 30))
    assert months_ending_on(date(2026, 9, 30), 12) == (date(2025, 10, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01",
        "2026-3-1",
        "2026/03/01",
        "2026.03.01",
        "20260301",
        "260301",
        "1/3 2026",
        "01/03 2026",
        "1/3-2026",
        "1/3 -2026",
        "1/3/2026",
        "1/3-26",
        "1/3 26",
        "1.3.2026",
        "1. 3. 2026",
        "01-03-2026",
        "1 mars 2026",
        "1. Mars 2026",
        "1 MAR. 2026",
        " 2026-03-01 ",
        "2026–03–01",
        "2026\u201103\u201101",
        "\ufeff2026-03-01\u00a0",
        "2026-03-01 00:00:00",
        "2026-03-01T00:00",
        "2026-03-01 13.45",
        "2026-03-01 00:00:00.000",
    ],
)
def test_ways_to_write_the_first_of_march(text: str) -> None:
    assert parse_swedish_date(text) == date(2026, 3, 1)


def test_two_digits_of_a_year() -> None:
    assert parse_swedish_date("690301") == date(1969, 3, 1)
    assert parse_swedish_date("680301") == date(2068, 3, 1)


@pytest.mark.parametrize(
    ("text", "month"),
    [("1 maj 2026", 5), ("1 sept 2026", None), ("1 sep 2026", 9), ("1 oktober 2026", 10)],
)
def test_names_of_months(text: str, month: int | None) -> None:
    if month is None:
        with pytest.raises(Rejected):
            parse_swedish_date(text)
    else:
        assert parse_swedish_date(text) == date(2026, month, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "igår",
        "2026",
        "2026-03",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "261301",
        "3/13 2026",
        "0202-03-01",
        "18991231",
        "22000101",
        "2026-03-01 klockan två",
        "46082",
        "1 marsch 2026",
        "26-03-01",
        "2026-03/01",
        "٢٠٢٦-٠٣-٠١",
        "00:00",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Rejected, match="ÅÅÅÅ-MM-DD") as caught:
        parse_swedish_date(text, field="date")
    assert caught.value.code == "date_invalid"
    assert caught.value.field == "date"


@given(days)
def test_every_form_reads_back(day: date) -> None:
    assert parse_swedish_date(day.isoformat()) == day
    assert parse_swedish_date(f"{day:%Y%m%d}") == day
    assert parse_swedish_date(f"{day.day}/{day.month} {day.year}") == day
    assert parse_swedish_date(f"{day.day}.{day.month}.{day.year}") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i", date(2026, 3, 31)),
        (" = ", date(2026, 3, 31)),
        ("I dag", date(2026, 3, 31)),
        ("+3d", date(2026, 4, 3)),
        ("- 1 v", date(2026, 3, 24)),
        ("−1m", date(2026, 2, 28)),
        ("+1Å", date(2027, 3, 31)),
        ("260301", date(2026, 3, 1)),
    ],
)
def test_what_is_quick_to_type(text: str, day: date) -> None:
    assert read_typed_day(text, today=date(2026, 3, 31)) == day


@pytest.mark.parametrize("text", ["+", "3d", "+3", "+999999d", "+99999d", "-99999m", "-3000å", "x"])
def test_steps_that_lead_nowhere_are_refused(text: str) -> None:
    with pytest.raises(Rejected, match="ÅÅÅÅ-MM-DD") as caught:
        read_typed_day(text, today=date(2026, 3, 31), field="date")
    assert (caught.value.code, caught.value.field) == ("date_invalid", "date")
