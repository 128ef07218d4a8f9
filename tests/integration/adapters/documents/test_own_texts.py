"""A municipality's own text file: taken where the form can be printed with it, else told why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.domain.own_text import LetterText
from munhalsa.domain.refusal import Rejected
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.printed_forms import DAY, LETTER, print_letters

PDF = PdfForms()
FINNISH = PDF.text_template(LetterText.LETTER, "fi", own={})
REVIEWED = FINNISH.replace(
    'review = "draft"',
    'review = "reviewed"\nreviewed_by = "Aino Korhonen"\nreviewed_on = 2026-11-20',
).replace("Oikeutesi välttämättömään hammashoitoon", "Oma otsikko")


def changed(old: str, new: str) -> str:
    assert old in FINNISH
    return FINNISH.replace(old, new)


def test_a_reviewed_text_goes_before_the_programs_draft(tmp_path: Path) -> None:
    head = PDF.check_text(REVIEWED, DAY)
    assert (head.form, head.language, head.draft) == (LetterText.LETTER, "fi", False)
    assert (head.own, head.reviewed_by) == (True, "Aino Korhonen")
    own = {("letter", "fi"): REVIEWED}
    heads = [one for one in PDF.texts(DAY, own=own) if one.language == "fi"]
    assert [(one.form, one.own, one.draft) for one in heads] == [
        (LetterText.LETTER, True, False),
        (LetterText.REPLY, False, True),
    ]
    assert PDF.text_template(LetterText.LETTER, "fi", own=own) == REVIEWED
    form = replace(LETTER, language="fi", own_letter=REVIEWED)
    printed = print_letters([form], tmp_path / "brev.pdf")
    assert "Oma otsikko" in unbroken(plain_text(printed.path))


def test_where_the_own_text_does_not_hold_yet_the_programs_does() -> None:
    own = {("letter", "fi"): REVIEWED.replace("valid_from = 1999-01-01", "valid_from = 2027-01-01")}
    (head,) = [
        one
        for one in PDF.texts(DAY, own=own)
        if (one.form, one.language) == (LetterText.LETTER, "fi")
    ]
    assert (head.own, head.draft) == (False, True)


def test_a_new_language_is_begun_from_the_swedish_text() -> None:
    begun = {
        (form.value, "pl"): PDF.text_template(form, "pl", own={})
        for form in (LetterText.LETTER, LetterText.REPLY)
    }
    for content in begun.values():
        head = PDF.check_text(content, DAY)
        assert (head.language, head.draft) == ("pl", True)
    languages = PDF.letter_languages(DAY, easy_read=False, own=begun)
    assert [one.code for one in languages] == ["sv", "en", "fi", "pl"]
    with pytest.raises(Rejected) as caught:
        PDF.text_template(LetterText.LETTER, "../sv", own={})
    assert caught.value.field == "language"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("x" * 100_001, "längre"),
        ("form = ", "TOML"),
        (changed('form = "letter"', 'form = "basis"'), "form ska vara"),
        (changed("[language]", "[sprak]"), r"\[language\] saknas"),
        (changed('code = "fi"', 'code = "Suomi"'), "language.code"),
        (changed('name = "finska"', "name = 1"), "language.name"),
        (changed('"tammikuuta", ', ""), "tolv"),
        (changed('called = ["finska"', 'called = [1, "finska"'), "language.called"),
        (changed("${day}. ${month} ${year}", "${day}."), "language.day"),
        (changed("[[version]]", "[[other]]"), "version"),
        (changed("valid_from = 1999-01-01", 'valid_from = "1999"'), "valid_from"),
        (changed('review = "draft"', 'review = "original"'), "version.review"),
        (changed('review = "draft"', 'review = "reviewed"'), "reviewed_by"),
        (changed('ask = "Kysy: ${name}."', ""), r"\(ask\)"),
        (changed("Kysy: ${name}", "Kysy"), "words.ask"),
        (changed("Kysy: ${name}", "Kysy: $ {name}"), r"words.ask har ett \$"),
        (changed("Voit myös soittaa.", "Soita ${phone}."), "municipality"),
        (changed("paragraphs = [", "paragraphs = [1, "), "section.paragraphs"),
        (changed("Voit myös soittaa", "漢字"), r"U\+6F22"),
        ("version = [1]\n" + FINNISH[: FINNISH.index("[[version")], r"\[\[version\]\] saknas"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told(content: str, told: str) -> None:
    with pytest.raises(Rejected, match=told) as caught:
        PDF.check_text(content, DAY)
    assert (caught.value.code, caught.value.field) == ("text_invalid", "file")
