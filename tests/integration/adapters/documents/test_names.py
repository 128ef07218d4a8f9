"""Names and other text from records: drawn as they are, or reported before printing."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from munhalsa.adapters.documents.fonts import drawable_characters
from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.domain.refusal import Rejected
from tests.support.pdf_reading import pieces, plain_text, structure, unbroken, walk
from tests.support.printed_forms import CERTIFICATE, PERSON, print_certificates

HOSTILE_NAMES = [
    '<font color="[[…',
    "<b>Åsa</b> & <para>Örjan</para>",
    "${municipality} $x %s {0} {name}",
    ") Tj ET Q \\ ( /Artifact BMC",
    "EMC endstream endobj",
    "Robert'); DROP TABLE person;--",
    "Å é ń ğ ș Ł Ş ć ø ß Þ ð ŋ đ ẞ",
    "W" * 400,
]


def names_read_aloud(path: Path) -> str:
    """The text of the first data cell, put together from its marked content."""
    with pikepdf.open(path) as pdf:
        texts = {
            (number, piece.number): piece.text
            for number, page in enumerate(pdf.pages)
            for piece in pieces(pdf, page)
        }
        cell = next(node for node in walk(structure(pdf)) if node.tag == "/TD")
        return "".join(texts[place] for place in cell.own)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_comes_out_as_it_is(name: str, tmp_path: Path) -> None:
    form = replace(CERTIFICATE, person=replace(PERSON, name=name))
    printed = print_certificates([form], tmp_path / "form.pdf")
    assert names_read_aloud(printed.path) == name
    assert "".join(name.split()) in "".join(plain_text(printed.path).split())


VISIBLE = sorted(
    character
    for character in drawable_characters()
    if unicodedata.category(character) not in {"Cc", "Cf", "Zs"}
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(st.sampled_from(VISIBLE), min_size=1), min_size=1))
def test_any_name_the_font_has_comes_out_whole(words: list[str], tmp_path: Path) -> None:
    name = " ".join(words)
    form = replace(CERTIFICATE, person=replace(PERSON, name=name))
    forms = PdfForms()
    missing = forms.missing_characters(form)
    if missing:
        with pytest.raises(Rejected):
            print_certificates([form], tmp_path / "form.pdf")
        return
    printed = print_certificates([form], tmp_path / "form.pdf")
    assert unbroken(names_read_aloud(printed.path)) == unbroken(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("Maj-Britt Åström", []),
        ("Nguyễn Thị Hương", []),
        ("שרה לוי", ["ש", "ר", "ה", "ל", "ו", "י"]),
        ("محمد", ["م", "ح", "د"]),
        ("李娜", ["李", "娜"]),
        ("Anna 😀", ["😀"]),
        ("M\u0308 ensam prick", ["\u0308"]),
        ("A\u030asa, sammansatt", []),
        ("osynlig\u200b\u202e\tstyrning", []),
    ],
)
def test_characters_that_cannot_be_shown_are_reported(name: str, missing: list[str]) -> None:
    form = replace(CERTIFICATE, person=replace(PERSON, name=name))
    assert PdfForms().missing_characters(form) == missing


def test_a_missing_character_stops_the_job_before_anything_is_written(tmp_path: Path) -> None:
    bad = replace(CERTIFICATE, person=replace(PERSON, name="Hemligt Namn 李"))
    out = tmp_path / "form.pdf"
    with pytest.raises(Rejected) as refused:
        print_certificates([CERTIFICATE, bad, bad], out)
    assert refused.value.code == "character_missing_in_font"
    assert refused.value.message.startswith("2 av blanketterna")
    assert "U+674E" in refused.value.message
    assert "Hemligt" not in refused.value.message
    assert list(tmp_path.iterdir()) == []
