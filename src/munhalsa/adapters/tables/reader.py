"""Reading a table from a file, whatever its name: the kind of file goes by its first bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from munhalsa.adapters.tables.pages import Page, pages
from munhalsa.application.import_table.headings import (
    checked_match,
    fingerprint,
    heading_score,
    headings_missing,
    is_year_table,
    match_headings,
)
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.memory import without_cycle_search
from munhalsa.domain.refusal import FileUnusable

NONE_KNOWN: Mapping[str, TableMapping] = MappingProxyType({})

_FEWEST_HEADINGS = 2


def read_table(
    path: Path,
    *,
    kind: Kind,
    mapping: TableMapping = NO_MAPPING,
    known: Mapping[str, TableMapping] = NONE_KNOWN,
) -> RawTable:
    """The first table in the file that has the kind's required headings.

    ``known`` are the mappings for sets of headings, by their fingerprint. FileUnusable when the
    file is not whole, plain and within bounds, or has no such table.
    """
    search = _HeadingSearch(kind, mapping, known)
    with without_cycle_search():
        for page in pages(path, mapping):
            at = search.find(page)
            if at is not None:
                _refuse_merged(page, at, kind=kind, mapping=search.used)
                return page.table(at)
    raise search.missing()


def survey_table(path: Path, *, kind: Kind, mapping: TableMapping) -> RawTable:
    """The likeliest table in a file that may lack headings of the kind, for somebody to look at.

    FileUnusable as ``read_table``, and when it has no row that headings can stand on.
    """
    best: tuple[tuple[int, int], Page, int] | None = None
    with without_cycle_search():
        for page in pages(path, mapping, tell_faults=False):
            for at in page.places(mapping):
                score = heading_score(kind, page.headings(at), mapping)
                if best is None or score > best[0]:
                    best = score, page, at
        if best is None or (mapping.header_row is None and max(best[0]) < _FEWEST_HEADINGS):
            raise headings_missing([column.heading for column in kind.required])
        return best[1].table(best[2])


class _HeadingSearch:
    """Looks for the heading row, and remembers what the best row lacked."""

    def __init__(
        self, kind: Kind, mapping: TableMapping, known: Mapping[str, TableMapping]
    ) -> None:
        self._kind = kind
        self._mapping = mapping
        self._known = known
        self._missing = tuple(column.heading for column in kind.required)
        self.used = mapping

    def find(self, page: Page) -> int | None:
        """Index of the first row with all required headings, or the row that the user chose."""
        for index in page.places(self._mapping):
            headings = page.headings(index)
            self.used = self._known.get(fingerprint(headings), self._mapping)
            missing = match_headings(self._kind, headings, self.used).missing
            if not missing or is_year_table(self._kind, headings):
                return index
            if len(missing) < len(self._missing):
                self._missing = missing
        return None

    def missing(self) -> FileUnusable:
        """The refusal that names what the best row lacked."""
        return headings_missing(self._missing)


def _refuse_merged(page: Page, at: int, *, kind: Kind, mapping: TableMapping) -> None:
    """Of merged cells only the first holds the value; the rows below would seem to lack it."""
    headings = page.headings(at)
    if not page.merged or is_year_table(kind, headings):
        return
    used = set(checked_match(kind, headings, mapping).positions.values())
    for (_, left), (bottom, right) in page.merged:
        if bottom > at and any(left <= column <= right for column in used):
            raise FileUnusable(
                "merged_cells",
                f"Tabellen har sammanslagna celler på rad {bottom + 1}. Dela upp dem och fyll i "
                "värdet i varje cell.",
            )
