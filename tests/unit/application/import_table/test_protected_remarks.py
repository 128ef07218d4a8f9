"""Nobody comes in unprotected out of a list whose remark says otherwise."""

from __future__ import annotations

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.columns import Converted
from munhalsa.application.import_table.headings import REASON_HEADING
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.application.import_table.rows_persons import PersonRow, convert_persons
from tests.support.tables import AROUND, raw

PERSONS = load_kind("personer")


def _read(remark: Cell, protected: str = "", *, heading: str = "Anm.") -> Converted[PersonRow]:
    headings = ["Pnr", "Namn", "Skydd", heading]
    row = ["194101012393", "Anna Berg", protected, remark]
    return convert_persons(raw(headings, row), kind=PERSONS, around=AROUND)


@pytest.mark.parametrize(
    "remark",
    ["SKYDDAD ID", "Skyddade uppgifter, fråga MAS", "skyddad!", "Skyddade personuppgifter"]
    + ["sekretessmarkering sedan 2024", "Kvarskriven i Mark", "Skyddad folkbokföring"]
    + ["Har skyddad adress", "skyddat pers.nr", "Sekr.mark.", "Sekretess"],
)
@pytest.mark.parametrize("protected", ["", "Nej"])
def test_a_remark_on_protection_keeps_the_row_out(remark: str, protected: str) -> None:
    (row,) = _read(remark, protected).rejected
    assert [fault.code for fault in row.faults] == ["protected_elsewhere"]


@pytest.mark.parametrize("remark", ["Arbetar på skyddad verkstad", "Sekretess prövad", "", 12])
def test_other_remarks_do_not(remark: Cell) -> None:
    assert len(_read(remark).rows) == 1


def test_where_it_is_told_in_its_place_too_all_is_well() -> None:
    assert len(_read("SKYDDAD ID", "Sekretess").rows) == 1


def test_why_a_row_was_not_taken_in_is_no_remark() -> None:
    assert len(_read("Skyddade uppgifter", heading=REASON_HEADING).rows) == 1


def test_other_rows_of_the_same_person_stay_out_too() -> None:
    headings = ["Pnr", "Namn", "Skydd", "Anm."]
    rows = [
        ["194101012393", "Anna Berg", "", ""],
        ["194101012393", "Anna Berg", "", "SKYDDAD ID"],
        ["fel", "Utan Nummer", "", "SKYDDAD ID"],
        ["fel", "Utan Nummer", "", ""],
        ["194101022384", "Bo Ek", "", ""],
        ["194101022384", "Bo Ek", "Sekretess", "SKYDDAD ID"],
    ]
    converted = convert_persons(raw(headings, *rows), kind=PERSONS, around=AROUND)
    kept_out = {
        row.row
        for row in converted.rejected
        if any(fault.code == "protected_elsewhere" for fault in row.faults)
    }
    assert kept_out == {2, 3, 4}
