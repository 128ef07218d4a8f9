"""The municipality's own text of a letter in a language, in place of the program's."""

from __future__ import annotations

from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass


class LetterText(StrEnum):
    """The texts that a municipality may have of its own."""

    LETTER = "letter"
    LETTER_EASY = "letter_easy"
    REPLY = "reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """``content`` is the whole file as it was taken in; ``form`` and ``language`` stand in it."""

    id: str
    version: int = 1
    municipality_code: str
    form: LetterText
    language: str
    content: str
