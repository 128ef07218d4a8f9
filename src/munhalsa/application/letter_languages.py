"""In which language a letter is written, and the warning about a text that nobody has reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from munhalsa.application.forms import Addressee
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.own_text import LetterText
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.swedish import search_words

SWEDISH = "sv"
BY_PERSON = "person"
"""Each person's own language where there is a text in it, else Swedish."""


OwnTexts = Mapping[tuple[str, str], str]
"""The content of each text of the municipality's own, by form and language code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHead:
    """A text that holds today; ``own``: the municipality's, ``reviewed_by`` None: nobody has."""

    form: LetterText
    language: str
    name: str
    own: bool
    draft: bool
    source: str
    reviewed_by: str | None = None
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLanguage:
    """A language that letters can be printed in; ``called`` is how people write its name.

    ``draft``: a text in it that no translator has reviewed.
    """

    code: str
    name: str
    called: tuple[str, ...]
    draft: bool


def check_language(languages: Sequence[LetterLanguage], wanted: str) -> None:
    """Refuse a language that there is no text in."""
    codes = [one.code for one in languages]
    if wanted not in (*codes, BY_PERSON):
        raise Rejected(
            "no_form_text",
            f"Brevet finns inte på det språket. Välj något av {', '.join([*codes, BY_PERSON])}.",
            field="language",
        )


def language_of_letter(
    languages: Sequence[LetterLanguage],
    wanted: str,
    *,
    spoken: str | None,
    addressee: Addressee,
) -> str:
    """The code for one letter; ``spoken`` is the person's language as somebody wrote it.

    Whoever represents the person need not speak it, so their letter is in Swedish.
    """
    if wanted != BY_PERSON:
        return wanted
    words = set(search_words(spoken or ""))
    if addressee is not Addressee.PERSON:
        return SWEDISH
    return next((one.code for one in languages if words & _called(one)), SWEDISH)


def _called(language: LetterLanguage) -> set[str]:
    """Its names as they are compared: capitals and marks make no difference."""
    return {word for name in language.called for word in search_words(name)}


def draft_notices(languages: Sequence[LetterLanguage], used: Iterable[str]) -> tuple[Notice, ...]:
    """A warning for each language that was used and whose text is a draft."""
    codes = set(used)
    return tuple(
        Notice(code="text_not_reviewed", message=draft_words(one))
        for one in languages
        if one.draft and one.code in codes
    )


def draft_words(language: LetterLanguage) -> str:
    """What is said of it wherever it is to be printed."""
    return (
        f"Brevet på {language.name} är ett utkast, inte granskat av översättare. "
        "Skicka det inte förrän någon har granskat det."
    )
