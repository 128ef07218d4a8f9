"""Which kind of table it is, by its headings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from munhalsa.application.import_table.headings import fingerprint, is_year_table, match_headings
from munhalsa.application.import_table.kinds import Kind, KindName

_FEWEST = 4
"""One heading in so many, at least, is known in a list of a kind (antagande)."""
_NOTHING: Mapping[KindName, Collection[str]] = MappingProxyType({})


def likeliest_kinds(
    kinds: Sequence[Kind],
    headings: Sequence[str],
    *,
    known: Mapping[KindName, Collection[str]] = _NOTHING,
) -> list[Kind]:
    """The kinds whose required headings are all there, the one with the best fit first.

    A list of care measures holds all that a list of persons must have, and then some: what tells
    them apart is how many of the file's headings a kind knows. First of all go the kinds that the
    same set of headings was mapped to before (``known``: its fingerprints).
    """
    mark = fingerprint(headings)
    mapped = [kind for kind in kinds if mark in known.get(kind.name, ())]
    fits = [(fit, kind) for kind in kinds if (fit := _fit(kind, headings)) is not None]
    others = [kind for _, kind in sorted(fits, key=lambda pair: pair[0], reverse=True)]
    return [*mapped, *(kind for kind in others if kind not in mapped)]


def _fit(kind: Kind, headings: Sequence[str]) -> tuple[int, int, int] | None:
    """How many columns were found, how many of those that must be there; None: not this kind.

    Several columns in one count last. One known heading among others tells of no kind: nearly
    every list has an identity number. Nor do a few among many, as where a list of certificates
    happens to have a column of care measures.
    """
    if is_year_table(kind, headings):
        return len(headings), len(headings), 0
    found = match_headings(kind, headings)
    known, filled = len(found.positions), sum(map(bool, headings))
    if found.missing or (known == 1 and filled > 1) or known * _FEWEST < filled:
        return None
    whole = [column for column in kind.columns if column.parts and column.key in found.positions]
    needed = [column for column in kind.required if column.key in found.positions]
    return len(found.positions) - len(whole), len(needed), -len(whole)
