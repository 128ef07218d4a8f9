"""What may be drawn: text made ready for the page, and the characters the fonts cannot show."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from munhalsa.adapters.documents.fonts import drawable_characters

# Marks that would need shaping to stand right, and letters that run from right to left.
_NOT_SHAPED = {"Mn", "Mc", "Me"}
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_KEPT_SPACES = {"\n", "\u00a0"}


@lru_cache(maxsize=20_000)
def ready(text: str) -> str:
    """Composed (NFC), without control and invisible characters; line breaks stay."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(map(_drawn_as, composed))


@cache
def _drawn_as(character: str) -> str:
    category = unicodedata.category(character)
    if character in _KEPT_SPACES:
        return character
    if category in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    return "" if category == "Cf" else character


def missing_characters(form: object) -> list[str]:
    """The characters in the form's texts that cannot be shown right, each once, in order."""
    found: dict[str, None] = {}
    for text in _texts(form):
        for character in _not_drawable(text):
            found[character] = None
    return list(found)


@lru_cache(maxsize=20_000)
def _not_drawable(text: str) -> tuple[str, ...]:
    return tuple(character for character in ready(text) if not _is_drawable(character))


@cache
def _is_drawable(character: str) -> bool:
    if character == "\n":
        return True
    return (
        character in drawable_characters()
        and unicodedata.category(character) not in _NOT_SHAPED
        and unicodedata.bidirectional(character) not in _RIGHT_TO_LEFT
    )


def _texts(value: object) -> Iterator[str]:
    """Every text in a dataclass, its tuples and the dataclasses inside it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
