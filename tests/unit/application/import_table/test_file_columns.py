"""The columns of a file beside those of a kind, and what is chosen for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.file_columns import (
    AS_EMPTY,
    MOST_WORDS,
    chosen_word,
    file_columns,
    unknown_words,
    with_choices,
    with_words,
    words_to_choose,
)
from munhalsa.application.import_table.headings import (
    REASON_HEADING,
    heading_score,
    match_headings,
)
from munhalsa.application.import_table.kinds import NO_MAPPING, TableMapping
from munhalsa.application.import_table.raw_table import FileForm
from munhalsa.application.import_table.read_as import how_it_was_read, read_as
from munhalsa.domain.refusal import WrongUsage
from tests.support.tables import AROUND, raw

ANSWERS = load_kind("svar")
UNITS = load_kind("boendeenheter")
HEADINGS = ("Pnr hos oss", "Svarsdatum", "Vill", "", REASON_HEADING)


def test_every_column_is_shown_with_its_first_filled_cells() -> None:
    rows = [("1" * 12, "", "Ja", ""), *[(str(day), "260301", "", "") for day in range(9)]]
    table = raw(HEADINGS, *[(*row, "") for row in rows])
    found = file_columns(table, ANSWERS, NO_MAPPING)
    assert [(one.name, one.key, len(one.sample)) for one in found.columns] == [
        ("Pnr hos oss", None, 5),
        ("Svarsdatum", "answered", 1),
        ("Vill", None, 1),
        ("Kolumn D", None, 0),
    ]
    assert [one.empty for one in found.columns] == [False, False, False, True]
    assert found.missing == ("Personnummer", "Önskar munhälsobedömning")
    assert not found.good


def test_a_column_of_one_word_is_not_read_to_its_end() -> None:
    table = raw(("Vill",), *[("Ja",)] * 502, ("Nej",))
    (column,) = file_columns(table, ANSWERS, NO_MAPPING).columns
    assert column.sample == ("Ja",)


def test_a_mapping_says_no_more_than_somebody_chose() -> None:
    table = raw(HEADINGS)
    chosen = {0: "identity", 1: "answered", 2: "wants", 3: None}
    mapping = with_choices(table, ANSWERS, NO_MAPPING, chosen)
    assert mapping.columns == {
        "Pnr hos oss": "Personnummer",
        "Vill": "Önskar munhälsobedömning",
    }
    assert file_columns(table, ANSWERS, mapping).good


@given(data=st.data())
def test_each_choice_is_what_is_read(data: st.DataObject) -> None:
    """Also where one that is left out would let another in, by its other name."""
    headings = ("Enhet", "Boendeenhet", "Datum", "Svar", "", "Svar", "Svarsdatum")
    kind = load_kind("bedomningar")
    keys = data.draw(st.permutations([*(column.key for column in kind.columns), *[None] * 9]))
    chosen = dict(enumerate(keys[: len(headings)]))
    mapping = with_choices(raw(headings), kind, NO_MAPPING, chosen)
    positions = match_headings(kind, headings, mapping).positions
    assert {index: key for key, index in positions.items()} == {
        index: key for index, key in chosen.items() if key is not None
    }


def test_unknown_words_are_found_explained_and_explained_anew() -> None:
    headings = ("Pnr", "Svarsdatum", "Önskar", "Svar från")
    rows = [
        *(("", "", "gärna", "granne"), ("", "", "Gärna.", "brevvän")),
        *(("", "", "ja", "#N/A"), ("", "", "", "")),
    ]
    table = raw(headings, *rows)
    found = unknown_words(table, ANSWERS, NO_MAPPING, AROUND)
    assert [(one.column.key, one.word, one.rows) for one in found] == [
        ("wants", "gärna", 2),
        ("answered_by", "granne", 1),
        ("answered_by", "brevvän", 1),
    ]
    chosen = [
        ("wants", "gärna", "Ja"),
        ("answered_by", "granne", "relative"),
        ("answered_by", "brevvän", None),
    ]
    mapping = with_words(ANSWERS, NO_MAPPING, chosen)
    assert mapping.values == {
        "Önskar munhälsobedömning": {"gärna": "Ja"},
        "Svar från": {"granne": "relative"},
    }
    assert unknown_words(table, ANSWERS, mapping, AROUND) == found
    wants, answered_by = found[0].column, found[1].column
    assert chosen_word(wants, mapping, "GÄRNA") == "Ja"
    assert chosen_word(answered_by, mapping, "granne") == "relative"
    assert chosen_word(answered_by, mapping, "brevvän") is None
    typed = TableMapping(values={"Svar från": {"granne": "Närstående"}})
    assert chosen_word(answered_by, typed, "granne") == "relative"
    assert ("relative", "Närstående") in words_to_choose(answered_by)
    assert [word for _, word in words_to_choose(wants)] == ["Ja", "Nej"]
    assert with_words(UNITS, NO_MAPPING, [("type", "?", AS_EMPTY)]).values == {
        "Boendetyp": {"?": ""}
    }


def test_a_word_read_as_another_is_told_and_a_column_of_anything_is_no_column_of_words() -> None:
    people = load_kind("personer")
    relation = next(column for column in people.columns if column.otherwise == "annan")
    words = unknown_words(raw((relation.heading,), ("brevvän",)), people, NO_MAPPING, AROUND)
    assert [one.word for one in words] == ["brevvän"]
    many = [(f"namn {number}",) for number in range(MOST_WORDS + 1)]
    assert unknown_words(raw(("Boendetyp",), *many), UNITS, NO_MAPPING, AROUND) == ()


def test_headings_are_told_from_what_stands_below() -> None:
    known = heading_score(UNITS, ("Boendenamn", "Typ", "Mer"))
    assert known > heading_score(UNITS, ("Björkgården", "Särskilt boende", "x", "y"))
    assert heading_score(UNITS, ("Namn på huset", "Nås på")) > heading_score(
        UNITS, ("Björkgården", "033-10 00 00")
    )


def test_how_a_file_is_read_is_told_and_typed() -> None:
    table = raw(("A", "B"))
    assert how_it_was_read(table) == "textfil (csv), rubriker på rad 1"
    text = replace(table, encoding="cp1252", delimiter="\t", header_row=0)
    assert how_it_was_read(text) == (
        "textfil (csv), Windows-1252, tabb mellan kolumnerna, utan rubriker"
    )
    book = replace(table, form=FileForm.XLS, sheet="Mars", sheets=("Mars",), header_row=3)
    assert how_it_was_read(book) == ("äldre Excel-arbetsbok (xls), bladet Mars, rubriker på rad 3")
    two = how_it_was_read(replace(book, sheets=("Mars", "April")))
    assert "bladet Mars (det enda som läses av 2 blad)" in two
    typed = read_as(sheet="Blad2", header_row="0", encoding="ANSI", delimiter="Tabb")
    assert typed == TableMapping(sheet="Blad2", header_row=0, encoding="cp1252", delimiter="\t")
    assert read_as(sheet=None, header_row=None, encoding=None, delimiter=None) == NO_MAPPING


@pytest.mark.parametrize(
    "typed", [{"header_row": "en"}, {"encoding": "utf-16"}, {"delimiter": "punkt"}]
)
def test_what_is_no_way_to_read_is_refused_by_field(typed: dict[str, str]) -> None:
    nothing = dict.fromkeys(("sheet", "header_row", "encoding", "delimiter"))
    with pytest.raises(WrongUsage) as refused:
        read_as(**(nothing | typed))
    assert refused.value.field == next(iter(typed))


def test_of_two_columns_for_one_thing_one_is_chosen() -> None:
    headings = ("Pnr", "Svarsdatum", "svarsdatum", "Svar", "Sko")
    table = raw(headings)
    found = file_columns(table, ANSWERS, NO_MAPPING)
    assert [one.key for one in found.columns] == ["identity", "answered", "answered", "wants", None]
    assert found.repeated == ("Svarsdatum",)
    chosen = {0: "identity", 1: None, 2: "answered", 3: "wants", 4: None}
    mapping = with_choices(table, ANSWERS, NO_MAPPING, chosen)
    assert file_columns(table, ANSWERS, mapping).good
    assert match_headings(ANSWERS, headings, mapping).positions["answered"] == 2
    first = with_choices(table, ANSWERS, NO_MAPPING, {**chosen, 1: "answered", 2: None})
    assert match_headings(ANSWERS, headings, first).positions["answered"] == 1
    assert file_columns(table, ANSWERS, first).good


def test_words_that_are_not_in_the_file_this_time_are_still_explained() -> None:
    before = TableMapping(values={"Boendetyp": {"säbo a": "residential", "övrigt": "lss"}})
    chosen = [("type", "SÄBO A", None), ("type", "nytt", "lss")]
    assert with_words(UNITS, before, chosen).values == {
        "Boendetyp": {"övrigt": "lss", "nytt": "lss"}
    }


def test_a_statistics_table_lacks_nothing() -> None:
    table = raw(("region", "ålder", "kön", "Folkmängd 2025"), ("1490 Borås", "24 år", "män", 7))
    assert file_columns(table, load_kind("befolkning"), NO_MAPPING).good
