"""Which kinds of table a file may hold, by the headings of its first lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from munhalsa.adapters.tables.pages import pages
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, KindName
from munhalsa.application.import_table.recognition import likeliest_kinds


def recognised_kinds(
    path: Path, kinds: Sequence[Kind], *, known: Mapping[KindName, Collection[str]]
) -> Sequence[Kind]:
    """The kinds that the first fitting line fits, the likeliest first; none where nothing fits.

    ``known`` are sets of headings that were mapped before, by their fingerprint. FileUnusable when
    the file is not whole, plain and within bounds.
    """
    for page in pages(path, NO_MAPPING, tell_faults=False):
        for at in page.places(NO_MAPPING):
            found = likeliest_kinds(kinds, page.headings(at), known=known)
            if found:
                return found
    return ()
