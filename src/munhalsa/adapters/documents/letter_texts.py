"""The texts of the letters in each language: which there are, and which nobody has reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from munhalsa.adapters.documents.own_texts import checked, is_code, parsed
from munhalsa.adapters.documents.texts import file_of, languages_of, table_of, version_on
from munhalsa.application.letter_languages import SWEDISH, LetterLanguage, OwnTexts, TextHead
from munhalsa.domain.own_text import LetterText
from munhalsa.domain.refusal import Rejected


def letter_languages_on(day: date, *, easy_read: bool, own: OwnTexts) -> tuple[LetterLanguage, ...]:
    """Those in which both the letter and its reply slip have a text on the day, Swedish first."""
    letter = LetterText.LETTER_EASY if easy_read else LetterText.LETTER
    heads = {(one.form, one.language): one for one in heads_on(day, own)}
    found = []
    for (form, code), head in heads.items():
        reply = heads.get((LetterText.REPLY, code))
        if form is letter and reply is not None:
            called = _table(letter, code, day, own)["language"]["called"]
            found.append(
                LetterLanguage(
                    code=code,
                    name=head.name,
                    called=tuple(one.lower() for one in called),
                    draft=head.draft or reply.draft,
                )
            )
    return tuple(found)


def heads_on(day: date, own: OwnTexts) -> tuple[TextHead, ...]:
    """Every text that holds on the day, by form; in each Swedish first."""
    found = []
    for form in LetterText:
        codes = languages_of(form.value) | {code for name, code in own if name == form}
        for code in sorted(codes, key=lambda one: (one != SWEDISH, one)):
            table = _table(form, code, day, own)
            version = version_on(table, day)
            if version is not None:
                found.append(_head(table, version, own=table is not table_of(form.value, code)))
    return tuple(found)


def head_of_own(content: str, day: date) -> TextHead:
    """What a municipality's own file is; Rejected where its form cannot be printed with it."""
    table = checked(content, _swedish_words())
    version = version_on(table, day) or table["version"][0]
    return _head(table, version, own=True)


def template(form: LetterText, language: str, own: OwnTexts) -> str:
    """The text as it is, else the Swedish one, to be translated."""
    if not is_code(language):
        raise Rejected(
            "value_unknown",
            "Språket ska vara två eller tre små bokstäver, till exempel fi.",
            field="language",
        )
    kept = own.get((form.value, language))
    if kept is not None:
        return kept
    if language in languages_of(form.value):
        return file_of(f"{form.value}.{language}.toml")
    swedish = file_of(f"{form.value}.{SWEDISH}.toml")
    begun = swedish.replace(f'code = "{SWEDISH}"', f'code = "{language}"')
    return begun.replace('review = "original"', 'review = "draft"')


def _table(form: LetterText, code: str, day: date, own: OwnTexts) -> Mapping[str, Any]:
    """The municipality's file on the days it has a version for, else the program's."""
    content = own.get((form.value, code))
    if content is not None and version_on(parsed(content), day) is not None:
        return parsed(content)
    return table_of(form.value, code)


def _head(table: Mapping[str, Any], version: Mapping[str, Any], *, own: bool) -> TextHead:
    return TextHead(
        form=LetterText(table["form"]),
        language=table["language"]["code"],
        name=table["language"]["name"],
        own=own,
        draft=version["review"] == "draft",
        source=version["source"],
        reviewed_by=version.get("reviewed_by"),
        reviewed_on=version.get("reviewed_on"),
    )


@cache
def _swedish_words() -> Mapping[str, Mapping[str, str]]:
    """The words that each form needs, as the newest Swedish text has them."""
    return {
        form.value: table_of(form.value, SWEDISH)["version"][-1]["words"] for form in LetterText
    }
