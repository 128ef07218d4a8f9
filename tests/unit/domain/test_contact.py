"""Contacts: tidied fields, days that can be, and which of several is meant."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from munhalsa.domain.contact import (
    REPRESENTING,
    check_days,
    check_first_day,
    contact_named,
    day_before_successor,
    next_told,
    phone_digits,
    tidied,
    told_of,
    usual_authority,
)
from munhalsa.domain.person import Authority, Contact, Relation
from munhalsa.domain.refusal import Rejected

TODAY = date(2026, 11, 22)


def contact(name: str = "Karin Ek", **changes: Any) -> Contact:
    values: dict[str, Any] = {"id": name, "person_id": "p", "relation": Relation.GUARDIAN}
    return Contact(name=name, **{**values, **changes})


def refused(code: str, field: str, call: Any, *given: Any, **named: Any) -> None:
    with pytest.raises(Rejected) as caught:
        call(*given, **named)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_fields_are_tidied_each_in_its_way() -> None:
    done = tidied(
        {
            "name": " Karin   Ek ",
            "phone": "031 12 34 56",
            "mandate": " ",
            "may_be_told": "tider",
            "address": "Storgatan 1",
            "gets_letters": True,
        }
    )
    assert done == {
        "name": "Karin Ek",
        "phone": "031 12 34 56",
        "mandate": None,
        "may_be_told": "tider",
        "address": "Storgatan 1",
        "gets_letters": True,
    }
    refused("missing", "name", tidied, {"name": " "})
    refused("phone_invalid", "phone", tidied, {"phone": "ring mig"})
    refused("text_too_long", "mandate", tidied, {"mandate": "x" * 301})


@pytest.mark.parametrize("relation", list(Relation))
def test_who_represents_where_nobody_has_said(relation: Relation) -> None:
    expected = Authority.REPRESENTS if relation in REPRESENTING else Authority.PASSES_ON
    assert usual_authority(relation) is expected


@pytest.mark.parametrize(
    ("first", "last", "code", "field"),
    [
        (date(2026, 11, 2), date(2026, 11, 1), "end_before_start", "to"),
        (date(2027, 11, 23), None, "date_too_far_ahead", "from"),
        (None, date(2036, 11, 23), "date_too_far_ahead", "to"),
        (date(1939, 12, 31), None, "before_birth", "from"),
        (None, date(1939, 12, 31), "before_birth", "to"),
    ],
)
def test_days_that_cannot_be(first: date | None, last: date | None, code: str, field: str) -> None:
    refused(code, field, check_days, first, last, birth_year=1940, today=TODAY)


def test_days_that_can_be() -> None:
    for first, last in (
        (None, None),
        (date(2026, 11, 2), date(2026, 11, 2)),
        (date(2027, 11, 22), date(2036, 11, 22)),
        (date(1940, 1, 1), None),
    ):
        check_days(first, last, birth_year=1940, today=TODAY)
    check_first_day(date(1930, 1, 1), birth_year=None, today=TODAY)


def test_the_last_day_of_who_is_followed() -> None:
    first = date(2026, 12, 1)
    assert day_before_successor(contact(), first) == date(2026, 11, 30)
    over = contact(to_day=date(2026, 10, 1))
    assert day_before_successor(over, first) == date(2026, 10, 1)
    same = contact(from_day=first)
    refused("successor_too_early", "from", day_before_successor, same, first)


def test_which_of_several_is_meant() -> None:
    karin, per = contact(), contact("Per Ek", relation=Relation.RELATIVE)
    assert contact_named([karin, per], "per ek") is per
    assert contact_named([per], None) is per
    assert contact_named([karin, per], None, among=REPRESENTING) is karin
    refused("contact_ambiguous", "contact", contact_named, [karin, per], None)
    refused("contact_not_found", "contact", contact_named, [karin], "Ove Ek")


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("031-12 34 56", "031123456"),
        ("+46 31 12 34 56", "031123456"),
        ("+46 (0)31-123456", "031123456"),
        ("0046 031 12 34 56 ankn 7", "031123456"),
        ("(031) 123\u00a0456", "031123456"),
        ("ring", ""),
        ("", ""),
    ],
)
def test_a_telephone_is_the_same_however_it_is_written(written: str, digits: str) -> None:
    assert phone_digits(written) == digits


def test_who_is_told_of_and_the_next_day_that_it_is_another() -> None:
    day = date(2026, 12, 1)
    friend = contact("Ove", id="1")
    old = contact("Karin", id="2", gets_letters=True, to_day=date(2026, 11, 30))
    new = contact("Per", id="3", gets_letters=True, from_day=day, to_day=date(2027, 1, 31))
    other = contact("Sven", id="4", from_day=date(2026, 11, 25))
    everyone = [friend, old, new, other]
    assert told_of(everyone, TODAY) == old
    assert told_of(everyone, day) == new
    assert told_of([], TODAY) is None
    assert next_told(everyone, TODAY) == day
    assert next_told(everyone, day) == date(2027, 2, 1)
    assert next_told(everyone, date(2027, 2, 1)) is None
    # Somebody who is told of only behind another changes nothing.
    assert next_told([friend, other], TODAY) is None
    # Today is the last day.
    assert next_told([contact(to_day=TODAY)], TODAY) == date(2026, 11, 23)
