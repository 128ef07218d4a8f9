"""The list of units: narrowed, sorted, counted and searched in the database, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from munhalsa.application.context import Context
from munhalsa.application.districts import add_district
from munhalsa.application.ports_units import UnitFilter, UnitOrder, UnitSort
from munhalsa.application.rename_unit import rename_unit
from munhalsa.application.set_care import SetPlace, set_visiting_place
from munhalsa.application.unit_list import (
    UnitToDo,
    unit_page,
    unit_rows,
    units_to_confirm,
)
from munhalsa.domain.account import Role
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.unit import Unit, UnitType
from tests.support.deeds import add, alter, born, found, issue, register, user
from tests.support.units import added, told

FIRST = date(2024, 1, 1)
ONE, TWO, THREE = (born(1941, serial) for serial in (239, 241, 243))


@pytest.fixture
def place(context: Context) -> Context:
    """Five units, one of them closed; three people at Ängen, one of them protected."""
    north = add_district(context, "Norr")
    add_district(context, "Syd")
    added(context, "Ängen", code="A", places=4, district="Syd", city="Borås")
    added(context, "Öst", code="O", type=UnitType.HOME_HELP, responsible_name="Kim Ås")
    added(context, "Alm", code="L", places=2, district=north.district.id)
    added(context, "Dag", code="D", type=UnitType.DAY_ACTIVITY)
    added(context, "Stängd", code="X")
    told(context)
    for code, verified in (("A", date(2025, 11, 21)), ("O", date(2025, 11, 22)), ("L", None)):
        alter(context, found(context, Unit, code=code)[0], verified_on=verified)
    closed = found(context, Unit, code="X")[0]
    alter(context, closed, active_to=FIRST, verified_on=None)
    register(context, ONE, unit="A", from_day=FIRST)
    register(context, TWO, unit="A", given_name="Bo", from_day=FIRST)
    register(
        context,
        THREE,
        unit="A",
        given_name="Eva",
        from_day=FIRST,
        protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING,
    )
    issue(context, ONE)
    set_visiting_place(context, SetPlace(number=TWO, day=FIRST, unit="D"))
    return context


def codes(
    context: Context,
    wanted: UnitFilter | None = None,
    by: UnitSort = UnitSort.NAME,
    *,
    descending: bool = False,
    typed: str = "",
    to_confirm: bool = False,
) -> str:
    order = UnitOrder(by=by, descending=descending)
    page = unit_page(
        context, wanted or UnitFilter(), order, rows=9, typed=typed, to_confirm=to_confirm
    )
    assert page.total == 5
    assert [row.facts.id for row in page.rows] == list(page.ids)
    return "".join(row.facts.code or "-" for row in page.rows)


@pytest.mark.parametrize(
    ("by", "up", "down"),
    [
        (UnitSort.NAME, "LDAO", "OADL"),
        (UnitSort.TYPE, "LAOD", "DOLA"),
        (UnitSort.DISTRICT, "LADO", "ALDO"),
        (UnitSort.RESIDENTS, "LODA", "ADLO"),
        (UnitSort.COVERAGE, "LADO", "ALDO"),
        (UnitSort.VERIFIED, "AODL", "DOAL"),
    ],
)
def test_in_the_order_asked_for(place: Context, by: UnitSort, up: str, down: str) -> None:
    assert codes(place, by=by) == up
    assert codes(place, by=by, descending=True) == down


def test_narrowed_by_what_is_asked(place: Context) -> None:
    (syd,) = (one for one in found(place, Unit, code="A"))
    assert codes(place, UnitFilter(closed=True)) == "LDXAO"
    assert codes(place, UnitFilter(type=UnitType.NURSING_HOME)) == "LA"
    assert codes(place, UnitFilter(district_id=syd.district_id)) == "A"
    assert codes(place, UnitFilter(type=UnitType.HOME_HELP, district_id=syd.district_id)) == ""
    assert codes(place, to_confirm=True) == "LA"


def test_found_by_any_name_code_city_or_responsible(place: Context) -> None:
    rename_unit(place, "A", name="Ekgården")
    for typed, wanted in (
        ("ek", "A"),
        ("ang", "A"),
        ("bor", "A"),
        ("kim as", "O"),
        ("o", "O"),
        ("kim ang", ""),
        ("ilm", ""),
        (" ", "LDAO"),
    ):
        assert codes(place, typed=typed) == wanted


def test_what_a_row_says(place: Context) -> None:
    (unit,) = found(place, Unit, code="A")
    (row,) = unit_rows(place, [unit.id])
    assert (row.facts.residents, row.facts.certificates, row.facts.places) == (2, 1, 4)
    assert (row.facts.district, row.facts.waits) == ("Syd", False)
    assert row.to_do == (UnitToDo.CONFIRM,)
    sees = user(place, Role.COORDINATOR, sees_protected=True)
    assert unit_rows(sees, [unit.id])[0].facts.residents == 3
    (day,) = found(place, Unit, code="D")
    assert unit_rows(place, [day.id])[0].facts.residents == 1
    rename_unit(place, "D", name="Dagen")
    assert unit_rows(place, [day.id])[0].to_do == (UnitToDo.REGISTER,)
    (closed,) = found(place, Unit, code="X")
    assert unit_rows(place, [closed.id])[0].to_do == ()
    assert unit_rows(place, []) == []
    assert unit_rows(place, ["no-such-id"]) == []


def test_how_many_are_to_be_confirmed_by_those_who_can(place: Context) -> None:
    assert units_to_confirm(place) == 2
    assert units_to_confirm(user(place, Role.ISSUER)) == 0


def test_it_takes_the_right(place: Context) -> None:
    outsider = user(place, Role.STATISTICS)
    with pytest.raises(NotAllowed):
        unit_page(outsider, UnitFilter(), UnitOrder(), rows=1)
    with pytest.raises(NotAllowed):
        unit_rows(outsider, [])
    add(place, replace(found(place, Unit, code="A")[0], id="z" * 36, code="Z"))
    page = unit_page(place, UnitFilter(), UnitOrder(), rows=1)
    assert (len(page.ids), len(page.rows)) == (5, 1)
