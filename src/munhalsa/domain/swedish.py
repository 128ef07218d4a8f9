"""Swedish alphabetical order and folding for search, the same on both database engines.

A sort key is ASCII text, compared byte by byte: ``{``, ``|`` and ``}`` follow ``z`` and stand for
å, ä and ö. The end of a family name (a comma) sorts before the gap between two words, and that
before every letter, so that Berg, Zara comes before Berg Lund, Anna and Berglund, Åke.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_NAME_END = " "
_WORD_GAP = "-"
_BEYOND_LATIN = "~"

# What no decomposition tells, and the letters that are their own in Swedish.
_COMMON = {
    "ß": "ss", "æ": "ä", "ø": "ö", "œ": "oe", "þ": "th", "ð": "d", "đ": "d",
    "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ə": "e",
}  # fmt: skip
_SORTED = {"å": "{", "ä": "|", "ö": "}", "ü": "y"}
_SEARCHED = {"æ": "ae"}

_SORT_GAPS = re.compile(f"[{_NAME_END}{_WORD_GAP}]{{2,}}")
_APOSTROPHES = frozenset("'’‘ʼ`´′")


class _Folding(dict[int, str]):
    """A table for ``str.translate`` that works out a character the first time it is met."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = self._fold(chr(code_point))
        return folded


def _gap(character: str) -> str | None:
    """What a character between words becomes; None for what belongs to a word."""
    category = unicodedata.category(character)
    if category[0] == "M" or category in ("Cc", "Cf") or character in _APOSTROPHES:
        return _WORD_GAP if character.isspace() else ""
    if character == ",":
        return _NAME_END
    return None if category[0] in "LN" else _WORD_GAP


def _letters(character: str, *, own: dict[str, str]) -> str:
    """Lower case without marks, but for the letters in ``own``; what has no fold is kept."""
    lowered = character.lower()
    if len(lowered) > 1:
        return "".join(_letters(part, own=own) for part in lowered if part.isalnum())
    if lowered in own:
        return own[lowered]
    if lowered in _COMMON:
        return "".join(_letters(part, own=own) for part in _COMMON[lowered])
    decomposed = unicodedata.decomposition(lowered).split()
    parts = [chr(int(code, 16)) for code in decomposed if not code.startswith("<")]
    if not parts:
        return lowered
    return "".join(_letters(part, own=own) for part in parts if part.isalnum())


def _sort_fold(character: str) -> str:
    gap = _gap(character)
    if gap is not None:
        return gap
    folded = _letters(character, own=_SORTED)
    return "".join(part if part.isascii() else f"{_BEYOND_LATIN}{ord(part):06x}" for part in folded)


def _search_fold(character: str) -> str:
    gap = _gap(character)
    if gap is not None:
        return gap and " "
    return _letters(character, own=_SEARCHED)


_SORT_TABLE = _Folding(_sort_fold)
_SEARCH_TABLE = _Folding(_search_fold)


def sort_key(text: str) -> str:
    """ASCII text whose byte order is the Swedish order; marks and case make no difference."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    key = text.translate(_SORT_TABLE).strip(_NAME_END + _WORD_GAP)
    return _SORT_GAPS.sub(_widest_gap, key)


def spaced(count: int) -> str:
    """A number as Swedes write it, with a space that does not break between thousands: 1 284."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def counted(count: int, one: str, many: str) -> str:
    """So many of something, by what one and several are called: 1 rad, 2 rader, 1 200 rader."""
    return f"{spaced(count)} {one if count == 1 else many}"


def within_sentence(words: str) -> str:
    """Without the capital that begins a sentence; an abbreviation keeps its own."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def rows_told(count: int) -> str:
    """So many rows."""
    return counted(count, "rad", "rader")


def name_sort_key(*, family: str, given: str) -> str:
    """The sort key of a person: by family name, then by given name."""
    return sort_key(f"{family}, {given}")


def search_key(text: str) -> str:
    """Lower case without marks, words parted by one space: ``o`` finds ö, ``L`` finds ł."""
    return " ".join(search_words(text))


def search_words(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.translate(_SEARCH_TABLE).split()


def _widest_gap(gap: re.Match[str]) -> str:
    return _NAME_END if _NAME_END in gap[0] else _WORD_GAP


def unbroken(text: str | None) -> str:
    """What no line may divide: a telephone number."""
    return (text or "").replace(" ", "\N{NO-BREAK SPACE}")
