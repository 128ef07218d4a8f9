"""Words of the command line to values; a wrong value is refused by a rule, not as wrong usage."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

from munhalsa.domain.dates import parse_swedish_date
from munhalsa.domain.refusal import Rejected

E = TypeVar("E", bound=StrEnum)

_LAST_ROW = 1_048_576
_YES = frozenset({"yes", "ja", "j", "y"})
_NO = frozenset({"no", "nej", "n"})


def day_of(text: str, *, field: str) -> date:
    """A day, written as people write it."""
    return parse_swedish_date(text, field=field)


def day_or_none(text: str | None, *, field: str) -> date | None:
    """As ``day_of``, or None where nothing was given."""
    return None if text is None else day_of(text, field=field)


def choice_of(text: str, kind: type[E], *, field: str) -> E:
    """One of the words of an enum."""
    try:
        return kind(text)
    except ValueError:
        # Loaded where somebody needs it only: a command that is right need not wait for it.
        from munhalsa.application.choice_words import choices_told

        words = choices_told(kind)
        raise Rejected("value_unknown", f"Värdet ska vara något av {words}.", field=field) from None


def yes_or_no(text: str, *, field: str) -> bool:
    """Yes or no, in English or Swedish."""
    word = text.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Rejected("value_unknown", "Värdet ska vara yes (ja) eller no (nej).", field=field)


def row_numbers(text: str | None, *, field: str) -> frozenset[int]:
    """Rows of a table, such as 12,15-20; none where nothing was given."""
    found: set[int] = set()
    for part in () if text is None else text.replace("–", "-").split(","):
        first, _, last = (piece.strip() for piece in part.partition("-"))
        low = whole_number(first, field=field, lowest=1, highest=_LAST_ROW)
        high = whole_number(last or first, field=field, lowest=low, highest=_LAST_ROW)
        found.update(range(low, high + 1))
    return frozenset(found)


def whole_number(text: str, *, field: str, lowest: int, highest: int) -> int:
    """A whole number within bounds, both included."""
    if not (text.isascii() and text.isdigit() and lowest <= int(text) <= highest):
        raise Rejected(
            "number_invalid",
            f"Värdet ska vara ett helt tal från {lowest} till {highest}.",
            field=field,
        )
    return int(text)
