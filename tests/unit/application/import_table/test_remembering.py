"""What of a mapping is kept, and that nothing of a person ever is."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.headings import column_names, match_headings
from munhalsa.application.import_table.kinds import TableMapping
from munhalsa.application.import_table.remembering import as_kept, recalled, why_not_kept
from tests.support.tables import TODAY, raw

ANSWERS = load_kind("svar")
HEADINGS = ("Pnr hos oss", "Dag", "Vill", "Skostorlek", "Dag")
MAPPING = TableMapping(
    columns={"Pnr hos oss": "Personnummer", "vill": "Önskar munhälsobedömning", "Dag": ""},
    values={"Vill": {"gärna": "Ja"}, "Önskar munhälsobedömning": {"helst inte": "Nej"}},
    header_row=3,
)


def test_headings_and_words_are_kept_by_column_and_come_back() -> None:
    more = replace(MAPPING, values={**MAPPING.values, "Finns inte": {"a": "b"}})
    kept = as_kept(raw(HEADINGS), ANSWERS, more, id="1", day=TODAY)
    assert json.loads(kept.columns) == {
        "Dag": "", "Pnr hos oss": "identity", "Skostorlek": "", "Vill": "wants",
    }  # fmt: skip
    assert kept.words == '{"wants": {"gärna": "Ja", "helst inte": "Nej"}}'
    back = recalled(ANSWERS, kept)
    assert back.header_row is None
    assert back.columns["Pnr hos oss"] == "Personnummer"
    assert match_headings(ANSWERS, HEADINGS, back) == match_headings(ANSWERS, HEADINGS, MAPPING)


def test_a_heading_that_a_later_version_knows_stays_unused() -> None:
    columns = [
        replace(one, synonyms=(*one.synonyms, "Skostorlek")) if one.key == "answered_by" else one
        for one in ANSWERS.columns
    ]
    later = replace(ANSWERS, columns=tuple(columns))
    assert "answered_by" in match_headings(later, HEADINGS, MAPPING).positions
    back = recalled(later, as_kept(raw(HEADINGS), ANSWERS, MAPPING, id="1", day=TODAY))
    assert "answered_by" not in match_headings(later, HEADINGS, back).positions


def test_the_order_the_case_and_the_spaces_of_headings_do_not_matter() -> None:
    one = as_kept(raw(HEADINGS), ANSWERS, MAPPING, id="1", day=TODAY)
    other = as_kept(
        raw(("DAG", "skostorlek ", "Pnr  hos oss", "VILL")), ANSWERS, MAPPING, id="1", day=TODAY
    )
    assert one.fingerprint == other.fingerprint


def test_what_this_program_has_no_column_for_is_left_out() -> None:
    kept = as_kept(raw(HEADINGS), ANSWERS, MAPPING, id="1", day=TODAY)
    newer = replace(kept, columns='{"Dag": "from_a_newer"}', words='{"from_a_newer": {"a": "b"}}')
    assert recalled(ANSWERS, newer) == TableMapping(columns={"Dag": ""}, values={})


@pytest.mark.parametrize(
    ("headings", "mapping", "word"),
    [
        (("19410101-2384", "2025-01-01", "Ja"), MAPPING, "någons uppgifter"),
        (("410101-2384", "Ja"), MAPPING, "någons uppgifter"),
        (("Eva Ek", "eva@exempel.se"), MAPPING, "någons uppgifter"),
        (("Eva Ek", "033-10 00 00"), MAPPING, "någons uppgifter"),
        (("", "", ""), MAPPING, "ingen rad med rubriker"),
        (("A", "", "C"), TableMapping(columns={"Kolumn B": "Personnummer"}), "egen rubrik"),
        (HEADINGS, TableMapping(columns={"Kolumn E": ""}), "egen rubrik"),
        (("A", "B"), TableMapping(values={"Personnummer": {"x": "y"}}), "gälla en person"),
        (("A", "B"), TableMapping(values={"Vill": {"x": "Ja"}}), "gälla en person"),
        (
            ("A", "Önskar"),
            TableMapping(values={"Önskar": {"19410101-2384": "Ja"}}),
            "gälla en person",
        ),
    ],
)
def test_what_may_be_of_somebody_or_has_no_name_is_never_kept(
    headings: tuple[str, ...], mapping: TableMapping, word: str
) -> None:
    table = raw(headings)
    if not any(headings):
        table = replace(table, header_row=0)
    told = why_not_kept(table, ANSWERS, mapping)
    assert told is not None
    assert word in told.message


@pytest.mark.parametrize("heading", ["2025", "Läget 2026-03-01", "Besök 1 (2026)", "Rum 12"])
def test_a_heading_with_a_year_or_a_day_in_it_is_a_heading(heading: str) -> None:
    assert why_not_kept(raw((*HEADINGS, heading)), ANSWERS, MAPPING) is None


def test_the_name_of_a_unit_is_no_persons() -> None:
    people = load_kind("personer")
    mapping = TableMapping(values={"Boendeenhet": {"Björkg.": "Björkgården"}})
    assert why_not_kept(raw(("Personnummer", "Boendeenhet")), people, mapping) is None


def test_a_column_is_called_by_its_letter_where_its_heading_tells_nothing() -> None:
    assert column_names(("A", "", "Dag", "dag")) == ("A", "Kolumn B", "Kolumn C", "Kolumn D")
    mapping = TableMapping(columns={"Kolumn D": "Svarsdatum", "Kolumn C": ""})
    match = match_headings(ANSWERS, ("A", "", "Dag", "dag"), mapping)
    assert match.positions == {"answered": 3}
