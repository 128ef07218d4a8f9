"""A unit's own care staff: days, names, and who no session has named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from munhalsa.application.staff_words import days_words, named_words
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.staff import (
    StaffMember,
    StaffStanding,
    check_staff,
    has_namesake,
    last_named,
    staff_meant,
    tidied,
)

TODAY = date(2026, 11, 22)
SARA = StaffMember(id="1", unit_id="u", name="Sara Lind", sort_key="")


def test_they_are_there_from_the_first_day_to_the_last() -> None:
    one = replace(SARA, from_day=date(2026, 1, 1), to_day=date(2026, 6, 30))
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))
    assert [one.is_there_on(day) for day in days] == [False, True, True, False]
    assert [one.is_over_on(day) for day in days] == [False, False, False, True]
    assert SARA.is_there_on(TODAY)


def test_name_and_title_are_made_tidy_and_a_name_is_needed() -> None:
    found = tidied({"name": " Sara  Lind ", "title": " ", "to_day": TODAY})
    assert (found["name"], found["title"], found["to_day"]) == ("Sara Lind", None, TODAY)
    assert found["sort_key"]
    assert tidied({}) == {}
    with pytest.raises(Rejected) as caught:
        tidied({"name": " "})
    assert caught.value.field == "name"


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (date(1899, 12, 31), None, "from_day"),
        (date(2027, 11, 23), None, "from_day"),
        (None, date(2127, 1, 1), "to_day"),
        (date(2026, 5, 2), date(2026, 5, 1), "to_day"),
    ],
)
def test_days_that_cannot_be(first: date | None, last: date | None, field: str) -> None:
    with pytest.raises(Rejected) as caught:
        check_staff(replace(SARA, from_day=first, to_day=last), today=TODAY)
    assert caught.value.field == field


def test_days_that_can_be() -> None:
    for first, last in ((None, None), (TODAY, TODAY), (date(2027, 11, 22), None)):
        check_staff(replace(SARA, from_day=first, to_day=last), today=TODAY)


def test_a_namesake_is_somebody_else_there_at_the_same_time() -> None:
    until_may = replace(SARA, id="2", name="LIND, Sara", to_day=date(2026, 5, 31))
    since_june = replace(SARA, from_day=date(2026, 6, 1))
    assert has_namesake(SARA, [until_may])
    assert has_namesake(replace(until_may, id="3"), [SARA])
    assert not has_namesake(since_june, [until_may])
    assert not has_namesake(until_may, [since_june])
    assert not has_namesake(SARA, [SARA, replace(until_may, unit_id="v")])
    assert not has_namesake(SARA, [replace(until_may, name="Sara Lund")])


def test_the_newest_session_that_named_them_counts_three_years() -> None:
    sessions = [
        (date(2023, 11, 23), ["Lind Sara"]),
        (date(2022, 1, 1), ["Sara Lind"]),
        (TODAY, ["Bo Ek"]),
    ]
    named = last_named("Sara Lind", sessions)
    assert named == date(2023, 11, 23)
    assert last_named("Eva Ås", sessions) is None
    standing = StaffStanding(member=SARA, day=TODAY, named=named)
    assert standing.is_named
    later = replace(standing, day=date(2026, 11, 23))
    assert not later.is_named
    never = replace(standing, named=None)
    assert not never.is_named
    words = [named_words(one) for one in (standing, later, never)]
    assert words == ["2023-11-23", "2023-11-23, dags igen", "inte namngiven"]
    known = replace(SARA, from_day=date(2026, 1, 1), to_day=TODAY)
    assert days_words(standing) == ""
    told = days_words(replace(standing, member=known))
    assert told == "från 2026-01-01 till och med 2026-11-22"


def test_who_is_meant_by_a_name_or_an_id() -> None:
    left = replace(SARA, id="2", to_day=TODAY)
    assert staff_meant([left, SARA], "lind sara") is SARA
    assert staff_meant([left, SARA], " 2 ") is left
    assert staff_meant([left], "Sara Lind") is left
    with pytest.raises(Rejected) as caught:
        staff_meant([SARA, replace(SARA, id="3")], "Sara Lind")
    assert caught.value.code == "staff_ambiguous"
    with pytest.raises(Rejected) as caught:
        staff_meant([SARA], "Bo Ek")
    assert caught.value.code == "staff_not_found"
