"""Taking in units and population, on both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.domain.certificate import RegistrationState
from munhalsa.domain.unit import Population, Unit, UnitChange, UnitName, UnitRegistration
from tests.support.deeds import SIGNE
from tests.support.imports import (
    HOME,
    OTHER_HOME,
    codes,
    every,
    one,
    person_line,
    take_in,
    verdicts,
)
from tests.support.stores import TODAY, on_day

NEW, CHANGED, UNCHANGED = (1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0)


def without_code(**cells: Any) -> dict[str, Any]:
    return {heading: cell for heading, cell in HOME.items() if heading != "Enhetskod"} | cells


def lines_of(context: Context) -> list[tuple[UnitChange, RegistrationState]]:
    return [(line.kind, line.state) for line in every(context, UnitRegistration)]


def test_a_unit_is_new_once(context: Context) -> None:
    receipt = take_in(context, "boendeenheter", {**HOME, "Platsantal": "40", "Portkod": "1234"})
    assert verdicts(receipt) == NEW
    unit = one(context, Unit)
    assert (unit.code, unit.places, unit.entry_instructions) == ("B1", 40, "1234")
    assert unit.verified_on == TODAY
    assert lines_of(context) == [(UnitChange.NEW, RegistrationState.TO_REGISTER)]
    later = on_day(context, date(2027, 1, 1))
    assert verdicts(take_in(later, "boendeenheter", HOME)) == UNCHANGED
    assert one(context, Unit).verified_on == TODAY


def test_a_renamed_unit_stays_the_same_and_keeps_its_name_from_before(context: Context) -> None:
    take_in(context, "boendeenheter", HOME, registered=True)
    receipt = take_in(context, "boendeenheter", {**HOME, "Boendenamn": "Björkhuset"})
    assert verdicts(receipt) == CHANGED
    assert receipt.rows[0].message == "Ändrat: Boendenamn."
    assert one(context, Unit).name == "Björkhuset"
    former = one(context, UnitName)
    assert (former.name, former.until) == ("Björkgården", date(2026, 11, 21))
    assert lines_of(context) == [
        (UnitChange.NEW, RegistrationState.REGISTERED),
        (UnitChange.NAME, RegistrationState.TO_REGISTER),
    ]


def test_new_contact_details_are_verified_and_told(context: Context) -> None:
    take_in(context, "boendeenheter", HOME, registered=True)
    later = on_day(context, date(2027, 1, 1))
    changed = {**HOME, "Telefon": "033-2"}
    assert verdicts(take_in(later, "boendeenheter", changed, registered=True)) == CHANGED
    assert one(context, Unit).verified_on == date(2027, 1, 1)
    assert verdicts(take_in(later, "boendeenheter", {**HOME, "Telefon": "033-3"})) == CHANGED
    assert lines_of(context) == [
        (UnitChange.NEW, RegistrationState.REGISTERED),
        (UnitChange.PHONE, RegistrationState.TO_REGISTER),
    ]


def test_a_unit_without_code_goes_by_its_name_and_can_be_given_a_code(context: Context) -> None:
    take_in(context, "boendeenheter", without_code())
    assert verdicts(take_in(context, "boendeenheter", without_code(Platsantal="7"))) == CHANGED
    assert verdicts(take_in(context, "boendeenheter", HOME)) == CHANGED
    assert one(context, Unit).code == "B1"
    assert verdicts(take_in(context, "boendeenheter", without_code())) == UNCHANGED


def test_another_code_is_another_unit(context: Context) -> None:
    take_in(context, "boendeenheter", HOME)
    assert verdicts(take_in(context, "boendeenheter", {**HOME, "Enhetskod": "B7"})) == NEW
    receipt = take_in(context, "boendeenheter", without_code())
    assert receipt.rows[0].code == "unit_ambiguous"


def test_the_key_once_more_in_the_file_is_a_duplicate(context: Context) -> None:
    receipt = take_in(
        context,
        "boendeenheter",
        HOME,
        {**HOME, "Telefon": "1"},
        without_code(Boendenamn="Linden"),
        without_code(Boendenamn=" LINDEN"),
    )
    assert verdicts(receipt) == (2, 0, 0, 2, 0)
    assert [(row.row, row.code) for row in receipt.rows] == [
        (3, "duplicate_differs"),
        (5, "duplicate_differs"),
    ]


def test_days_that_contradict_what_is_stored_are_rejected(context: Context) -> None:
    take_in(context, "boendeenheter", {**HOME, "Aktiv från": "2026-01-01"})
    receipt = take_in(context, "boendeenheter", {**HOME, "Aktiv till": "2025-06-30"})
    assert receipt.rows[0].code == "active_to_before_active_from"
    assert receipt.rows[0].column == "Aktiv till"


@pytest.mark.parametrize(("last", "warned"), [("2026-12-31", True), ("2027-12-31", False)])
def test_closing_a_unit_that_is_lived_in_warns(context: Context, last: str, warned: bool) -> None:
    take_in(context, "boendeenheter", HOME, OTHER_HOME)
    take_in(context, "personer", person_line(SIGNE, Boendeenhet="B1"))
    take_in(context, "personer", person_line(SIGNE, Boendeenhet="B2", Boende_från="2027-02-01"))
    receipt = take_in(context, "boendeenheter", {**HOME, "Aktiv till": last})
    assert codes(receipt) == (["unit_still_lived_in"] if warned else [])


def population(code: str, year: int, age: int, count: int) -> dict[str, Any]:
    return {"Kommunkod": code, "År": year, "Ålder från": age, "Antal": count}


def test_population_goes_by_municipality_year_and_age(context: Context) -> None:
    lines = [population("1490", 2025, age, 1000 - age) for age in (24, 65, 80)]
    assert verdicts(take_in(context, "befolkning", *lines)) == (3, 0, 0, 0, 0)
    assert verdicts(take_in(context, "befolkning", *lines)) == (0, 0, 3, 0, 0)
    receipt = take_in(
        context,
        "befolkning",
        *lines[:2],
        population("1490", 2025, 80, 1),
        population("1490", 2025, 80, 1),
        population("1490", 2025, 80, 2),
        population("1490", 2024, 80, 3),
    )
    assert verdicts(receipt) == (1, 1, 2, 2, 0)
    assert [row.code for row in receipt.rows] == ["changed", "duplicate", "duplicate_differs"]
    counts = {(each.year, each.age): each.count for each in every(context, Population)}
    assert counts == {(2025, 24): 976, (2025, 65): 935, (2025, 80): 1, (2024, 80): 3}


def test_rows_for_each_sex_are_added_up_and_the_example_of_the_template_is_left_out(
    context: Context,
) -> None:
    sexes = [{**population("1490", 2025, 24, 500), "Kön": sex} for sex in ("män", "kvinnor")]
    assert verdicts(take_in(context, "befolkning", *sexes)) == (1, 0, 0, 0, 0)
    example = {column.heading: column.example for column in load_kind("svar").columns}
    receipt = take_in(context, "svar", example)
    assert (receipt.rows_in, codes(receipt)) == (0, ["example_row_left_out"])


def test_other_ages_of_the_same_year_in_the_store_are_pointed_out(context: Context) -> None:
    take_in(context, "befolkning", population("1490", 2025, 30, 5))
    receipt = take_in(context, "befolkning", population("1490", 2025, 24, 1000))
    assert codes(receipt) == ["population_classes_mixed"]
    other_year = take_in(context, "befolkning", population("1490", 2024, 24, 1000))
    assert codes(other_year) == []
