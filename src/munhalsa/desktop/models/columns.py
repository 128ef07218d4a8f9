"""Columns of a list by name: what a cell shows, how it is meant, and how a row is said aloud."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from munhalsa.desktop.theme import Tone
from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.application.export_profile import ExportCell
    from munhalsa.application.save_list import ListColumn

R = TypeVar("R")

_DAY_LENGTH = 10
_NUMBER = re.compile("[1-9][0-9]{0,6}")  # what is longer is a telephone, and 012 is a room
_NOTHING = ("", "–")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; a tone with a ground (NEUTRAL, OK, WARN, BAD) makes a chip of it."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclasses.dataclass(frozen=True, kw_only=True)
class Column(Generic[R]):
    """One column; ``name`` is stable and says what to sort by, ``title`` is its heading.

    ``spoken`` is how the cell is said in the row's sentence where that is not "title: text"
    ("" leaves it out); ``width`` is in characters; ``identity``: it shows identity numbers.
    ``filed`` is the text that a saved file has where that is not the cell's.
    """

    name: str
    title: str
    cell: Callable[[R], Cell]
    spoken: Callable[[R], str] | None = None
    width: int = 12
    right: bool = False
    sortable: bool = True
    shown: bool = True
    identity: bool = False
    filed: Callable[[R], str] | None = None

    def say(self, row: R) -> str:
        """The cell's part of the row's sentence."""
        if self.spoken is not None:
            return self.spoken(row)
        text = self.cell(row).text
        return f"{self.title}: {text}" if text else ""

    def saved(self, row: R) -> ExportCell:
        """The cell as a file has it: what is shown, days and numbers as what they are."""
        text = self.cell(row).text if self.filed is None else self.filed(row)
        return saved_value(text, number=self.right)

    @property
    def of_file(self) -> ListColumn:
        """The column as a file has it."""
        from munhalsa.application.save_list import ListColumn

        return ListColumn(title=self.title, width=self.width, identity=self.identity)


def saved_value(text: str, *, number: bool = False) -> ExportCell:
    """A day, where the text is one and no more; a number only where the column holds numbers."""
    if text in _NOTHING:
        return None
    if len(text) == _DAY_LENGTH and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    if number:
        digits = text.replace("\N{NO-BREAK SPACE}", "")
        if digits == "0" or _NUMBER.fullmatch(digits):
            return int(digits)
    return text


def sentence(columns: Sequence[Column[R]], row: R) -> str:
    """The whole row as a screen reader says it."""
    parts = [part[0].upper() + part[1:] for column in columns if (part := column.say(row))]
    return ". ".join(parts) + "." if parts else ""
