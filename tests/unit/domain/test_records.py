"""What persons, units and grants say of themselves."""

from __future__ import annotations

from datetime import date

import pytest

from munhalsa.domain.account import Role, RoleGrant
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import Contact, Person, ProtectedIdentity, Relation
from munhalsa.domain.unit import Unit, UnitType


@pytest.mark.parametrize(
    ("protection", "is_protected"),
    [
        (ProtectedIdentity.NONE, False),
        (ProtectedIdentity.CONFIDENTIALITY_MARKING, True),
        (ProtectedIdentity.PROTECTED_REGISTRATION, True),
    ],
)
def test_every_kind_of_protection_protects(
    protection: ProtectedIdentity, is_protected: bool
) -> None:
    person = Person(
        id="p",
        number="194101012393",
        birth_year=1941,
        sex=Sex.MALE,
        given_name="Exempel",
        family_name="Exempelsson",
        sort_key="exempelsson exempel",
        protected_identity=protection,
    )
    assert person.is_protected is is_protected


@pytest.mark.parametrize(
    ("active_from", "active_to", "active"),
    [
        (None, None, True),
        (date(2026, 3, 1), None, True),
        (date(2026, 3, 2), None, False),
        (None, date(2026, 3, 1), True),
        (None, date(2026, 2, 28), False),
        (date(2026, 3, 1), date(2026, 3, 1), True),
    ],
)
def test_a_unit_is_active_from_its_first_to_its_last_day(
    active_from: date | None, active_to: date | None, active: bool
) -> None:
    unit = Unit(
        id="u",
        name="Björkgläntan",
        sort_key="bjorkglantan",
        type=UnitType.NURSING_HOME,
        responsible_name="Chef",
        responsible_phone="031-390 06 00",
        active_from=active_from,
        active_to=active_to,
    )
    assert unit.is_active_on(date(2026, 3, 1)) is active


@pytest.mark.parametrize(
    ("from_day", "to_day", "current"),
    [
        (None, None, True),
        (date(2026, 3, 1), date(2026, 3, 1), True),
        (date(2026, 3, 2), None, False),
        (None, date(2026, 2, 28), False),
    ],
)
def test_a_contact_holds_from_its_first_to_its_last_day(
    from_day: date | None, to_day: date | None, current: bool
) -> None:
    contact = Contact(
        id="c",
        person_id="p",
        name="Karin Exempel",
        relation=Relation.RELATIVE,
        from_day=from_day,
        to_day=to_day,
    )
    assert contact.is_current_on(date(2026, 3, 1)) is current


def test_people_live_in_housing_and_nowhere_else() -> None:
    assert {kind for kind in UnitType if kind.is_housing} == {
        UnitType.NURSING_HOME,
        UnitType.SHORT_STAY,
        UnitType.LSS_HOUSING,
    }


def test_a_grant_holds_through_its_last_day() -> None:
    grant = RoleGrant(id="g", account_id="a", role=Role.ISSUER, until=date(2026, 8, 31))
    assert grant.holds_on(date(2026, 8, 31))
    assert not grant.holds_on(date(2026, 9, 1))
    assert RoleGrant(id="g", account_id="a", role=Role.ISSUER).holds_on(date(2099, 1, 1))
