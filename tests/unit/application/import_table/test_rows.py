"""Rows of units and persons: converted, noted or rejected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.columns import Converted
from munhalsa.application.import_table.headings import column_letters
from munhalsa.application.import_table.kinds import TableMapping
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.application.import_table.rows_persons import PersonRow, convert_persons
from munhalsa.application.import_table.rows_units import convert_units
from munhalsa.application.import_table.template import template_of
from munhalsa.domain.certificate import EndReason, Ground
from munhalsa.domain.person import ProtectedIdentity, Relation
from munhalsa.domain.unit import UnitType
from tests.support.tables import AROUND, raw

UNITS, PERSONS = load_kind("boendeenheter"), load_kind("personer")
UNIT_HEADINGS = ["Boendenamn", "Boendetyp", "Ansvarig", "Telefon", "Aktiv från", "Aktiv till"]
NUMBER, OTHER = "194101012393", "194101106393"


def _persons(headings: Sequence[str], *rows: Sequence[Cell]) -> Converted[PersonRow]:
    return convert_persons(
        raw(["Personnummer", "Förnamn", "Efternamn", *headings], *rows), kind=PERSONS, around=AROUND
    )


def _one(**cells: Cell) -> Converted[PersonRow]:
    headings = {key.replace("_", " "): cell for key, cell in cells.items()}
    return _persons(list(headings), [NUMBER, "Åsa", "Öst", *headings.values()])


def test_a_unit() -> None:
    converted = convert_units(
        raw(UNIT_HEADINGS, ["Ängen", "SÄBO", "Eva", 331234567, "2020-01-01", ""]),
        kind=UNITS,
        around=AROUND,
    )
    (unit,) = converted.rows
    assert (unit.row, unit.name, unit.type) == (2, "Ängen", UnitType.NURSING_HOME)
    assert (unit.responsible_phone, unit.active_from) == ("0331234567", date(2020, 1, 1))
    assert (unit.active_to, unit.code, unit.places) == (None, None, None)
    (notice,) = unit.notices
    assert (notice.code, notice.row, notice.column) == ("phone_repaired", 2, "Telefon")


def test_a_unit_that_closed_before_it_opened_is_rejected() -> None:
    converted = convert_units(
        raw(
            UNIT_HEADINGS,
            ["Ängen", "LSS", "Eva", "1", "2020-01-01", "2019-01-01"],
            ["Ön", "LSS", "Eva", "1", "2020-01-01", "2020-01-01"],
        ),
        kind=UNITS,
        around=AROUND,
    )
    assert [unit.name for unit in converted.rows] == ["Ön"]
    (rejected,) = converted.rejected
    assert (rejected.row, rejected.code) == (2, "active_to_before_active_from")
    assert converted.rows_in == 2


def test_every_fault_of_a_row_is_told_the_first_column_first() -> None:
    converted = convert_units(
        raw(UNIT_HEADINGS, ["", "Slott", "Eva", "1", "igår", ""]), kind=UNITS, around=AROUND
    )
    (rejected,) = converted.rejected
    assert [fault.code for fault in rejected.faults] == [
        "value_missing",
        "choice_unknown",
        "date_invalid",
    ]
    assert (rejected.code, rejected.column) == ("value_missing", "Boendenamn")
    assert all(fault.message in rejected.message for fault in rejected.faults)


def test_a_whole_person() -> None:
    cells: dict[str, Cell] = {
        "Boendeenhet": "B-1",
        "Boende från": "1/2 2025",
        "Rum": 12.0,
        "Skyddade uppgifter": "Sekretessmarkering",
        "Kontaktperson": "Kim",
        "Relation": "Dotter",
        "Kontakttelefon": "070-1",
        "Grund": 1.0,
        "Intyg utfärdat": date(2025, 2, 1),
        "Avslutat": "2025-12-31",
        "Avslutsorsak": "Flyttat",
        "Önskar munhälsobedömning": "Önskar inte",
        "Svarsdatum": "250203",
    }
    converted = _persons(list(cells), [NUMBER, "Åsa", "Öst", *cells.values()])
    assert converted.unknown_columns == ()
    (person,) = converted.rows
    assert person.notices == ()
    assert person.identity.value == NUMBER
    assert (person.unit, person.residence_from, person.room) == ("B-1", date(2025, 2, 1), "12")
    assert person.protected_identity is ProtectedIdentity.CONFIDENTIALITY_MARKING
    assert person.contact_relation is Relation.RELATIVE
    assert (person.ground, person.end_reason) == (Ground.LSS, EndReason.MOVED_OUT)
    assert (person.issued, person.ended) == (date(2025, 2, 1), date(2025, 12, 31))
    assert (person.wants, person.answered) == (False, date(2025, 2, 3))


def test_only_what_is_required_is_needed() -> None:
    (person,) = _persons([], [NUMBER, "Åsa", "Öst"]).rows
    assert (person.unit, person.issued, person.wants, person.protected_identity) == (None,) * 4


def test_an_answer_in_a_list_without_days_of_answers_has_that_of_the_certificate() -> None:
    (person,) = _one(Intyg_utfärdat="2025-02-01", Önskar="Nej").rows
    assert (person.wants, person.answered) == (False, date(2025, 2, 1))
    assert [notice.code for notice in person.notices] == ["day_assumed"]
    (person,) = _one(Intyg_utfärdat="2025-02-01", Önskar="").rows
    assert (person.answered, person.notices) == (None, ())


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Grund": "1"}, "issued_missing", "Intyg utfärdat"),
        ({"Avslutsorsak": "Flyttat"}, "issued_missing", "Intyg utfärdat"),
        (
            {"Intyg_utfärdat": "2025-02-01", "Giltigt_till": "2025-01-31"},
            "valid_to_before_issued",
            "Giltigt till",
        ),
        (
            {"Intyg_utfärdat": "2025-02-01", "Avslutat": "2025-01-31"},
            "ended_before_issued",
            "Avslutat",
        ),
        ({"Avliden": "2026-03-02"}, "date_in_future", "Avliden"),
        ({"Avliden": "1940-12-31"}, "died_before_born", "Avliden"),
        ({"Önskar": "Ja", "Svarsdatum": "1940-12-31"}, "before_birth", "Svarsdatum"),
        ({"Grund": "2a", "Intyg utfärdat": "1940-12-31"}, "before_birth", "Intyg utfärdat"),
        ({"Boende från": "1940-12-31"}, "before_birth", "Boende från"),
        ({"Önskar": "Ja"}, "answered_missing", "Svarsdatum"),
        ({"Önskar": "Ja", "Intyg utfärdat": "2026-03-02"}, "answered_missing", "Svarsdatum"),
        (
            {"Önskar": "Ja", "Svarsdatum": "", "Intyg utfärdat": "2025-02-01"},
            "answered_missing",
            "Svarsdatum",
        ),
        ({"Önskar": "Ja", "Svarsdatum": "2026-03-02"}, "date_in_future", "Svarsdatum"),
        ({"Avliden": "#REF!"}, "cell_error", "Avliden"),
    ],
)
def test_a_row_that_says_against_itself_is_rejected(
    cells: dict[str, Cell], code: str, column: str
) -> None:
    (rejected,) = _one(**cells).rejected
    assert (rejected.row, rejected.code, rejected.column) == (2, code, column)


@pytest.mark.parametrize(
    "cells",
    [
        {"Intyg_utfärdat": "2025-02-01", "Giltigt_till": "2025-02-01"},
        {"Avliden": "2026-03-01"},
        {"Önskar": "Ej tillfrågad"},
        {"Utfärdare": "Ulla"},
    ],
)
def test_what_is_just_within_is_taken_in(cells: dict[str, Cell]) -> None:
    converted = _one(**cells)
    assert converted.rejected == []
    assert converted.rows[0].notices == ()


def test_a_birthday_that_no_calendar_has_judges_no_death() -> None:
    converted = _persons(
        ["Avliden"], ["000000000000", "Å", "Ö", ""], ["22950606FH20", "Å", "Ö", ""]
    )
    assert [row.code for row in converted.rejected] == ["identity_number_date"]
    unknown = _persons(["Avliden"], ["00342145BZ31", "Å", "Ö", "2020-01-01"])
    assert unknown.rows[0].identity.birth_date is None


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Svarsdatum": "2026-01-01"}, "answer_missing"),
        ({"Kontakttelefon": "070-1"}, "contact_name_missing"),
        ({"Relation": "Son"}, "contact_name_missing"),
    ],
)
def test_what_is_left_aside_is_told(cells: dict[str, Cell], code: str) -> None:
    (person,) = _one(**cells).rows
    assert [(notice.code, notice.row) for notice in person.notices] == [(code, 2)]


def test_an_unknown_relation_is_kept_as_other_and_told() -> None:
    other, known = _persons(
        ["Kontaktperson", "Relation"],
        [NUMBER, "Å", "Ö", "Kim", "Svåger"],
        [OTHER, "Å", "Ö", "A", "Son"],
    ).rows
    assert other.contact_relation is Relation.OTHER
    assert [notice.code for notice in other.notices] == ["word_unknown"]
    assert known.notices == ()


def test_true_and_one_in_the_same_column_are_read_apart() -> None:
    converted = _persons(["Rum"], [NUMBER, "Å", "Ö", True], [OTHER, "Å", "Ö", 1])
    assert [person.room for person in converted.rows] == ["Sant", "1"]


def test_the_users_words_are_read_as_the_kinds_words() -> None:
    mapping = TableMapping(
        columns={"Vill": "Önskar munhälsobedömning"},
        values={"vill": {"Gärna": "Ja"}, "Boendeenhet": {"Gamla": "B-1"}},
    )
    table = raw(
        ["Pnr", "Förnamn", "Efternamn", "Vill", "Svarsdatum", "Enhet"],
        [NUMBER, "Å", "Ö", "gärna", "2026-01-01", "gamla"],
    )
    (person,) = convert_persons(table, kind=PERSONS, around=AROUND, mapping=mapping).rows
    assert (person.wants, person.unit) == (True, "B-1")


def test_a_row_with_more_cells_than_headings_is_rejected() -> None:
    converted = _persons([], [NUMBER, "Å", "Ö"], [OTHER, "Å", "Ö", "B"])
    assert [(row.row, row.code, row.column) for row in converted.rejected] == [
        (3, "row_too_long", None)
    ]


def test_columns_without_a_heading_are_listed_by_letter_when_they_hold_something() -> None:
    converted = _persons(["", "", "Sko"], [NUMBER, "Å", "Ö", "", 3, ""])
    assert converted.unknown_columns == ("Sko", "Kolumn E")
    assert (column_letters(25), column_letters(26), column_letters(701)) == ("Z", "AA", "ZZ")


def test_a_table_without_rows_has_none() -> None:
    assert _persons([]).rows_in == 0


def test_the_template_left_as_it_is_gives_no_row_and_says_so() -> None:
    columns = template_of(PERSONS).columns
    table = raw([column.heading for column in columns], [column.example for column in columns])
    converted = convert_persons(table, kind=PERSONS, around=AROUND)
    assert converted.rows_in == 0
    assert [(notice.code, notice.row) for notice in converted.notices] == [
        ("example_row_left_out", 2)
    ]


@pytest.mark.parametrize(
    ("last", "is_sum"),
    [
        (("Summa", "", 53.0), True),
        (("", "Antal personer: 53 st", "–"), True),
        ((53, "TOTALT", "Ja 31, nej 22"), True),
        (("", "", 53), False),
        (("Summa", "", "19410101-2393"), False),
        (("Summa", "Ek", ""), False),
        (("Summa", date(2026, 11, 22), ""), False),
    ],
)
def test_a_row_of_sums_at_the_end_is_told_of_and_is_no_row(
    last: Sequence[Cell], is_sum: bool
) -> None:
    converted = _persons([], [NUMBER, "Åsa", "Öst"], last)
    assert converted.rows_in == (1 if is_sum else 2)
    told = [("sum_row_left_out", 3)] if is_sum else []
    assert [(notice.code, notice.row) for notice in converted.notices] == told


def test_a_sum_in_the_midst_of_a_list_is_a_row() -> None:
    total: list[Cell] = ["Summa", "", 1]
    converted = _persons([], total, [NUMBER, "Åsa", "Öst"], total, total)
    assert [row.row for row in converted.rejected] == [2]
    assert [notice.row for notice in converted.notices] == [4, 5]
    assert _persons([], total).rows_in == 0
    assert load_kind("utbildningar").sums is None


def test_a_row_typed_over_the_example_is_read() -> None:
    columns = template_of(PERSONS).columns
    row = ["Öst" if column.heading == "Efternamn" else column.example for column in columns]
    converted = convert_persons(
        raw([column.heading for column in columns], row), kind=PERSONS, around=AROUND
    )
    assert [person.family_name for person in converted.rows] == ["Öst"]


def test_messages_and_reprs_of_faults_hold_no_cell() -> None:
    converted = _persons(
        ["Grund", "Boende från"], ["Lisa Hemlig", "Å", "Ö", "Lisa Hemlig", "Lisa Hemlig"]
    )
    assert "Hemlig" not in repr(converted.rejected)
