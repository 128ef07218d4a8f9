"""Columns of a list by name: what a cell shows, how it is meant, and how a row is said aloud."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from munhalsa.desktop.theme import Tone

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; a tone with a ground (NEUTRAL, OK, WARN, BAD) makes a chip of it."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, kw_only=True)
class Column(Generic[R]):
    """One column; ``name`` is stable and says what to sort by, ``title`` is its heading.

    ``spoken`` is how the cell is said in the row's sentence where that is not "title: text"
    ("" leaves it out); ``width`` is in characters.
    """

    name: str
    title: str
    cell: Callable[[R], Cell]
    spoken: Callable[[R], str] | None = None
    width: int = 12
    right: bool = False
    sortable: bool = True
    shown: bool = True

    def say(self, row: R) -> str:
        """The cell's part of the row's sentence."""
        if self.spoken is not None:
            return self.spoken(row)
        text = self.cell(row).text
        return f"{self.title}: {text}" if text else ""


def sentence(columns: Sequence[Column[R]], row: R) -> str:
    """The whole row as a screen reader says it."""
    parts = [part[0].upper() + part[1:] for column in columns if (part := column.say(row))]
    return ". ".join(parts) + "." if parts else ""
