"""A text file of a municipality's own: read, and held to what the form needs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from string import Template
from typing import Any, NoReturn

from munhalsa.adapters.documents.characters import missing_characters
from munhalsa.domain.own_text import LetterText
from munhalsa.domain.refusal import Rejected

LONGEST = 100_000
"""Characters of a file: a letter is a few thousand."""

_CODE = re.compile(r"[a-z]{2,3}", re.ASCII)
_MONTHS = 12
_REVIEWS = ("draft", "reviewed")
_OF_A_DAY = {"day", "month", "year"}
_OF_A_SECTION = {"municipality"}
_LISTS = ("paragraphs", "items", "closing")


@lru_cache(maxsize=64)
def parsed(content: str) -> Mapping[str, Any]:
    """The file as it was read, unchecked: only what ``checked`` let through is kept."""
    return tomllib.loads(content)


def checked(content: str, swedish: Mapping[str, Mapping[str, str]]) -> Mapping[str, Any]:
    """The file, if the form can be printed with it; ``swedish`` are the words of each form.

    Rejected says what is wrong, with the name of the field in the file.
    """
    if len(content) > LONGEST:
        _refuse(f"filen är längre än {LONGEST // 1000} 000 tecken")
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        _refuse(f"den är inte i formatet TOML ({error})")
    form = table.get("form")
    if form not in [one.value for one in LetterText]:
        _refuse(f"form ska vara något av {', '.join(LetterText)}")
    _check_language(table.get("language"))
    versions = table.get("version")
    if not isinstance(versions, list) or not versions:
        _refuse("[[version]] saknas")
    for version in versions:
        _check_version(version, swedish[form], language=table["language"]["code"])
    _check_characters(table)
    return table


def is_code(text: str) -> bool:
    """Whether it is the code of a language, as ISO 639 has them."""
    return _CODE.fullmatch(text) is not None


def _check_language(told: Any) -> None:
    if not isinstance(told, dict):
        _refuse("[language] saknas")
    if not is_code(str(told.get("code"))):
        _refuse("language.code ska vara två eller tre små bokstäver, till exempel pl")
    _text(told, "name", "language.")
    for key in ("called", "months"):
        _texts(told, key, "language.")
    if len(told["months"]) != _MONTHS:
        _refuse("language.months ska vara tolv månader")
    if _places(_text(told, "day", "language."), "language.day") != _OF_A_DAY:
        _refuse("language.day ska ha ${day}, ${month} och ${year}")


def _check_version(version: Any, swedish: Mapping[str, str], *, language: str) -> None:
    if not isinstance(version, dict):
        _refuse("[[version]] saknas")
    for key in ("number", "version", "source"):
        _text(version, key, "version.")
    _day(version, "valid_from")
    _check_review(version, language=language)
    words = version.get("words")
    if not isinstance(words, dict) or words.keys() != swedish.keys():
        wanted = ", ".join(sorted(swedish.keys() ^ (words or {}).keys()))
        _refuse(f"version.words ska ha samma namn som den svenska texten ({wanted})")
    for key, text in swedish.items():
        if _places(_text(words, key, "words."), f"words.{key}") != _places(text, key):
            _refuse(f"words.{key} ska ha samma ${{…}} som den svenska texten")
    for section in version.get("section", ()):
        for text in (_text(section, "heading", "section."), *_listed(section)):
            if _places(text, "section") - _OF_A_SECTION:
                _refuse("ett avsnitt får bara ha ${municipality}")


def _check_review(version: Mapping[str, Any], *, language: str) -> None:
    review = version.get("review")
    if language == "sv" and review == "original":
        return
    if review not in _REVIEWS:
        _refuse("version.review ska vara draft (utkast) eller reviewed (granskad)")
    if review == "reviewed":
        _text(version, "reviewed_by", "version.")
        _day(version, "reviewed_on")


def _listed(section: Mapping[str, Any]) -> Iterator[str]:
    for key in _LISTS:
        if key in section:
            yield from _texts(section, key, "section.")


def _check_characters(value: Any) -> None:
    missing = missing_characters(tuple(_strings(value)))
    if missing:
        codes = ", ".join(f"U+{ord(one):04X}" for one in missing[:10])
        _refuse(f"typsnittet saknar tecken ({codes})")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _text(table: Any, key: str, where: str) -> str:
    text = table.get(key) if isinstance(table, dict) else None
    if not isinstance(text, str) or not text.strip():
        _refuse(f"{where}{key} ska vara en text")
    return text


def _texts(table: Mapping[str, Any], key: str, where: str) -> list[str]:
    texts = table.get(key)
    if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
        _refuse(f"{where}{key} ska vara en lista med texter")
    return texts


def _day(version: Mapping[str, Any], key: str) -> None:
    day = version.get(key)
    if not isinstance(day, date) or isinstance(day, datetime):
        _refuse(f"version.{key} ska vara en dag, till exempel 2026-12-01")


def _places(text: str, where: str) -> set[str]:
    template = Template(text)
    if not template.is_valid():
        _refuse(f"{where} har ett $ som inte hör till något ${{…}}")
    return set(template.get_identifiers())


def _refuse(why: str) -> NoReturn:
    raise Rejected(
        "text_invalid",
        f"Textfilen går inte att använda: {why}. Rätta den, eller börja om från mallen.",
        field="file",
    )
