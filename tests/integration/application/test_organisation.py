"""Parts of the organisation, contact persons and the contracted provider, on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from munhalsa.application.context import Context
from munhalsa.application.dental_contracts import (
    SetProvider,
    list_providers,
    provider_on,
    set_provider,
)
from munhalsa.application.districts import add_district, list_districts, rename_district
from munhalsa.application.municipality_contacts import (
    AddContactPerson,
    add_contact_person,
    end_contact_person,
    list_contact_persons,
)
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import assert_refused, user


def contact(name: str = "Eva Ek", **changes: str | None) -> AddContactPerson:
    given: dict[str, str | None] = {"phone": "033-35 70 00", **changes}
    return AddContactPerson(
        name=name,
        phone=given["phone"],
        email=given.get("email"),
        district=given.get("district"),
    )


def test_parts_of_the_organisation_in_swedish_order(context: Context) -> None:
    for name in ("Öster", "Norr", "Väster"):
        add_district(context, name)
    done = rename_district(context, name="norr", to="Ängen")
    assert [one.name for one in list_districts(context)] == ["Väster", "Ängen", "Öster"]
    rename_district(context, name="Ängen", to="ängen")
    undo_event(context, rename_district(context, name="Väster", to="Syd").event)
    assert [one.name for one in list_districts(context)] == ["Väster", "ängen", "Öster"]
    assert done.district.name == "Ängen"


def test_no_two_parts_have_one_name(context: Context) -> None:
    add_district(context, "Norr")
    add_district(context, "Syd")
    with pytest.raises(Rejected) as caught:
        add_district(context, "NORR")
    assert_refused(caught, "district_taken", "name")
    with pytest.raises(Rejected) as caught:
        rename_district(context, name="Syd", to="norr")
    assert_refused(caught, "district_taken", "name")
    with pytest.raises(Rejected) as caught:
        rename_district(context, name="Väst", to="Öst")
    assert_refused(caught, "district_not_found", "name")
    with pytest.raises(Rejected) as caught:
        add_district(context, " ")
    assert_refused(caught, "missing", "name")


def test_contact_persons_come_and_go(context: Context) -> None:
    district = add_district(context, "Norr").district
    eva = add_contact_person(context, contact(district="Norr")).contact
    added = add_contact_person(context, contact("Åke Al", phone=None, email="ake@exempel.se"))
    assert [one.name for one in list_contact_persons(context)] == ["Eva Ek", "Åke Al"]
    assert (eva.district_id, eva.from_day, added.contact.district_id) == (
        district.id,
        context.today,
        None,
    )
    ended = end_contact_person(context, "eva ek", day=date(2026, 12, 31))
    assert (ended.contact.to_day, ended.warnings) == (date(2026, 12, 31), ())
    (warning,) = end_contact_person(context, added.contact.id, day=context.today).warnings
    assert warning.code == "no_contact_person"
    undo_event(context, ended.event)
    (again, _) = list_contact_persons(context)
    assert again.to_day is None


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (contact(" "), "missing", "name"),
        (contact(phone=None), "missing", "phone"),
        (contact(phone="växeln"), "phone_invalid", "phone"),
        (contact(email="eva"), "email_invalid", "email"),
        (contact(district="Norr"), "district_not_found", "district"),
    ],
)
def test_a_contact_person_who_cannot_be(
    context: Context, command: AddContactPerson, code: str, field: str
) -> None:
    with pytest.raises(Rejected) as caught:
        add_contact_person(context, command)
    assert_refused(caught, code, field)
    assert list_contact_persons(context) == []


def test_an_end_that_cannot_be(context: Context) -> None:
    add_contact_person(context, contact())
    for name, day, code, field in (
        ("Bo", context.today, "contact_not_found", "name"),
        ("Eva Ek", date(2026, 11, 21), "end_before_start", "date"),
    ):
        with pytest.raises(Rejected) as caught:
            end_contact_person(context, name, day=day)
        assert_refused(caught, code, field)
    add_contact_person(context, contact())
    with pytest.raises(Rejected) as caught:
        end_contact_person(context, "Eva Ek", day=context.today)
    assert_refused(caught, "contact_ambiguous", "name")


def provider(name: str, first: date, last: date | None = None) -> SetProvider:
    return SetProvider(provider=name, from_day=first, to_day=last, contact_name="Ida")


def test_one_provider_after_another(context: Context) -> None:
    set_provider(context, provider("Folktandvården", date(2020, 1, 1)))
    done = set_provider(context, provider("Tandhälsan AB", date(2027, 1, 1), date(2029, 12, 31)))
    contracts = list_providers(context)
    assert [(one.provider, one.to_day) for one in contracts] == [
        ("Folktandvården", date(2026, 12, 31)),
        ("Tandhälsan AB", date(2029, 12, 31)),
    ]
    days = (date(2019, 12, 31), date(2026, 12, 31), date(2027, 1, 1), date(2030, 1, 1))
    found = [provider_on(contracts, day) for day in days]
    assert [one and one.provider for one in found] == [
        *(None, "Folktandvården", "Tandhälsan AB", None),
    ]
    undo_event(context, done.event)
    (only,) = list_providers(context)
    assert only.to_day is None


def test_contracts_never_overlap(context: Context) -> None:
    set_provider(context, provider("Tandhälsan AB", date(2027, 1, 1), date(2029, 12, 31)))
    for command, code, field in (
        (provider(" ", date(2026, 1, 1)), "missing", "provider"),
        (provider("A", date(2026, 1, 2), date(2026, 1, 1)), "end_before_start", "to_day"),
        (provider("A", date(2029, 12, 31)), "provider_overlap", "from_day"),
        (provider("A", date(2026, 1, 1)), "provider_overlap", "from_day"),
        (provider("A", date(2026, 1, 1), date(2027, 1, 1)), "provider_overlap", "from_day"),
    ):
        with pytest.raises(Rejected) as caught:
            set_provider(context, command)
        assert_refused(caught, code, field)
    set_provider(context, provider("A", date(2026, 1, 1), date(2026, 12, 31)))
    set_provider(context, provider("B", date(2030, 1, 1)))
    with pytest.raises(Rejected) as caught:
        set_provider(context, provider("C", date(2030, 1, 1)))
    assert_refused(caught, "provider_overlap", "from_day")
    assert [one.provider for one in list_providers(context)] == ["A", "Tandhälsan AB", "B"]


def test_it_takes_the_right(context: Context) -> None:
    issuer, outsider = user(context, Role.ISSUER), user(context, Role.STATISTICS)
    with pytest.raises(NotAllowed):
        add_district(issuer, "Norr")
    with pytest.raises(NotAllowed):
        rename_district(issuer, name="Norr", to="Syd")
    with pytest.raises(NotAllowed):
        list_districts(outsider)
    with pytest.raises(NotAllowed):
        add_contact_person(issuer, contact())
    with pytest.raises(NotAllowed):
        end_contact_person(issuer, "Eva", day=context.today)
    with pytest.raises(NotAllowed):
        set_provider(issuer, provider("A", date(2027, 1, 1)))
