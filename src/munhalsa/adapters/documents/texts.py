"""The texts of the forms: dated data with a source, filled in without being read twice."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from string import Template
from typing import Any

from munhalsa.application.letter_languages import LetterLanguage
from munhalsa.domain.refusal import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with paragraphs, a list and closing paragraphs, in that order."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTexts:
    """One version of a form's texts; placeholders are written ${name}."""

    number: str
    version: str
    source: str
    words: Mapping[str, str]
    sections: tuple[Section, ...]
    day_pattern: str = ""
    months: tuple[str, ...] = ()

    @property
    def form_line(self) -> str:
        """The form's number and version as the footer shows them."""
        return f"Blankett {self.number}, version {self.version}"

    def spelled(self, day: date) -> str:
        """A day as the language of a letter writes it."""
        month = self.months[day.month - 1]
        values = {"day": str(day.day), "month": month, "year": str(day.year)}
        return filled(self.day_pattern, values)

    def word(self, key: str, **values: str) -> str:
        """A text by its key, filled in; what is filled in is never looked into."""
        text = self.words[key]
        return filled(text, values) if "$" in text else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The address window of the envelope on the folded sheet, in millimetres."""

    left: float
    top: float
    width: float
    height: float


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every ${name} replaced in one pass; KeyError for a name without a value."""
    return Template(text).substitute(values)


@lru_cache(maxsize=64)
def form_texts(name: str, language: str, day: date) -> FormTexts:
    """The texts of a form that hold on a day; Rejected when there are none."""
    table = _table(name, language)
    written: Mapping[str, Any] = table.get("language", {})
    for version in table["version"]:
        if _holds(version, day):
            return FormTexts(
                number=version["number"],
                version=version["version"],
                source=version["source"],
                words=version["words"],
                sections=tuple(
                    Section(
                        heading=section["heading"],
                        paragraphs=tuple(section.get("paragraphs", ())),
                        items=tuple(section.get("items", ())),
                        closing=tuple(section.get("closing", ())),
                    )
                    for section in version.get("section", ())
                    if _holds(section, day)
                ),
                day_pattern=written.get("day", ""),
                months=tuple(written.get("months", ())),
            )
    raise Rejected(
        "no_form_text",
        "Det finns ingen text för blanketten på det språket och den dagen. "
        "Välj svenska eller ett senare datum.",
        field="language",
    )


def letter_languages_on(day: date, *, easy_read: bool) -> tuple[LetterLanguage, ...]:
    """Those in which both the letter and its reply slip have a text on the day, Swedish first."""
    letter = "letter_easy" if easy_read else "letter"
    codes = sorted(languages_of(letter) & languages_of("reply"), key=lambda one: (one != "sv", one))
    found = (_letter_language((letter, "reply"), code, day) for code in codes)
    return tuple(one for one in found if one is not None)


def _letter_language(names: Sequence[str], code: str, day: date) -> LetterLanguage | None:
    tables = [_table(name, code) for name in names]
    held = [next((one for one in table["version"] if _holds(one, day)), None) for table in tables]
    if None in held:
        return None
    told = tables[0]["language"]
    return LetterLanguage(
        code=code,
        name=told["name"],
        called=tuple(told["called"]),
        draft=any(one is not None and one["review"] == "draft" for one in held),
    )


@cache
def window() -> Window:
    """Where the envelope's window is."""
    place = tomllib.loads(_read("envelope.toml"))["window"]
    return Window(
        left=place["left_mm"],
        top=place["top_mm"],
        width=place["width_mm"],
        height=place["height_mm"],
    )


def _holds(row: Mapping[str, Any], day: date) -> bool:
    first: date = row.get("valid_from", date.min)
    last: date = row.get("valid_to", date.max)
    return first <= day <= last


@cache
def _table(name: str, language: str) -> dict[str, Any]:
    if language not in languages_of(name):
        return {"version": []}
    return tomllib.loads(_read(f"{name}.{language}.toml"))


@cache
def languages_of(name: str) -> frozenset[str]:
    """The languages a form's texts exist in."""
    folder = files("munhalsa.resources").joinpath("texts")
    parts = [entry.name.split(".") for entry in folder.iterdir()]
    return frozenset(part[1] for part in parts if len(part) == 3 and part[0] == name)


def _read(name: str) -> str:
    return files("munhalsa.resources").joinpath("texts", name).read_text(encoding="utf-8")
