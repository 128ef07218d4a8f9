"""Rows of a file that are none of the list: the template's example, and sums at the end.

They are told of, each by its number, and count in no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from munhalsa.application.import_table.cells import clean_text
from munhalsa.application.import_table.headings import HeadingMatch
from munhalsa.application.import_table.kinds import Kind, SumWords
from munhalsa.application.import_table.raw_table import Cell, NumberedRow, RawTable
from munhalsa.domain.refusal import Notice

EXAMPLE_LEFT_OUT, SUM_LEFT_OUT = "example_row_left_out", "sum_row_left_out"
LEFT_ASIDE = frozenset({EXAMPLE_LEFT_OUT, SUM_LEFT_OUT})
_TOKENS = re.compile(r"\d+|[^\W\d_]+")


def set_aside(
    table: RawTable, *, kind: Kind, match: HeadingMatch
) -> tuple[Sequence[NumberedRow], tuple[Notice, ...]]:
    """The rows of the list, and what is said of the others."""
    told = {
        **{
            row: Notice(
                code=EXAMPLE_LEFT_OUT,
                message="Mallens exempelrad stod kvar i filen och har inte tagits in.",
                row=row,
            )
            for row in _examples(table, kind=kind, match=match)
        },
        **{
            row: Notice(
                code=SUM_LEFT_OUT,
                message="Raden summerar listan och är ingen av dess rader. Den räknas inte med.",
                row=row,
            )
            for row in _sums(table, kind.sums)
        },
    }
    if not told:
        return table.rows, ()
    rows = [numbered for numbered in table.rows if numbered[0] not in told]
    return rows, tuple(notice for _, notice in sorted(told.items()))


def _examples(table: RawTable, *, kind: Kind, match: HeadingMatch) -> list[int]:
    """The template's example, where it was left as it is."""
    exemplified = [column for column in kind.columns if column.example]
    if any(column.key not in match.positions for column in exemplified):
        return []
    marked = [(match.positions[column.key], column.example) for column in exemplified]
    at, text = marked[0]
    return [
        number
        for number, row in table.rows
        if row[at] == text and all(clean_text(row[index]) == word for index, word in marked)
    ]


def _sums(table: RawTable, words: SumWords | None) -> Iterator[int]:
    """The last rows, as long as they only add up; a sum in the midst of a list stays a row."""
    if words is None:
        return
    for number, cells in reversed(table.rows):
        if not _adds_up(cells, words):
            return
        yield number


def _adds_up(cells: Sequence[Cell], words: SumWords) -> bool:
    """Whether the row says nothing but that something is summed, and to what."""
    found = False
    for cell in cells:
        if not isinstance(cell, str | int | float):
            return False
        tokens = _TOKENS.findall(clean_text(cell).casefold())
        if sum(len(token) for token in tokens if token.isdigit()) > words.longest_figure:
            return False
        named = {token for token in tokens if not token.isdigit()}
        if not named <= words.words | words.units:
            return False
        found = found or not named.isdisjoint(words.words)
    return found
