"""The texts of the forms: dated data with a source, filled in without being read twice."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from string import Template
from typing import Any

from munhalsa.adapters.documents.own_texts import parsed
from munhalsa.domain.lazy_dataclass import dataclass
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
def form_texts(name: str, language: str, day: date, own: str | None = None) -> FormTexts:
    """The texts of a form that hold on a day; Rejected when there are none.

    ``own`` is a file of the municipality's, which goes before the program's on its days.
    """
    tables: list[Mapping[str, Any]] = [table_of(name, language)]
    if own is not None:
        tables.insert(0, parsed(own))
    for table in tables:
        written: Mapping[str, Any] = table.get("language", {})
        version = version_on(table, day)
        if version is not None:
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


@cache
def window() -> Window:
    """Where the envelope's window is."""
    place = tomllib.loads(file_of("envelope.toml"))["window"]
    return Window(
        left=place["left_mm"],
        top=place["top_mm"],
        width=place["width_mm"],
        height=place["height_mm"],
    )


def version_on(table: Mapping[str, Any], day: date) -> Mapping[str, Any] | None:
    """The version of a text that holds on a day."""
    return next((one for one in table["version"] if _holds(one, day)), None)


def _holds(row: Mapping[str, Any], day: date) -> bool:
    first: date = row.get("valid_from", date.min)
    last: date = row.get("valid_to", date.max)
    return first <= day <= last


@cache
def table_of(name: str, language: str) -> dict[str, Any]:
    """A form's text file in a language; without a version where there is none."""
    if language not in languages_of(name):
        return {"version": []}
    return tomllib.loads(file_of(f"{name}.{language}.toml"))


@cache
def languages_of(name: str) -> frozenset[str]:
    """The languages a form's texts exist in."""
    folder = files("munhalsa.resources").joinpath("texts")
    parts = [entry.name.split(".") for entry in folder.iterdir()]
    return frozenset(part[1] for part in parts if len(part) == 3 and part[0] == name)


def file_of(name: str) -> str:
    """What stands in a file of the texts."""
    return files("munhalsa.resources").joinpath("texts", name).read_text(encoding="utf-8")
