"""What waits about a person, at the edges of each rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from munhalsa.domain.due import (
    AssessmentPeriod,
    DueList,
    Practice,
    Standing,
    ToDo,
    asked_before,
    assessed_after,
    cared_after,
    due_since,
    expires_by,
    found_by,
    late_before,
    to_do_of,
)

DAY = date(2026, 11, 22)
SETTLED = Standing(
    protected=False,
    certified=True,
    valid_to=None,
    renewed=False,
    wants=True,
    answered=DAY,
    waits=False,
)


def test_of_somebody_settled_nothing_waits() -> None:
    assert to_do_of(SETTLED, DAY) == ()
    long_ago = replace(SETTLED, answered=date(2020, 1, 1))
    assert to_do_of(long_ago, DAY) == ()
    assert to_do_of(replace(long_ago, certified=False, wants=False), DAY) == ()


def test_how_long_what_was_done_holds() -> None:
    day = date(2026, 5, 31)
    yearly = Practice(period=AssessmentPeriod.CALENDAR_YEAR)
    assert (assessed_after(day), cared_after(day)) == (date(2025, 5, 31), date(2025, 5, 31))
    assert assessed_after(day, yearly) == date(2025, 12, 31)
    assert (late_before(day), found_by(day)) == (date(2026, 2, 28), date(2025, 11, 30))


def test_since_when_somebody_waits() -> None:
    assert {which: due_since(which, DAY) for which in DueList} == {
        **dict.fromkeys(DueList, DAY),
        DueList.OFFER: date(2027, 11, 22),
        DueList.LATE: date(2027, 2, 22),
        DueList.UNMET_NEED: date(2027, 5, 22),
        DueList.ENDING: date(2026, 9, 23),
    }


def test_everything_that_waits_stands_in_order() -> None:
    standing = replace(SETTLED, protected=True, wants=None, answered=None, valid_to=DAY, waits=True)
    expected = (ToDo.ON_PAPER, ToDo.ASK, ToDo.EXPIRES, ToDo.REGISTER)
    assert to_do_of(standing, DAY) == expected


@pytest.mark.parametrize(("days", "waits"), [(0, True), (60, True), (61, False)])
def test_a_certificate_soon_ends(days: int, waits: bool) -> None:
    last = DAY + timedelta(days=days)
    standing = replace(SETTLED, valid_to=last)
    assert (ToDo.EXPIRES in to_do_of(standing, DAY)) is waits
    assert (last <= expires_by(DAY)) is waits
    assert to_do_of(replace(standing, renewed=True), DAY) == ()


@pytest.mark.parametrize(
    ("answered", "waits"),
    [(date(2025, 11, 22), True), (date(2025, 11, 23), False), (date(2020, 1, 1), True)],
)
def test_a_no_is_asked_about_again_after_a_year(answered: date, waits: bool) -> None:
    standing = replace(SETTLED, wants=False, answered=answered)
    assert (to_do_of(standing, DAY) == (ToDo.ASK_AGAIN,)) is waits
    assert (answered <= asked_before(DAY)) is waits


def test_a_no_whose_day_is_not_known_is_left_alone() -> None:
    assert to_do_of(replace(SETTLED, wants=False, answered=None), DAY) == ()


def test_without_a_certificate_only_the_queue_waits() -> None:
    standing = replace(SETTLED, certified=False, wants=None, answered=None, valid_to=DAY)
    assert to_do_of(standing, DAY) == ()
    assert to_do_of(replace(standing, waits=True), DAY) == (ToDo.REGISTER,)
