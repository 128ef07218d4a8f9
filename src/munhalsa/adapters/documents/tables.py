"""Tables: facts with a header to the left of each row, and columns with headers above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from munhalsa.adapters.documents.flow import LEFT, RIGHT, TEXT_WIDTH, Flow, Manner, Style
from munhalsa.adapters.documents.fonts import Face
from munhalsa.adapters.documents.ink import COLUMN_HEADER, ROW_HEADER, Artifact, Element
from munhalsa.adapters.documents.wrapping import SetLine, Span, width_of_line

_INSET = 7.5
_LABEL_SHARE = 0.325
_GAP = 12.0
# A last row no taller than this is kept together with the one before it.
_KEPT = 200.0


class Fact(NamedTuple):
    """A label and what is said of it."""

    label: str
    value: str
    strong: bool = False


class Column(NamedTuple):
    """A column's header and its share of the width; ``number`` stands under the others' units."""

    header: str
    share: float
    number: bool = False


class _Cell(NamedTuple):
    """One cell being set, with the lines still to put; ``right`` is where they all end."""

    element: Element | Artifact
    style: Style
    left: float
    lines: list[SetLine]
    right: float | None = None


def facts(flow: Flow, manner: Manner, rows: Sequence[Fact], *, padding: float = 6.3) -> None:
    """Rows of label and value with a line below each."""
    table = Element("Table", flow.part)
    label_left = LEFT + _INSET
    value_left = LEFT + TEXT_WIDTH * _LABEL_SHARE
    for label, value, strong in rows:
        style = manner.body._replace(face=Face.BOLD) if strong else manner.body
        labels = flow.set_lines(manner.label, (label,), value_left - label_left - _GAP)
        values = flow.set_lines(style, (value,), RIGHT - value_left)
        row = Element("TR", table)
        header = Element("TH", row, attributes=ROW_HEADER)
        cells = [
            _Cell(header, manner.label, label_left, list(labels)),
            _Cell(Element("TD", row), style, value_left, list(values)),
        ]
        _put_row(flow, cells, padding)
    flow.skip(manner.body.after + 8)


def columns(
    flow: Flow,
    manner: Manner,
    heads: Sequence[Column],
    rows: Sequence[Sequence[tuple[str | Span, ...]]],
    *,
    padding: float = 6.0,
) -> None:
    """A table with headers above, shown again (as artifacts) on each page it goes on to.

    A cell is a tuple of spans. The last row is never alone on a page.
    """
    lefts, widths = _measure(heads)
    ends = [
        min(left + width, RIGHT - _INSET) if head.number else None
        for head, left, width in zip(heads, lefts, widths, strict=True)
    ]
    head_style = manner.label._replace(face=Face.BOLD)
    head_lines = [
        flow.set_lines(head_style, (head.header,), width)
        for head, width in zip(heads, widths, strict=True)
    ]

    def put_head(elements: Sequence[Element | Artifact]) -> None:
        cells = [
            _Cell(element, head_style, left, list(lines), end)
            for element, left, lines, end in zip(elements, lefts, head_lines, ends, strict=True)
        ]
        _put_row(flow, cells, padding)

    def repeat_head() -> None:
        put_head([Artifact.HEADER] * len(heads))

    flow.need((max(map(len, head_lines)) + 3) * manner.body.leading)
    table = Element("Table", flow.part)
    head_row = Element("TR", table)
    put_head([Element("TH", head_row, attributes=COLUMN_HEADER) for _ in heads])

    def set_row(spans: Sequence[tuple[str | Span, ...]]) -> list[list[SetLine]]:
        return [
            list(flow.set_lines(manner.body, cell, width))
            for cell, width in zip(spans, widths, strict=True)
        ]

    for place, spans in enumerate(rows):
        row = Element("TR", table)
        cells = [
            _Cell(Element("TD", row), manner.body, left, lines, end)
            for left, lines, end in zip(lefts, set_row(spans), ends, strict=True)
        ]
        last = set_row(rows[-1]) if place == len(rows) - 2 else []
        below = max(map(len, last), default=0) * manner.body.leading + 2 * padding
        _put_row(flow, cells, padding, repeat_head, below=below if last else 0)
    flow.skip(manner.body.after + 8)


def _put_row(
    flow: Flow,
    cells: Sequence[_Cell],
    padding: float,
    repeat_head: Callable[[], None] | None = None,
    *,
    below: float = 0,
) -> None:
    """The row whole, on the next page if need be; one taller than a page is divided.

    ``below`` is the height of what is to stand on the same page, unless that is more than half.
    """
    kept = below if below < _KEPT else 0
    while any(cell.lines for cell in cells):
        height = max(cell.style.leading * len(cell.lines) for cell in cells) + 2 * padding
        if flow.need(height + kept) and repeat_head is not None:
            repeat_head()
        room = min(height, flow.room) - 2 * padding
        for cell in cells:
            fits = max(1, int((room + 0.01) // cell.style.leading))
            if cell.lines:
                here = cell.lines[:fits]
                _put_cell(flow, cell, here, flow.y - padding)
                del cell.lines[:fits]
        flow.skip(room + 2 * padding)
    flow.rule(flow.y)


def _put_cell(flow: Flow, cell: _Cell, lines: Sequence[SetLine], top: float) -> None:
    if cell.right is None:
        flow.put_lines(cell.element, cell.style, lines, cell.left, top)
        return
    for place, line in enumerate(lines):
        left = cell.right - width_of_line(line, cell.style.size)
        flow.put_lines(cell.element, cell.style, (line,), left, top - place * cell.style.leading)


def _measure(heads: Sequence[Column]) -> tuple[list[float], list[float]]:
    """Where each column begins and how wide it is."""
    usable = TEXT_WIDTH - _INSET - _GAP * (len(heads) - 1)
    lefts: list[float] = []
    left = LEFT + _INSET
    for head in heads:
        lefts.append(left)
        left += usable * head.share + _GAP
    return lefts, [usable * head.share for head in heads]
