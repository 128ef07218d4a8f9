"""Homes and addresses as they are written on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from munhalsa.application.addresses import city_line, lines_of, postal_lines, residence_text
from munhalsa.domain.person import Residence
from munhalsa.domain.unit import Unit, UnitType

HOUSING = Unit(
    id="u",
    name="Ängen",
    sort_key="ängen",
    type=UnitType.LSS_HOUSING,
    street="Parkgatan 4",
    postal_code="504 30",
    city="Borås",
    responsible_name="A",
    responsible_phone="1",
)


def home(**fields: Any) -> Residence:
    return Residence(id="r", person_id="p", from_day=date(2026, 1, 1), **fields)


def test_a_flat_with_an_address_of_its_own_in_a_housing() -> None:
    flat = home(unit_id="u", room="lgh 2", street="Parkgatan 6", city="Borås")
    assert residence_text(flat, HOUSING) == "Ängen, lgh 2, Parkgatan 6, Borås"
    assert postal_lines(flat, HOUSING) == ("Ängen", "Parkgatan 6", "Borås")


def test_no_home_and_a_home_nothing_is_known_of() -> None:
    assert (residence_text(None, None), postal_lines(None, None)) == (None, ())
    assert (residence_text(home(), None), postal_lines(home(), None)) == (None, ())


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        (None, ()),
        ("  ", ()),
        ("Gatan 1, 504 30 Borås", ("Gatan 1", "504 30 Borås")),
        ("c/o Öst\r\nGatan 1\n\n504 30 Borås,", ("c/o Öst", "Gatan 1", "504 30 Borås")),
    ],
)
def test_an_address_written_in_one_field(written: str | None, lines: tuple[str, ...]) -> None:
    assert lines_of(written) == lines


def test_postal_code_and_city() -> None:
    assert city_line("504 30", "Borås") == "504 30 Borås"
    assert city_line(None, "Borås") == "Borås"
    assert city_line("", None) is None
