"""In which language a letter is written."""

from __future__ import annotations

import pytest

from munhalsa.application.forms import Addressee
from munhalsa.application.letter_languages import (
    BY_PERSON,
    LetterLanguage,
    check_language,
    draft_notices,
    language_of_letter,
)
from munhalsa.domain.refusal import Rejected

SWEDISH = LetterLanguage(code="sv", name="svenska", called=("svenska",), draft=False)
FINNISH = LetterLanguage(code="fi", name="finska", called=("finska", "suomi"), draft=True)
SPANISH = LetterLanguage(code="es", name="spanska", called=("Español",), draft=False)
LANGUAGES = (SWEDISH, FINNISH, SPANISH)


@pytest.mark.parametrize(
    ("wanted", "spoken", "addressee", "code"),
    [
        ("sv", "finska", Addressee.PERSON, "sv"),
        ("fi", None, Addressee.REPRESENTATIVE, "fi"),
        (BY_PERSON, "Finska, lite svenska", Addressee.PERSON, "sv"),
        (BY_PERSON, "FINSKA", Addressee.PERSON, "fi"),
        (BY_PERSON, "español", Addressee.PERSON, "es"),
        (BY_PERSON, "suomi", Addressee.REPRESENTATIVE, "sv"),
        (BY_PERSON, "tigrinja", Addressee.PERSON, "sv"),
        (BY_PERSON, None, Addressee.PERSON, "sv"),
    ],
)
def test_as_chosen_or_as_the_person_speaks(
    wanted: str, spoken: str | None, addressee: Addressee, code: str
) -> None:
    found = language_of_letter(LANGUAGES, wanted, spoken=spoken, addressee=addressee)
    assert found == code


def test_a_language_without_a_text_is_refused() -> None:
    for wanted in ("sv", "fi", BY_PERSON):
        check_language(LANGUAGES, wanted)
    with pytest.raises(Rejected) as caught:
        check_language(LANGUAGES, "de")
    assert (caught.value.code, caught.value.field) == ("no_form_text", "language")


def test_a_draft_is_warned_of_where_it_is_used() -> None:
    assert draft_notices(LANGUAGES, ["sv"]) == ()
    (notice,) = draft_notices(LANGUAGES, ["fi", "sv", "fi"])
    assert (notice.code, "finska" in notice.message) == ("text_not_reviewed", True)
