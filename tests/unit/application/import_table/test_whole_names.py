"""A list that has the name in one column."""

from __future__ import annotations

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.columns import Converted
from munhalsa.application.import_table.rows_persons import PersonRow, convert_persons
from munhalsa.application.import_table.template import template_of
from munhalsa.application.import_table.whole_names import part_name
from tests.support.tables import AROUND, raw

PERSONS = load_kind("personer")


def _read(heading: str, *names: str) -> Converted[PersonRow]:
    rows = [["194101012393", name] for name in names]
    return convert_persons(raw(["Pnr", heading], *rows), kind=PERSONS, around=AROUND)


@pytest.mark.parametrize(
    ("whole", "given", "family"),
    [
        ("Anna Berg", "Anna", "Berg"),
        ("Maj  Britt Berg", "Maj Britt", "Berg"),
        ("Bertil von Essen", "Bertil", "von Essen"),
        ("Eva de la Cruz", "Eva", "de la Cruz"),
        ("Lindqvist Berg, Karin", "Karin", "Lindqvist Berg"),
    ],
)
def test_where_a_name_is_parted(whole: str, given: str, family: str) -> None:
    assert part_name(whole) == (given, family)


@pytest.mark.parametrize(
    ("whole", "given", "family"),
    [("Berg Maj Britt", "Maj Britt", "Berg"), ("von Essen Bertil", "Bertil", "von Essen")],
)
def test_where_the_family_name_stands_first(whole: str, given: str, family: str) -> None:
    assert part_name(whole, family_first=True) == (given, family)


@pytest.mark.parametrize("whole", ["", "Anna", "Berg,", ", Anna", "von Essen"])
def test_a_name_of_one_part_is_not_guessed_at(whole: str) -> None:
    assert part_name(whole) is None
    assert part_name("von", family_first=True) is None


def test_the_heading_says_which_name_stands_first() -> None:
    (row,) = _read("Förnamn Efternamn", "Anna Berg").rows
    assert (row.given_name, row.family_name, row.notices) == ("Anna", "Berg", ())
    for heading in ("Efternamn Förnamn", "Namn (efternamn, förnamn)"):
        (row,) = _read(heading, "Berg Anna").rows
        assert (row.given_name, row.family_name, row.notices) == ("Anna", "Berg", ())
    (row,) = _read("För- och efternamn", "Anna Berg").rows
    assert row.family_name == "Berg"


def test_a_name_that_was_parted_on_a_guess_is_told_of_and_one_with_a_comma_is_not() -> None:
    guessed, sure = _read("Namn", "Karin Lindqvist Berg", "Berg, Maj Britt").rows
    assert [notice.code for notice in guessed.notices] == ["name_parted"]
    assert sure.notices == ()


def test_a_row_without_a_whole_name_is_rejected() -> None:
    converted = _read("Namn", "", "Anna")
    assert [fault.code for fault in converted.rejected] == ["name_not_whole"] * 2


def test_the_template_asks_for_the_two_names_apart() -> None:
    headings = [column.heading for column in template_of(PERSONS).columns]
    assert headings[:4] == ["Personnummer", "Förnamn", "Efternamn", "Boendeenhet"]
