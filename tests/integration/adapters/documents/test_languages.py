"""Letters in other languages: whole, marked as drafts, and tagged as what they are."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import pikepdf
import pytest

from munhalsa.adapters.documents.characters import missing_characters
from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.documents.texts import form_texts, languages_of
from tests.support.printed_forms import DAY, LETTER, print_letters

OTHERS = sorted(languages_of("letter") - {"sv"})
TWO_DAYS = (date(2025, 12, 31), DAY)


def table(name: str, language: str) -> dict[str, Any]:
    text = files("munhalsa.resources").joinpath("texts", f"{name}.{language}.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


def places(text: str) -> list[str]:
    return sorted(Template(text).get_identifiers())


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_says_all_that_the_swedish_text_says(language: str) -> None:
    for name in ("letter", "reply"):
        for day in TWO_DAYS:
            swedish, other = (form_texts(name, one, day) for one in ("sv", language))
            for key, text in swedish.words.items():
                assert places(other.words[key]) == places(text), key
            assert other.words.keys() == swedish.words.keys()
            shape = [(len(one.paragraphs), len(one.items)) for one in swedish.sections]
            assert [(len(one.paragraphs), len(one.items)) for one in other.sections] == shape
            assert missing_characters((*other.words.values(), *map(str, other.sections))) == []
        told = table(name, language)
        assert (told["language"]["code"], len(told["language"]["months"])) == (language, 12)
        assert all(one["review"] in ("draft", "reviewed") for one in told["version"])


def test_the_texts_that_nobody_has_reviewed_are_said_to_be_so() -> None:
    offered = PdfForms().letter_languages(DAY, easy_read=False, own={})
    assert [(one.code, one.draft) for one in offered] == [
        ("sv", False), ("en", True), ("fi", True)
    ]  # fmt: skip
    easy = PdfForms().letter_languages(DAY, easy_read=True, own={})
    assert [one.code for one in easy] == ["sv"]
    assert PdfForms().letter_languages(date(1990, 1, 1), easy_read=False, own={}) == ()


def test_the_file_and_each_letter_in_it_tell_their_language(tmp_path: Path) -> None:
    forms = [replace(LETTER, language=one) for one in ("fi", "sv")]
    with pikepdf.open(print_letters(forms, tmp_path / "brev.pdf").path) as pdf:
        assert str(pdf.Root.Lang) == "fi"
        document = pdf.Root.StructTreeRoot.K
        parts = [kid for kid in document.K if str(kid.S) == "/PrintedForm"]
        assert [str(part.Lang) for part in parts] == ["fi", "sv"]
