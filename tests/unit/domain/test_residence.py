"""How a move fits among the stretches that are known; what cannot be is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.identity import Sex
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.residence import (
    A_DAY,
    Dwelling,
    check_move_day,
    check_open,
    check_same_sort,
    dwelling_of,
    gap_before,
    last_day_here,
    on,
    turn,
)
from munhalsa.domain.unit import Unit, UnitType

DAY = date(2026, 6, 1)
BIRCH, OAK, ASH = (Dwelling(unit_id=one) for one in ("birch", "oak", "ash"))


def stretch(at: Dwelling, first: date, last: date | None = None) -> Residence:
    return Residence(
        id=f"{at.unit_id}{first}", person_id="p", from_day=first, to_day=last, **at._asdict()
    )


def lived(stretches: list[Residence], to: Dwelling, day: date, **more: Any) -> list[Residence]:
    """The stretches as they are after the move."""
    done = turn(stretches, to, day, **more)
    after = []
    for one in stretches:
        fields: dict[str, Any] = {}
        if one is done.ends:
            fields = {"to_day": day - A_DAY}
        elif one is done.corrected:
            fields = to._asdict()
        elif one is done.advanced:
            fields = {"from_day": day}
        after.append(replace(one, **fields))
    if done.begins is not None:
        after.append(stretch(to, *done.begins))
    return sorted(after, key=lambda one: one.from_day)


def days(stretches: list[Residence]) -> list[tuple[str | None, date, date | None]]:
    return [(one.unit_id, one.from_day, one.to_day) for one in stretches]


def test_the_old_home_ends_the_day_before_the_new_begins() -> None:
    assert days(lived([stretch(BIRCH, date(2020, 1, 1))], OAK, DAY)) == [
        ("birch", date(2020, 1, 1), date(2026, 5, 31)),
        ("oak", DAY, None),
    ]
    assert days(lived([], OAK, DAY)) == [("oak", DAY, None)]


def test_a_move_in_the_past_lasts_until_the_next() -> None:
    known = [stretch(BIRCH, date(2020, 1, 1), date(2026, 8, 1)), stretch(ASH, date(2026, 9, 1))]
    assert days(lived(known, OAK, DAY)) == [
        ("birch", date(2020, 1, 1), date(2026, 5, 31)),
        ("oak", DAY, date(2026, 8, 31)),
        ("ash", date(2026, 9, 1), None),
    ]
    assert days(lived(known, OAK, date(2019, 1, 1)))[0] == (
        *("oak", date(2019, 1, 1), date(2019, 12, 31)),
    )


def test_the_next_home_begins_earlier_where_it_is_the_same() -> None:
    known = [stretch(BIRCH, date(2020, 1, 1), date(2026, 8, 31)), stretch(ASH, date(2026, 9, 1))]
    assert days(lived(known, ASH, DAY)) == [
        ("birch", date(2020, 1, 1), date(2026, 5, 31)),
        ("ash", DAY, None),
    ]
    assert days(lived(known[1:], ASH, DAY)) == [("ash", DAY, None)]


def test_another_home_from_the_very_first_day_corrects_it() -> None:
    known = [stretch(BIRCH, DAY, date(2026, 8, 31)), stretch(ASH, date(2026, 9, 1))]
    assert days(lived(known, OAK, DAY))[0] == ("oak", DAY, date(2026, 8, 31))


def test_a_new_home_ends_with_the_last_day_here() -> None:
    last = date(2026, 7, 1)
    known = [stretch(BIRCH, date(2020, 1, 1), last)]
    assert days(lived(known, OAK, DAY, last=last))[1] == ("oak", DAY, last)


@pytest.mark.parametrize(
    ("there", "field"), [(BIRCH, "unit"), (Dwelling(street="Storgatan 1"), "address")]
)
def test_nobody_moves_to_where_they_are(there: Dwelling, field: str) -> None:
    with pytest.raises(Rejected) as refused:
        turn([stretch(there, date(2020, 1, 1))], there, DAY)
    assert (refused.value.code, refused.value.field) == ("already_there", field)
    assert "2020-01-01" in refused.value.message


@given(
    st.lists(
        st.tuples(st.sampled_from((BIRCH, OAK, ASH)), st.integers(min_value=0, max_value=60)),
        max_size=12,
    )
)
def test_no_order_of_moves_makes_stretches_overlap(moves: list[tuple[Dwelling, int]]) -> None:
    stretches: list[Residence] = []
    for to, offset in moves:
        day = DAY + timedelta(days=offset)
        try:
            stretches = lived(stretches, to, day)
        except Rejected:
            continue
        now = on(stretches, day)
        assert now is not None
        assert dwelling_of(now) == to
        for one, other in pairwise(stretches):
            assert one.to_day is not None
            assert one.from_day <= one.to_day < other.from_day


def person(**changes: Any) -> Person:
    made = Person(
        id="p",
        number="194101012393",
        birth_year=1941,
        sex=Sex.MALE,
        given_name="Exempel",
        family_name="Exempelsson",
        sort_key="exempelsson exempel",
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("who", "day", "code"),
    [
        (person(), date(1940, 12, 31), "before_birth"),
        (person(died_on=date(2026, 5, 31)), DAY, "after_death"),
        (person(), DAY + timedelta(days=11), "too_far_ahead"),
    ],
)
def test_a_day_that_cannot_be(who: Person, day: date, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        check_move_day(who, day, today=DAY, ahead=10)
    assert (refused.value.code, refused.value.field) == (code, "date")


def test_days_that_can_be() -> None:
    check_move_day(person(died_on=DAY), DAY, today=DAY, ahead=0)
    check_move_day(person(), date(1941, 1, 1), today=DAY, ahead=0)
    nobody_knows = person(number="00342145BZ31", birth_year=None)
    check_move_day(nobody_knows, date(1900, 1, 1), today=DAY, ahead=0)


def test_the_last_day_here_is_that_of_death_or_of_moving_out() -> None:
    gone = person(died_on=date(2026, 8, 1), moved_out_on=date(2026, 7, 1))
    assert last_day_here(gone, DAY) == date(2026, 7, 1)
    assert last_day_here(gone, date(2026, 7, 1)) == date(2026, 7, 1)
    assert last_day_here(gone, date(2026, 7, 15)) == date(2026, 8, 1)
    assert last_day_here(person(), DAY) is None


def unit(type: UnitType = UnitType.NURSING_HOME, id: str = "u", **changes: Any) -> Unit:
    made = Unit(
        id=id, name="Björkgläntan", sort_key="b", type=type, responsible_name="C",
        responsible_phone="1",
    )  # fmt: skip
    return replace(made, **changes)


def test_nobody_moves_to_what_is_closed() -> None:
    check_open(unit(active_to=DAY), DAY)
    check_open(unit(), DAY)
    with pytest.raises(Rejected) as refused:
        check_open(unit(active_to=DAY), DAY + A_DAY, field="to")
    assert (refused.value.code, refused.value.field) == ("unit_closed", "to")


def test_residents_move_between_units_of_one_sort() -> None:
    check_same_sort(unit(), unit(UnitType.LSS_HOUSING, "v"), field="to")
    check_same_sort(unit(UnitType.HOME_HELP), unit(UnitType.HOME_HEALTH_CARE, "v"), field="to")
    for one, other, code in (
        (unit(), unit(), "same_unit"),
        (unit(), unit(UnitType.HOME_HELP, "v"), "unit_type_differs"),
        (unit(UnitType.HOME_HELP), unit(UnitType.DAY_CARE, "v"), "unit_type_differs"),
    ):
        with pytest.raises(Rejected) as refused:
            check_same_sort(one, other, field="to")
        assert (refused.value.code, refused.value.field) == (code, "to")


def test_days_without_a_home_before_a_move() -> None:
    known = [stretch(BIRCH, date(2020, 1, 1), date(2026, 5, 1))]
    assert gap_before(known, DAY) == (date(2026, 5, 2), date(2026, 5, 31))
    assert gap_before(known, date(2026, 5, 2)) is None
    assert gap_before([], DAY) is None
