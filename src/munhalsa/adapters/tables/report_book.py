"""Workbooks of several sheets, each with text above its table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from munhalsa.adapters.tables.files import replacing
from munhalsa.adapters.tables.writer import new_workbook, write_row
from munhalsa.application.report_book import BookSheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_WIDTHS = (24, 22, 52, 14)


def write_book(path: Path, sheets: Sequence[BookSheet]) -> None:
    """Write every sheet, whole or not at all; FileUnusable for errors of the disk."""
    with replacing(path) as temporary, new_workbook(temporary) as workbook:
        for sheet in sheets:
            _write_sheet(workbook, sheet)


def _write_sheet(workbook: Workbook, told: BookSheet) -> None:
    sheet = workbook.add_worksheet(told.name)
    bold = workbook.add_format({"bold": True})
    heading = workbook.add_format({"bold": True, "bottom": 1})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    per_cent = workbook.add_format({"num_format": "0.00%"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    for place, text in enumerate(told.above):
        sheet.write_string(place, 0, text, bold if place == 0 else None)
    top = len(told.above) + 1
    for column, text in enumerate(told.headings):
        sheet.write_string(top, column, text, heading)
    for place, cells in enumerate(told.rows):
        *labels, value = cells
        row = top + 1 + place
        if place in told.shares and isinstance(value, int | float):
            write_row(sheet, row, labels, day)
            sheet.write_number(row, len(labels), value, per_cent)
        else:
            write_row(sheet, row, cells, day)
