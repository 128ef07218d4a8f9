"""Tables on paper: where rows go to another page, and where numbers end."""

from __future__ import annotations

from itertools import pairwise

from munhalsa.adapters.documents.flow import PLAIN, Flow
from munhalsa.adapters.documents.fonts import width_of
from munhalsa.adapters.documents.ink import Element, Mark, Run
from munhalsa.adapters.documents.tables import Column, columns


def drawn(rows: int) -> list[list[Mark]]:
    """The cells of a table with so many rows, page by page."""
    flow = Flow(Element("Document", None), continued="Fortsättning")
    heads = (Column("Vad", 0.6), Column("Antal", 0.3, number=True))
    columns(flow, PLAIN, heads, [(("Rad",), (str(7 ** (place % 9)),)) for place in range(rows)])
    return [
        [mark for mark in sheet if isinstance(mark.owner, Element) and mark.owner.tag == "TD"]
        for sheet in flow.sheets
    ]


def test_no_last_row_is_alone_on_a_page() -> None:
    pages = [drawn(rows) for rows in range(2, 60)]
    assert {len(one) for one in pages} >= {1, 2}
    assert all(len(one[-1]) >= 4 for one in pages), "two cells a row"
    for fewer, more in pairwise(pages):
        assert sum(map(len, more)) == sum(map(len, fewer)) + 2


def test_numbers_end_under_each_other() -> None:
    (cells,) = drawn(9)
    runs = [mark.inks[0] for mark in cells]
    ends = {
        round(run.x + width_of(run.face, run.text) * run.size, 3)
        for run in runs[1::2]
        if isinstance(run, Run)
    }
    assert len(ends) == 1
    assert len({run.x for run in runs[::2] if isinstance(run, Run)}) == 1
