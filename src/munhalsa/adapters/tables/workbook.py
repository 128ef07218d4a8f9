"""Reading workbooks (xlsx, xls, ods) through calamine, once they have been looked through."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import python_calamine as calamine

from munhalsa.adapters.tables.hushed import hushed
from munhalsa.adapters.tables.packed import Inspected, column_number
from munhalsa.adapters.tables.unreadable import MOST_CELLS, damaged, has_macros, too_large
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(?:\w+:)?(\w+)="([^"]*)"')
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]* r="([A-Z]+)(\d+)")(?=[^>]* t="e")[^>]*>.*?<(?:\w+:)?v>([^<]*)<',
    re.DOTALL,
)
# A formula without a value: of text (t="str") that is an empty one, else nobody has worked it out.
_WITHOUT_VALUE = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]* t="str")(?=[^>]* r="([A-Z]+)(\d+)")[^>]*>\s*'
    rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_FAILED = "#VALUE!"  # which fault it was is not looked for

Merged = tuple[tuple[tuple[int, int], tuple[int, int]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet, every row from the first; ``merged`` has both ends (row, column from 0).

    ``among`` are the names of all sheets of the workbook.
    """

    name: str
    among: tuple[str, ...]
    rows: list[list[Cell]]
    merged: Merged


def sheets(
    data: bytes,
    inspected: Inspected | None,
    *,
    failed: Mapping[int, Sequence[tuple[int, int]]],
    only: str | None = None,
) -> Iterator[Sheet]:
    """The visible sheets in order, then the hidden ones; an old workbook was not inspected.

    ``failed``: row and column (from 0) of formulas that failed, by the place of the sheet.
    ``only``: just the one of that name.
    """
    with _told_as_damaged():
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        described = workbook.sheets_metadata
    with workbook:
        if any(
            sheet.typ in (calamine.SheetTypeEnum.MacroSheet, calamine.SheetTypeEnum.Vba)
            for sheet in described
        ):
            raise has_macros()
        tables = [sheet for sheet in described if sheet.typ is calamine.SheetTypeEnum.WorkSheet]
        tables.sort(key=lambda sheet: sheet.visible is not calamine.SheetVisibleEnum.Visible)
        names = tuple(sheet.name for sheet in tables)
        if only is not None and only not in names:
            raise _no_such_sheet()
        places = {sheet.name: place for place, sheet in enumerate(described)}
        unfolded = 0
        for name in names if only is None else (only,):
            with _told_as_damaged():
                sheet = _read(workbook, name, names, inspected)
            for row, column in failed.get(places[name], ()):
                _put(sheet.rows, row, column, _FAILED)
            unfolded += sum(map(len, sheet.rows))
            if unfolded > MOST_CELLS:
                raise too_large()
            yield sheet


@contextmanager
def _told_as_damaged() -> Iterator[None]:
    """Whatever the library makes of a file it cannot read, told as one."""
    try:
        with hushed():
            yield
    except calamine.CalamineError:
        raise damaged() from None
    except MemoryError:
        raise too_large() from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a Rust panic is no Exception
            raise damaged() from None
        raise


def _no_such_sheet() -> FileUnusable:
    return FileUnusable(
        "sheet_not_found",
        "Arbetsboken har inget blad med det namnet. Välj ett av bladen i filen.",
        field="sheet",
    )


def _read(
    workbook: calamine.CalamineWorkbook,
    name: str,
    among: tuple[str, ...],
    inspected: Inspected | None,
) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise too_large()
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    merged = list(sheet.merged_cell_ranges or ())
    if inspected is not None:
        covered = inspected.content.covered.get(name, ())
        merged += [((at, 0), (at, sheet.total_width)) for at in covered]
        for row, column, text in _error_cells(name, inspected.parts):
            _put(rows, row, column, text)
    return Sheet(name=name, among=among, rows=rows, merged=tuple(merged))


def _put(rows: list[list[Cell]], row: int, column: int, text: str) -> None:
    if row < len(rows) and column < len(rows[row]):
        rows[row][column] = text


def _error_cells(name: str, parts: dict[str, bytes]) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of each formula that failed: calamine gives them as empty."""
    content = parts.get(_part_of(name, parts), b"")
    for letters, digits, text in _ERROR_CELL.findall(content):
        yield int(digits) - 1, column_number(letters.decode()), text.decode()
    if b"<f" in content:
        for letters, digits in _WITHOUT_VALUE.findall(content):
            yield int(digits) - 1, column_number(letters.decode()), _FAILED


def _part_of(name: str, parts: dict[str, bytes]) -> str:
    """The part of an xlsx that holds the sheet; "" when the workbook doesn't say."""
    relation = next(
        (
            attributes.get("id", "")
            for attributes in _elements(_SHEET, parts.get("xl/workbook.xml", b""))
            if html.unescape(attributes.get("name", "")) == name
        ),
        "",
    )
    target = next(
        (
            attributes.get("Target", "")
            for attributes in _elements(_RELATION, parts.get("xl/_rels/workbook.xml.rels", b""))
            if attributes.get("Id") == relation
        ),
        "",
    )
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _elements(pattern: re.Pattern[bytes], content: bytes) -> Iterator[dict[str, str]]:
    for element in pattern.findall(content):
        yield {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(element)}
