"""A changed besöksdag: when it is a deviation, and when it has been changed once too often."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from munhalsa.domain.deviation import Direction
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.round import (
    Round,
    RoundChange,
    RoundDeed,
    RoundPractice,
    RoundState,
    Side,
    check_day,
    check_held,
    check_noticed,
    check_planned,
    deviation_of,
    notice_days,
)
from tests.support.deeds import unit

DAY = date(2026, 11, 22)
ROUND = Round(id="r", unit_id="u", day=DAY)
CHANGE = RoundChange(
    id="c",
    unit_id="u",
    round_id="r",
    deed=RoundDeed.CANCELLED,
    by_side=Side.PROVIDER,
    noticed_on=DAY - timedelta(days=13),
    from_day=DAY,
    reason="sjukdom",
)
EARLY = replace(CHANGE, noticed_on=DAY - timedelta(days=14))
PRACTICE = RoundPractice()


def before(day: date, side: Side = Side.PROVIDER) -> RoundChange:
    return replace(CHANGE, id=f"{day}{side}", from_day=day, by_side=side)


def test_notice_in_time_is_no_deviation() -> None:
    assert (notice_days(CHANGE), notice_days(EARLY)) == (13, 14)
    assert notice_days(replace(CHANGE, noticed_on=DAY + timedelta(days=2))) == 0
    assert deviation_of(EARLY, [EARLY], PRACTICE) is None
    assert deviation_of(CHANGE, [], PRACTICE) == (Direction.TO_PROVIDER, "assessment_not_done")
    by_unit = replace(CHANGE, by_side=Side.UNIT)
    assert deviation_of(by_unit, [], PRACTICE) == (Direction.TO_MUNICIPALITY, "staff_absent")
    assert deviation_of(replace(EARLY, by_side=Side.UNIT), [], PRACTICE) is None


@pytest.mark.parametrize(
    ("earlier", "repeated"),
    [
        ([], False),
        ([before(date(2025, 11, 23))], True),
        ([before(date(2025, 11, 22))], False),
        ([before(date(2026, 11, 23))], False),
        ([before(date(2026, 6, 1), Side.UNIT)], False),
    ],
)
def test_the_second_within_a_year_is_repeated(earlier: list[RoundChange], repeated: bool) -> None:
    found = deviation_of(EARLY, earlier, PRACTICE)
    again = (Direction.TO_PROVIDER, "assessment_repeatedly_cancelled")
    assert found == (again if repeated else None)
    thrice = RoundPractice(repeated=3)
    assert deviation_of(EARLY, earlier, thrice) is None


def refusal(check: object, *given: object, **named: object) -> str:
    assert callable(check)
    with pytest.raises(Rejected) as caught:
        check(*given, **named)
    return caught.value.code


def test_a_unit_says_when_it_receives_visits() -> None:
    home = unit(no_visits_until=DAY, active_to=date(2026, 12, 31))
    assert refusal(check_day, home, DAY, today=DAY) == "no_visits"
    check_day(home, DAY + timedelta(days=1), today=DAY)
    assert refusal(check_day, home, date(2027, 1, 1), today=DAY) == "unit_not_active"
    assert refusal(check_day, home, date(2028, 11, 23), today=DAY) == "round_day_invalid"
    assert refusal(check_day, home, date(1899, 12, 31), today=DAY) == "round_day_invalid"


@pytest.mark.parametrize("state", RoundState)
def test_only_a_planned_day_is_changed(state: RoundState) -> None:
    one = replace(ROUND, state=state)
    if state is RoundState.PLANNED:
        check_planned(one)
    else:
        assert refusal(check_planned, one) == "round_is_over"


def test_what_has_not_been_yet_is_not_held_or_told() -> None:
    check_held(ROUND, today=DAY)
    assert refusal(check_held, ROUND, today=DAY - timedelta(days=1)) == "round_in_future"
    check_noticed(DAY, today=DAY)
    assert refusal(check_noticed, DAY, today=DAY - timedelta(days=1)) == "noticed_in_future"
