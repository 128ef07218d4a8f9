"""Swedish order compared as bytes, and folding for search."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.swedish import (
    name_sort_key,
    rows_told,
    search_key,
    search_words,
    sort_key,
    unbroken,
    within_sentence,
)

IN_ORDER = [
    "2:a huset",
    "Abrahamsson",
    "Ek",
    "Łuczak",
    "Lund",
    "Lyth",
    "Müller",
    "Myrén",
    "Olsson",
    "Vik",
    "Väst",
    "Wall",
    "Xu",
    "Yng",
    "Zorn",
    "Åberg",
    "Åström",
    "Ädel",
    "Ærø",
    "Ödman",
    "Østby",
    "Мария",
]


def test_the_alphabet() -> None:
    backwards = IN_ORDER[::-1]
    assert sorted(backwards, key=lambda name: sort_key(name).encode()) == IN_ORDER


def test_a_family_name_ends_before_a_longer_one_goes_on() -> None:
    people = [
        ("Berg", "Åke"),
        ("Berg", "Örjan"),
        ("Berg Lund", "Anna"),
        ("Berg-Ström", "Anna"),
        ("Berga", "Anna"),
        ("Berglund", "Anna"),
    ]
    keys = [name_sort_key(family=family, given=given_name) for family, given_name in people]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ek", "EK"),
        ("Müller", "Myller"),
        ("Ünal", "Ynal"),
        ("Łukasz", "Lukasz"),
        ("Strauß", "Strauss"),
        ("Şahin", "Sahin"),
        ("René", "Rene"),
        ("Ærlig", "Ärlig"),
        ("Øst", "Öst"),
        ("Œuvre", "Oeuvre"),
        ("Þór", "Thor"),
        ("O'Brien", "OBrien"),
        ("O’Brien", "OBrien"),
        ("Anna-Karin", "Anna Karin"),
        ("  Anna   Karin ", "Anna Karin"),
        ("Anna\u00a0Karin", "Anna Karin"),
        ("Anna\tKarin", "Anna Karin"),
        ("An\u00adna\u200b", "Anna"),
        ("A\u030angström", "Ångström"),
        ("Ǻse", "Åse"),
        ("İlhan", "Ilhan"),
        ("ﬁn", "fin"),
        ("Berg ,  Åke", "Berg,Åke"),
    ],
)
def test_marks_case_and_spacing_make_no_difference(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@given(st.text(max_size=30))
def test_a_sort_key_is_plain_ascii(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert key.isprintable()
    assert key == key.strip()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäö", max_size=12), st.text(max_size=5))
def test_swedish_words_keep_the_order_of_the_alphabet(word: str, tail: str) -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyzåäö"
    for one, other in pairwise(alphabet):
        assert sort_key(word + one + tail) < sort_key(word + other)


@given(st.text(max_size=30))
def test_composed_and_decomposed_text_are_the_same(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert sort_key(decomposed) == sort_key(unicodedata.normalize("NFC", text))
    assert search_key(decomposed) == search_key(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Åström, Björn", ["astrom", "bjorn"]),
        ("Anna-Karin  von Essen", ["anna", "karin", "von", "essen"]),
        ("Łukasz Müller", ["lukasz", "muller"]),
        ("Ærø Øst", ["aero", "ost"]),
        ("O'Brien", ["obrien"]),
        ("0701-23 45 67", ["0701", "23", "45", "67"]),
        ("19360101-6987", ["19360101", "6987"]),
        ("Мария", ["мария"]),
        ("", []),
        (" , - ", []),
    ],
)
def test_words_for_search(text: str, words: list[str]) -> None:
    assert search_words(text) == words
    assert search_key(text) == " ".join(words)


@given(st.text(max_size=30))
def test_a_search_key_is_its_own_key(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key


def test_rows_are_told_as_many_as_they_are() -> None:
    assert [rows_told(count) for count in (0, 1, 1200)] == ["0 rader", "1 rad", "1\u00a0200 rader"]


def test_within_a_sentence_only_abbreviations_keep_their_capitals() -> None:
    assert within_sentence("Aldrig bedömd") == "aldrig bedömd"
    assert within_sentence("LSS, bostad") == "LSS, bostad"
    assert within_sentence("") == ""


def test_a_telephone_number_stays_on_its_line() -> None:
    assert unbroken("070-174 06 83") == "070-174\u00a006\u00a083"
    assert unbroken(None) == ""
