"""An address with the code and the town in one cell."""

from __future__ import annotations

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.postal_places import part_place
from munhalsa.application.import_table.rows_units import convert_units
from tests.support.tables import AROUND, raw


@pytest.mark.parametrize(
    ("code", "city", "parted"),
    [
        ("50455 Borås", None, ("504 55", "Borås")),
        (None, "SE-504 55 Borås", ("504 55", "Borås")),
        ("504 55", "504 55 Borås", ("504 55", "Borås")),
        ("504 55 BORÅS", "Sandared", ("504 55", "Sandared")),
        ("504 55", "Borås", ("504 55", "Borås")),
        (None, None, (None, None)),
        ("DK-2100", None, ("DK-2100", None)),
    ],
)
def test_code_and_town_are_put_each_in_its_place(
    code: str | None, city: str | None, parted: tuple[str | None, str | None]
) -> None:
    assert part_place(code, city) == parted


def test_a_unit_gets_both_out_of_one_column() -> None:
    headings = ["Namn", "Typ", "Chef", "Tel chef", "Postnr och ort"]
    row = ["Ekbo", "LSS gruppbostad", "Eva Ek", "033-1", "516 33 Dalsjöfors"]
    (unit,) = convert_units(raw(headings, row), kind=load_kind("boendeenheter"), around=AROUND).rows
    assert (unit.postal_code, unit.city) == ("516 33", "Dalsjöfors")
