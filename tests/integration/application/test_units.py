"""Adding, changing, renaming and confirming units, on both engines."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.add_unit import AddUnit, add_unit
from munhalsa.application.change_unit import ChangeUnit, change_unit
from munhalsa.application.context import Context
from munhalsa.application.districts import add_district
from munhalsa.application.rename_unit import rename_unit
from munhalsa.application.settings import set_setting
from munhalsa.application.undo import undo_event
from munhalsa.application.verify_unit import verify_unit
from munhalsa.application.view_unit import open_unit, open_unit_card
from munhalsa.desktop.unit_text import unit_text
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.round import Round, RoundState
from munhalsa.domain.unit import RunBy, Unit, UnitChange, UnitName, UnitType
from tests.support.deeds import add, alter, assert_refused, found, stored, user
from tests.support.stores import on_day
from tests.support.units import DETAILS, added, change, details, to_tell, told

A_DAY = timedelta(days=1)


def test_a_whole_unit_with_all_it_belongs_to(context: Context) -> None:
    above = added(context, "Norra området", type=UnitType.HOME_HELP, code="N1")
    district = add_district(context, "Norr").district
    done = add_unit(
        context,
        AddUnit(
            name=" Ekgården ",
            details=details(
                **DETAILS,
                code="14",
                street="Storgatan 1",
                postal_code="50115",
                city="Borås",
                places=24,
                care_staff=30,
                email="ekgarden@exempel.se",
                entry_instructions="Portkod 1234",
                active_from=date(2020, 1, 1),
                run_by=RunBy.CONTRACTOR,
                contractor="Omsorg AB",
                parent="N1",
                district="norr",
                lies_in="1480",
                no_visits_until=date(2026, 12, 1),
            ),
        ),
    )
    unit = stored(context, Unit, done.unit.id)
    assert unit == done.unit
    assert (unit.name, unit.postal_code, unit.verified_on) == ("Ekgården", "501 15", context.today)
    assert (unit.parent_id, unit.district_id, unit.lies_in) == (above.id, district.id, "1480")
    assert to_tell(context, unit) == {UnitChange.NEW}
    record = open_unit(context, "14")
    assert (record.parent, record.district, record.parts) == (above, district, ())
    assert (record.to_tell, record.confirm_contacts) == ((UnitChange.NEW,), False)
    assert open_unit(context, "N1").parts == (unit,)
    undo_event(context, done.event)
    assert found(context, Unit, code="14") == []


@pytest.mark.parametrize("field", ["type", "responsible_name", "responsible_phone"])
def test_what_a_unit_must_have(context: Context, field: str) -> None:
    given = {name: value for name, value in DETAILS.items() if name != field}
    with pytest.raises(Rejected) as caught:
        add_unit(context, AddUnit(name="Ekgården", details=details(**given)))
    assert_refused(caught, "missing", field)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"code": "B1"}, "unit_code_taken", "code"),
        ({"parent": "Okänd"}, "unit_not_found", "parent"),
        ({"district": "Okänd"}, "district_not_found", "district"),
    ],
)
def test_what_a_new_unit_cannot_have(
    context: Context, given: dict[str, Any], code: str, field: str
) -> None:
    added(context, code="B1")
    with pytest.raises(Rejected) as caught:
        add_unit(context, AddUnit(name="Ekgården", details=details(**DETAILS, **given)))
    assert_refused(caught, code, field)
    assert len(found(context, Unit)) == 1


def test_two_open_units_of_one_name_are_warned_about(context: Context) -> None:
    first = added(context, code="B1")
    again = AddUnit(name="björkgläntan", details=details(**DETAILS))
    (warning,) = add_unit(context, again).warnings
    assert warning.code == "unit_same_name"
    for one in found(context, Unit):
        alter(context, one, active_to=context.today)
    assert add_unit(context, again).warnings == ()
    assert first.name == "Björkgläntan"


def test_changed_contact_details_are_told_and_confirmed(context: Context) -> None:
    unit = added(context, street="Storgatan 1", district=None)
    told(context)
    later = on_day(context, context.today + A_DAY)
    done = change(later, unit.id, responsible_name="Bo Ek", email="bo@exempel.se", places=12)
    assert (done.unit.responsible_name, done.unit.places) == ("Bo Ek", 12)
    assert done.unit.verified_on == later.today
    assert to_tell(context, unit) == {UnitChange.RESPONSIBLE, UnitChange.EMAIL}
    undo_event(context, done.event)
    assert stored(context, Unit, unit.id).responsible_name == "Anna Jonsson"
    assert to_tell(context, unit) == set()


def test_details_are_taken_away_and_what_nobody_is_told_waits_for_nobody(context: Context) -> None:
    unit = added(context, email="a@exempel.se", parent=None)
    told(context)
    done = change(context, "Björkgläntan", email="", no_visits_until=date(2026, 12, 1))
    assert (done.unit.email, done.unit.no_visits_until) == (None, date(2026, 12, 1))
    assert to_tell(context, unit) == {UnitChange.EMAIL}
    told(context)
    change(context, "Björkgläntan", no_visits_until=None, entry_instructions="Ring på")
    assert to_tell(context, unit) == set()


def test_a_change_that_cannot_be_leaves_the_unit_alone(context: Context) -> None:
    above = added(context, "Ovan", code="1")
    below = added(context, "Under", code="2", parent="1")
    for given, code, field in (
        ({"parent": "2"}, "parent_cycle", "parent"),
        ({"code": "2"}, "unit_code_taken", "code"),
        ({"places": 10_000}, "number_invalid", "places"),
        ({"places": None}, "nothing_to_change", None),
    ):
        with pytest.raises(Rejected) as caught:
            change(context, "1", **given)
        assert_refused(caught, code, field)
    assert stored(context, Unit, above.id) == above
    assert stored(context, Unit, below.id).parent_id == above.id


def test_a_change_against_an_older_version_is_a_conflict(context: Context) -> None:
    unit = added(context)
    command = ChangeUnit(unit=unit.id, details=details(city="Borås"), version=unit.version)
    change_unit(context, command)
    with pytest.raises(Rejected) as caught:
        change_unit(context, command)
    assert_refused(caught, "conflict", None)


def test_a_renamed_unit_stays_the_same_and_is_found_by_both_names(context: Context) -> None:
    unit = added(context)
    told(context)
    rename_unit(context, "Björkgläntan", name="Ekgården", day=date(2026, 3, 1))
    done = rename_unit(context, "Ekgården", name="Lindgården")
    assert (done.unit.id, done.unit.name, done.warnings) == (unit.id, "Lindgården", ())
    assert to_tell(context, unit) == {UnitChange.NAME}
    for name in ("Björkgläntan", "ekgården", "Lindgården"):
        assert open_unit(context, name).unit.id == unit.id
    names = open_unit(context, unit.id).names
    assert [(one.name, one.until) for one in names] == [
        ("Ekgården", context.today - A_DAY),
        ("Björkgläntan", date(2026, 2, 28)),
    ]
    undo_event(context, done.event)
    assert stored(context, Unit, unit.id).name == "Ekgården"
    assert len(found(context, UnitName)) == 1
    card = open_unit_card(context, unit.id)
    assert [line.action for line in card.history[:2]] == ["event.undone", "unit.rename"]


def test_a_name_that_cannot_be_given(context: Context) -> None:
    added(context)
    added(context, "Ekgården")
    rename_unit(context, "Björkgläntan", name="Ek", day=date(2026, 3, 1))
    for name, day, code, field in (
        ("Ek", None, "nothing_to_change", "name"),
        (" ", None, "missing", "name"),
        ("Al", context.today + A_DAY, "date_in_future", "date"),
        ("Al", date(2026, 2, 28), "name_before_earlier", "date"),
    ):
        with pytest.raises(Rejected) as caught:
            rename_unit(context, "Ek", name=name, day=day)
        assert_refused(caught, code, field)
    (warning,) = rename_unit(context, "Ek", name="Ekgården").warnings
    assert warning.code == "unit_same_name"


def test_contact_details_are_confirmed_for_as_long_as_the_municipality_says(
    context: Context,
) -> None:
    unit = added(context)
    told(context)
    later = on_day(context, date(2027, 11, 23))
    assert open_unit(later, unit.id).confirm_contacts
    done = verify_unit(later, unit.id, day=date(2027, 11, 1))
    assert done.unit.verified_on == date(2027, 11, 1)
    assert not open_unit(later, unit.id).confirm_contacts
    assert to_tell(context, unit) == set()
    set_setting(later, key="unit_contact_months", value="24")
    undo_event(later, done.event)
    assert not open_unit(later, unit.id).confirm_contacts
    assert verify_unit(later, unit.id).unit.verified_on == later.today


def test_no_contact_details_are_confirmed_ahead_or_backwards(context: Context) -> None:
    unit = added(context)
    for day, code in (
        (context.today + A_DAY, "date_in_future"),
        (context.today - A_DAY, "verified_later"),
    ):
        with pytest.raises(Rejected) as caught:
            verify_unit(context, unit.id, day=day)
        assert_refused(caught, code, "date")


@pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)
def test_the_next_visit_is_the_next_day_planned_there_or_above(context: Context) -> None:
    above = added(context, code="1")
    ward = added(context, "Avdelning 2", code="2", parent="1")
    assert open_unit(context, "2").next_visit is None
    today = context.today
    for place, day, state in (
        (ward, today - A_DAY, RoundState.PLANNED),
        (ward, today, RoundState.CANCELLED),
        (ward, today + 9 * A_DAY, RoundState.PLANNED),
        (above, today + 5 * A_DAY, RoundState.PLANNED),
    ):
        add(context, Round(id=new_id(), unit_id=place.id, day=day, state=state))
    assert open_unit(context, "2").next_visit == today + 5 * A_DAY
    assert ("Nästa besöksdag", str(today + 5 * A_DAY)) in unit_text(open_unit(context, "2")).facts
    add(context, Round(id=new_id(), unit_id=ward.id, day=today))
    assert open_unit(context, "2").next_visit == today
    outsider = user(context, Role.ISSUER, scopes={Role.ISSUER: frozenset({ward.id})})
    record = open_unit(outsider, "1")
    assert (record.next_visit, record.training) == (None, None)


def test_it_takes_the_right(context: Context) -> None:
    unit = added(context)
    issuer, outsider = user(context, Role.ISSUER), user(context, Role.STATISTICS)
    with pytest.raises(NotAllowed):
        added(issuer, "Ny")
    with pytest.raises(NotAllowed):
        change(issuer, unit.id, city="Borås")
    with pytest.raises(NotAllowed):
        rename_unit(issuer, unit.id, name="Ny")
    with pytest.raises(NotAllowed):
        verify_unit(issuer, unit.id)
    with pytest.raises(NotAllowed):
        open_unit(outsider, unit.id)
    with pytest.raises(NotAllowed):
        open_unit_card(outsider, unit.id)
