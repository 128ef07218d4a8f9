"""Which kind of table it is, by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from munhalsa.application.import_table.headings import is_year_table, match_headings
from munhalsa.application.import_table.kinds import Kind


def likeliest_kinds(kinds: Iterable[Kind], headings: Sequence[str]) -> list[Kind]:
    """The kinds whose required headings are all there, the one with the best fit first.

    A list of care measures holds all that a list of persons must have, and then some: what tells
    them apart is how many of the file's headings a kind knows.
    """
    fits = [(fit, kind) for kind in kinds if (fit := _fit(kind, headings)) is not None]
    return [kind for _, kind in sorted(fits, key=lambda pair: pair[0], reverse=True)]


def _fit(kind: Kind, headings: Sequence[str]) -> tuple[int, int] | None:
    """How many columns were found, and how many of them must be there; None: not this kind."""
    if is_year_table(kind, headings):
        return len(headings), len(headings)
    match = match_headings(kind, headings)
    if match.missing:
        return None
    return len(match.positions), len(kind.required)
