"""Headings of a file against the columns of a kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.headings import (
    REASON_HEADING,
    checked_match,
    fingerprint,
    fold_heading,
    heading_texts,
    is_year_table,
    match_headings,
    year_of,
)
from munhalsa.application.import_table.kinds import KindName, TableMapping
from munhalsa.domain.refusal import FileUnusable

PERSONS = load_kind("personer")
POPULATION = load_kind("befolkning")


@pytest.mark.parametrize(
    "heading",
    [
        "Boende från",
        "BOENDE FRÅN",
        " boende  från: ",
        "Boende_från",
        "Boende fran",
        "Boende fr.o.m.",
    ],
)
def test_variants_of_a_heading_are_one_column(heading: str) -> None:
    match = match_headings(PERSONS, [heading])
    assert match.positions == {"residence_from": 0}


def test_the_headings_of_a_list_that_a_municipality_kept_by_hand_are_known() -> None:
    theirs = ["Pnr", "Avd/rum", "Beslutsdatum", "T.o.m.", "Krets", "Munhälsobed. ja/nej"]
    ours = ["identity", "room", "issued", "valid_to", "ground", "wants"]
    found = match_headings(PERSONS, theirs).positions
    assert found == {key: index for index, key in enumerate(ours)}


def test_a_whole_name_stands_for_its_parts_where_neither_has_a_column() -> None:
    match = match_headings(PERSONS, ["Pnr", "Namn"])
    assert (match.missing, match.unknown) == ((), ())
    match = match_headings(PERSONS, ["Pnr", "Namn", "Förnamn"])
    assert (match.missing, match.unknown) == (("Efternamn",), ("Namn",))


def test_what_stands_in_parentheses_explains_and_does_not_count() -> None:
    assert match_headings(PERSONS, ["Personnummer (ÅÅÅÅMMDDNNNN)"]).positions == {"identity": 0}


def test_unknown_and_missing_headings_are_named_as_they_are_written() -> None:
    match = match_headings(PERSONS, ["Efternamn", "Skonummer", "", "Förnamn", REASON_HEADING])
    assert match.unknown == ("Skonummer",)
    assert match.missing == ("Personnummer",)


def test_the_own_heading_goes_before_a_synonym_which_is_then_listed() -> None:
    match = match_headings(PERSONS, ["Enhet", "Boendeenhet"])
    assert match.positions == {"unit": 1}
    assert match.unknown == ("Enhet",)


def test_two_headings_for_a_column_are_refused_by_name() -> None:
    with pytest.raises(FileUnusable) as refused:
        checked_match(PERSONS, ["Personnummer", "Förnamn", "Efternamn", "Rum", "rum "])
    assert refused.value.code == "headings_repeated"
    assert "Rum" in refused.value.message


def test_missing_headings_are_refused_by_name() -> None:
    with pytest.raises(FileUnusable) as refused:
        checked_match(PERSONS, ["Personnummer"])
    assert refused.value.code == "headings_missing"
    assert "”Förnamn”, ”Efternamn”" in refused.value.message


def test_the_users_choice_goes_before_everything() -> None:
    mapping = TableMapping(columns={"Skonummer": "Personnummer", "Personnummer": ""})
    match = match_headings(PERSONS, ["Personnummer", "skonummer", "Pnr"], mapping)
    assert match.positions == {"identity": 1}
    assert match.unknown == ("Personnummer", "Pnr"), "left out, but never silently"


def test_a_choice_of_a_heading_that_the_kind_lacks_is_refused() -> None:
    with pytest.raises(FileUnusable) as refused:
        match_headings(PERSONS, ["A"], TableMapping(columns={"A": "Skonummer"}))
    assert refused.value.code == "mapping_unknown_heading"


def test_a_choice_may_name_a_synonym() -> None:
    mapping = TableMapping(columns={"A": "pnr"})
    assert match_headings(PERSONS, ["A"], mapping).positions == {"identity": 0}


@given(st.permutations([column.heading for column in PERSONS.single]))
def test_order_never_matters(headings: list[str]) -> None:
    match = checked_match(PERSONS, headings)
    assert {headings[at] for at in match.positions.values()} == set(headings)
    assert match.unknown == ()
    assert fingerprint(headings) == fingerprint(sorted(headings))


@pytest.mark.parametrize("name", list(KindName))
def test_no_heading_of_a_kind_means_two_columns(name: KindName) -> None:
    seen: dict[str, str] = {}
    for column in load_kind(name).columns:
        for heading in (column.heading, *column.synonyms):
            assert seen.setdefault(fold_heading(heading), column.key) == column.key


def test_numbers_among_the_headings_lose_their_decimals() -> None:
    assert heading_texts(["a\n b", 2025.0, 1.5]) == ("a b", "2025", "1.5")


@pytest.mark.parametrize(
    ("headings", "is_one"),
    [
        (["region", "ålder", "kön", "Folkmängd 2025"], True),
        (["", "", "", "2024", "2025"], True),
        (["", "2025"], False),
        (["region", "ålder", "kön"], False),
        (["kommun", "namn", "2025"], False),
    ],
)
def test_a_statistics_table_has_a_column_a_year(headings: list[str], *, is_one: bool) -> None:
    assert is_year_table(POPULATION, headings) is is_one


def test_only_a_kind_with_such_a_layout_takes_one() -> None:
    assert not is_year_table(PERSONS, ["region", "ålder", "2025"])


@pytest.mark.parametrize(
    ("heading", "year"),
    [("Folkmängd 2025", 2025), ("2025", 2025), ("1985", 1985), ("Antal", None), ("12025", None)],
)
def test_the_year_in_a_heading(heading: str, year: int | None) -> None:
    assert year_of(heading) == year
