"""Looking through the content of an OpenDocument table (ods) before other code unfolds it.

A few bytes can stand for a million cells: of rows, cells and spaces the file says how often they
come. And what never ends would be looked for without end, so the content has to be whole XML.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from xml.parsers import expat

from munhalsa.adapters.tables.unreadable import LARGEST_UNPACKED, MOST_CELLS, damaged, too_large
from munhalsa.domain.lazy_dataclass import dataclass

_TABLE, _ROW = "table:table", "table:table-row"
_CELL, _COVERED = "table:table-cell", "table:covered-table-cell"
_ROWS_REPEATED, _CELLS_REPEATED = "table:number-rows-repeated", "table:number-columns-repeated"
_SPACES, _SPACES_REPEATED = "text:s", "text:c"
_ERROR = ("calcext:value-type", "error")
_MOST_FAILED = 100_000
_SAYS_NO_VALUE = frozenset({_CELLS_REPEATED, "table:style-name", "table:content-validation-name"})
_LONGEST_NUMBER = 9

Attributes = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What other code does not tell of a content: all rows and columns count from 0.

    ``covered``: the rows with merged cells by sheet name; ``failed``: row and column of formulas
    that failed, by the place of the sheet.
    """

    covered: dict[str, list[int]] = field(default_factory=dict)
    failed: dict[int, list[tuple[int, int]]] = field(default_factory=dict)


def inspect_content(content: bytes) -> Content:
    """Look through it; FileUnusable for what grows too large."""
    return _Scan(content).found


class _Scan:
    """Goes through the beginnings of elements once and counts what they unfold to.

    Empty cells at the end of a row and empty rows at the end of a sheet take no room. What a row or
    a cell says is taken to be as long as its XML.
    """

    def __init__(self, content: bytes) -> None:
        self.found = Content()
        self._sheet = ""
        self._place = -1
        self._cells = self._text = 0
        self._width = self._height = self._above = 0
        self._rows = self._columns = 1
        self._row_width = self._row_filled = self._row_more = 0
        self._row_at = self._cell_at = 0
        self._begin: dict[str, Callable[[Attributes], None]] = {
            _TABLE: self._begin_table,
            _ROW: self._begin_row,
            _CELL: self._begin_cell,
            _COVERED: self._begin_covered,
            _SPACES: self._begin_spaces,
        }
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._begin_element
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError:
            raise damaged() from None
        self._end_table()

    def _begin_element(self, name: str, attributes: Attributes) -> None:
        begin = self._begin.get(name)
        if begin is not None:
            begin(attributes)
        elif name.startswith("text:"):
            self._row_filled = self._row_width

    def _begin_table(self, attributes: Attributes) -> None:
        self._end_table()
        self._sheet = attributes.get("table:name", "")
        self._place += "table:name" in attributes

    def _end_table(self) -> None:
        self._end_row()
        self._cells += self._width * self._height
        self._width = self._height = self._above = self._rows = 0
        if self._cells > MOST_CELLS or self._text > 2 * LARGEST_UNPACKED:
            raise too_large()

    def _begin_row(self, attributes: Attributes) -> None:
        self._end_row()
        self._row_at = self._cell_at = self._parser.CurrentByteIndex
        self._rows = _times(attributes[_ROWS_REPEATED]) if _ROWS_REPEATED in attributes else 1

    def _end_row(self) -> None:
        self._end_cell()
        self._above += self._rows
        if self._row_filled:
            self._width = max(self._width, self._row_filled)
            self._height = self._above
            length = self._parser.CurrentByteIndex - self._row_at + self._row_more
            self._text += length * self._rows
        self._row_width = self._row_filled = self._row_more = 0

    def _begin_covered(self, attributes: Attributes) -> None:
        rows = self.found.covered.setdefault(self._sheet, [])
        if not rows or rows[-1] != self._above:
            rows.append(self._above)
        self._begin_cell(attributes)

    def _begin_cell(self, attributes: Attributes) -> None:
        self._end_cell()
        if not attributes:
            self._row_width += 1
            return
        if _CELLS_REPEATED in attributes:
            self._columns = _times(attributes[_CELLS_REPEATED])
            self._cell_at = self._parser.CurrentByteIndex
        self._row_width += self._columns
        if not attributes.keys() <= _SAYS_NO_VALUE:
            self._row_filled = self._row_width
            if _ERROR in attributes.items():
                self._note_failed()

    def _note_failed(self) -> None:
        if self._columns * self._rows > _MOST_FAILED:
            raise too_large()
        self.found.failed.setdefault(self._place, []).extend(
            (row, column)
            for row in range(self._above, self._above + self._rows)
            for column in range(self._row_width - self._columns, self._row_width)
        )

    def _end_cell(self) -> None:
        if self._columns == 1:
            return
        if self._row_filled == self._row_width:
            length = self._parser.CurrentByteIndex - self._cell_at
            self._row_more += length * self._columns
        self._columns = 1

    def _begin_spaces(self, attributes: Attributes) -> None:
        self._row_filled = self._row_width
        if _SPACES_REPEATED in attributes:
            self._row_more += _times(attributes[_SPACES_REPEATED]) * self._columns


def _times(text: str) -> int:
    """How often something comes; no table has so much of anything that it takes ten digits."""
    if not (text.isascii() and text.isdecimal()):
        raise damaged()
    if len(text) > _LONGEST_NUMBER:
        raise too_large()
    return int(text)
