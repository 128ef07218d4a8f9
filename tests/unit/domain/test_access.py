"""What roles reach, and who must be left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.access import check_grant, check_keepers_left, is_everywhere, scopes_of
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit, UnitType

TODAY = date(2026, 11, 22)
NORTH, SOUTH = "norr", "söder"
BOTH = (Role.COORDINATOR, Role.ADMINISTRATOR)


def grant(role: Role = Role.ISSUER, account: str = "kim", **fields: Any) -> RoleGrant:
    return RoleGrant(id="g", account_id=account, role=role, **fields)


def unit(id: str, **fields: Any) -> Unit:
    made = Unit(
        id=id,
        name=id,
        sort_key=id,
        type=UnitType.NURSING_HOME,
        responsible_name="Anna",
        responsible_phone="1",
    )
    return replace(made, **fields)


HOUSE = unit("house", district_id=NORTH)
WARD = unit("ward", parent_id="house")
ROOMS = unit("rooms", parent_id="ward", district_id=SOUTH)
OTHER = unit("other", district_id=SOUTH)
UNITS = (ROOMS, WARD, HOUSE, OTHER)


def test_a_unit_brings_all_that_is_under_it() -> None:
    assert scopes_of([grant(unit_id="house")], UNITS) == {Role.ISSUER: {"house", "ward", "rooms"}}
    assert scopes_of([grant(unit_id="ward")], UNITS) == {Role.ISSUER: {"ward", "rooms"}}


def test_a_district_brings_its_units_and_what_is_under_them() -> None:
    assert scopes_of([grant(district_id=NORTH)], UNITS) == {Role.ISSUER: {"house", "ward", "rooms"}}
    assert scopes_of([grant(district_id=SOUTH)], UNITS) == {Role.ISSUER: {"other", "rooms"}}


def test_a_role_that_holds_everywhere_has_no_scope_whatever_else_is_held() -> None:
    held = [grant(unit_id="ward"), grant(), grant(Role.UNIT_MANAGER, unit_id="other")]
    assert scopes_of(held, UNITS) == {Role.UNIT_MANAGER: {"other"}}


@given(
    st.lists(
        st.builds(
            grant,
            st.sampled_from(Role),
            unit_id=st.sampled_from([None, "house", "ward", "rooms", "other"]),
            district_id=st.just(None),
        )
    )
)
def test_another_grant_never_narrows_a_role(held: list[RoleGrant]) -> None:
    for count in range(len(held)):
        fewer, more = scopes_of(held[:count], UNITS), scopes_of(held[: count + 1], UNITS)
        for role in {one.role for one in held[:count]}:
            if role in more:
                assert fewer.get(role, frozenset()) <= more[role]
                assert role in fewer


def test_a_circle_of_parents_ends() -> None:
    circle = [unit("a", parent_id="b"), unit("b", parent_id="a")]
    assert scopes_of([grant(unit_id="a")], circle) == {Role.ISSUER: {"a", "b"}}


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        (grant(unit_id="ward", district_id=NORTH), "scope_twice"),
        (grant(Role.ADMINISTRATOR, unit_id="ward"), "role_not_divisible"),
        (grant(Role.ADMINISTRATOR, district_id=NORTH), "role_not_divisible"),
        (grant(until=TODAY - timedelta(days=1)), "until_passed"),
    ],
)
def test_a_grant_that_cannot_hold(refused: RoleGrant, code: str) -> None:
    with pytest.raises(Rejected) as caught:
        check_grant(refused, today=TODAY)
    assert caught.value.code == code


def test_a_grant_to_the_end_of_today() -> None:
    check_grant(grant(until=TODAY, unit_id="ward"), today=TODAY)
    check_grant(grant(Role.ADMINISTRATOR), today=TODAY)
    assert is_everywhere(grant())


KIM, EVA = Account(id="kim", name="Kim"), Account(id="eva", name="Eva")


@pytest.mark.parametrize(
    "second",
    [
        grant(Role.COORDINATOR, "eva", until=TODAY + timedelta(days=90)),
        grant(Role.COORDINATOR, "eva", district_id=NORTH),
        grant(Role.ISSUER, "eva"),
    ],
)
def test_a_substitute_or_a_part_is_no_kontaktperson_to_be_left_with(second: RoleGrant) -> None:
    with pytest.raises(Rejected) as caught:
        check_keepers_left([KIM, EVA], [second, grant(Role.ADMINISTRATOR)])
    assert caught.value.code == "last_coordinator"


def test_somebody_who_has_ended_keeps_nothing() -> None:
    held = [grant(role) for role in BOTH]
    check_keepers_left([KIM, EVA], held)
    with pytest.raises(Rejected):
        check_keepers_left([replace(KIM, ended_on=TODAY), EVA], held)
    with pytest.raises(Rejected) as caught:
        check_keepers_left([KIM], [grant(Role.COORDINATOR)])
    assert caught.value.code == "last_administrator"
