"""The forms' texts: dated, with a source, fillable, drawable, and without words to avoid."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from string import Template
from typing import Any

import pytest

from munhalsa.adapters.documents.characters import missing_characters, ready
from munhalsa.adapters.documents.texts import FormTexts, filled, form_texts, languages_of, window
from munhalsa.domain.refusal import Rejected

NAMES = ("basis", "certificate", "letter", "letter_easy", "recovery", "reply")
PLACEHOLDERS = {
    "certificate": {"municipality", "decided_by", "day", "last", "number", "name", "phone"},
    "basis": {"municipality", "day", "last", "year", "remark", "name", "phone"},
    "letter": {"municipality", "person", "day", "name", "phone"},
    "letter_easy": {"municipality", "person", "day", "name", "phone"},
    "reply": {"text"},
    "recovery": set[str](),
}


def raw(name: str) -> dict[str, Any]:
    """The file as data."""
    folder = files("munhalsa.resources").joinpath("texts")
    return tomllib.loads(folder.joinpath(f"{name}.sv.toml").read_text(encoding="utf-8"))


def all_texts(name: str) -> list[str]:
    """Every text of a form, of every version and section whatever its date."""
    found: list[str] = []
    for version in raw(name)["version"]:
        found += version["words"].values()
        for section in version.get("section", ()):
            found.append(section["heading"])
            for part in ("paragraphs", "items", "closing"):
                found += section.get(part, ())
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_version_has_number_version_first_day_and_source(name: str) -> None:
    for version in raw(name)["version"]:
        assert version["number"].startswith("N")
        assert version["version"]
        assert isinstance(version["valid_from"], date)
        assert len(version["source"]) > 10


@pytest.mark.parametrize("name", NAMES)
def test_placeholders_are_those_the_form_fills(name: str) -> None:
    found = {place for text in all_texts(name) for place in Template(text).get_identifiers()}
    assert found == PLACEHOLDERS[name]
    assert all(Template(text).is_valid() for text in all_texts(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_drawn(name: str) -> None:
    assert missing_characters(tuple(all_texts(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_words_to_avoid_are_avoided(name: str) -> None:
    told = " ".join(all_texts(name)).casefold()
    for word in ("beslut", "överklaga", "visa intyget", "visa upp", "kort över", "uppfyller krav"):
        assert word not in told


def test_a_value_is_never_looked_into() -> None:
    texts = form_texts("certificate", "sv", date(2026, 11, 22))
    assert texts.word("ask", name="${phone} $x") == "Fråga ${phone} $x."
    with pytest.raises(KeyError):
        filled("${missing}", {})


def test_sections_follow_the_day() -> None:
    def headed(day: date) -> list[str]:
        sections = form_texts("letter", "sv", day).sections
        return [item for section in sections for item in section.items]

    assert not any("67" in item for item in headed(date(2025, 12, 31)))
    assert any("67" in item for item in headed(date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("language", "day"), [("xx", date(2026, 1, 1)), ("sv", date(1990, 1, 1)), ("", date.max)]
)
def test_no_text_for_the_day_or_language_is_told(language: str, day: date) -> None:
    with pytest.raises(Rejected) as refused:
        form_texts("letter", language, day)
    assert refused.value.code == "no_form_text"


def test_the_languages_are_those_with_a_file() -> None:
    assert languages_of("letter") == {"en", "fi", "sv"}
    assert languages_of("envelope") == set()


def test_the_form_line_names_number_and_version() -> None:
    texts = FormTexts(number="N1", version="2026-11", source="prov", words={}, sections=())
    assert texts.form_line == "Blankett N1, version 2026-11"


def test_the_window_is_on_the_upper_half_of_the_folded_sheet() -> None:
    place = window()
    assert 0 < place.left < place.left + place.width <= 210 - 10
    assert 0 < place.top < place.top + place.height <= 297 / 2 - 10


def test_text_is_made_ready_for_the_page() -> None:
    assert ready("A\u030asa\r\nÖ\u200brn\tx\u2003y\u00a0z\x00!") == "Åsa\nÖrn x y\u00a0z !"
