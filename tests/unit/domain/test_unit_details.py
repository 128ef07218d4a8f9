"""What a unit may be told to be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import RunBy, Unit, UnitType
from munhalsa.domain.unit_details import (
    LONGEST_INSTRUCTIONS,
    LONGEST_TEXT,
    check_parent,
    check_unit,
    contacts_are_old,
    tidied,
)

DAY = date(2026, 11, 22)


def unit(id: str = "u", **changes: Any) -> Unit:
    made = Unit(
        id=id,
        name="Björkgläntan",
        sort_key="bjorkglantan",
        type=UnitType.NURSING_HOME,
        responsible_name="Chef",
        responsible_phone="031-390 06 00",
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("name", "  Björk   gläntan ", "Björk gläntan"),
        ("responsible_phone", "031-390 06 71 ankn. 12", "031-390 06 71 ankn. 12"),
        ("responsible_phone", "+46 (31) 390 06 71", "+46 (31) 390 06 71"),
        ("email", " ", None),
        ("email", "a.b@exempel.se", "a.b@exempel.se"),
        ("postal_code", "50115", "501 15"),
        ("postal_code", "", None),
        ("street", "  ", None),
        ("street", None, None),
        ("entry_instructions", "x" * LONGEST_INSTRUCTIONS, "x" * LONGEST_INSTRUCTIONS),
        ("places", 12, 12),
        ("run_by", RunBy.CONTRACTOR, RunBy.CONTRACTOR),
    ],
)
def test_what_is_typed_is_made_tidy(field: str, typed: Any, kept: Any) -> None:
    assert tidied({field: typed}) == {field: kept}


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("name", " ", "missing"),
        ("responsible_name", "", "missing"),
        ("responsible_phone", "", "missing"),
        ("responsible_phone", "ring växeln", "phone_invalid"),
        ("responsible_phone", "12-34", "phone_invalid"),
        ("email", "a@b", "email_invalid"),
        ("email", "a b@exempel.se", "email_invalid"),
        ("postal_code", "5011", "postal_code_invalid"),
        ("postal_code", "٥٠١١٥", "postal_code_invalid"),
        ("street", "x" * (LONGEST_TEXT + 1), "text_too_long"),
        ("city", "Bor\u202eås", "text_too_long"),
        ("entry_instructions", "x" * (LONGEST_INSTRUCTIONS + 1), "text_too_long"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(field: str, typed: str, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        tidied({field: typed})
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"places": -1}, "number_invalid", "places"),
        ({"care_staff": 10_000}, "number_invalid", "care_staff"),
        ({"run_by": RunBy.CONTRACTOR}, "contractor_missing", "contractor"),
        ({"lies_in": "149"}, "municipality_invalid", "lies_in"),
        (
            {"active_from": DAY, "active_to": date(2026, 11, 21)},
            "active_to_before_active_from",
            "active_to",
        ),
    ],
)
def test_a_unit_that_cannot_be_is_refused(changes: Any, code: str, field: str) -> None:
    with pytest.raises(Rejected) as refused:
        check_unit(unit(**changes), municipality="1490")
    assert (refused.value.code, refused.value.field) == (code, field)


def test_fields_that_depend_on_others_are_settled() -> None:
    own = unit(contractor="Omsorg AB", lies_in="1490", active_from=DAY, active_to=DAY, places=0)
    assert check_unit(own, municipality="1490") == replace(own, contractor=None, lies_in=None)
    run = unit(run_by=RunBy.CONTRACTOR, contractor="Omsorg AB", lies_in="1480")
    assert check_unit(run, municipality="1490") == run


def test_no_unit_belongs_to_itself() -> None:
    units = [unit("a"), unit("b", parent_id="a"), unit("c", parent_id="b")]
    check_parent("c", "a", units)
    check_parent("a", None, units)
    for above in ("a", "b", "c"):
        with pytest.raises(Rejected) as refused:
            check_parent("a", above, units)
        assert (refused.value.code, refused.value.field) == ("parent_cycle", "parent")


@pytest.mark.parametrize(
    ("changes", "old"),
    [
        ({}, True),
        ({"verified_on": date(2025, 11, 22)}, False),
        ({"verified_on": date(2025, 11, 21)}, True),
        ({"active_to": DAY}, True),
        ({"active_to": date(2026, 11, 21)}, False),
    ],
)
def test_contact_details_are_to_be_confirmed_after_twelve_months(changes: Any, old: bool) -> None:
    assert contacts_are_old(unit(**changes), day=DAY, months=12) is old
