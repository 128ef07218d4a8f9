"""A list as it is shown, to CSV or XLSX; a workbook tells on a second sheet what the list is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from munhalsa.adapters.tables.files import replacing
from munhalsa.adapters.tables.writer import format_for, new_workbook, write_csv, write_row
from munhalsa.application.export_profile import ExportCell, FileType
from munhalsa.application.save_list import About, ListColumn

LIST_SHEET, ABOUT_SHEET = "Lista", "Om listan"
_NARROWEST, _WIDEST = 8, 60
_A4 = 9
_ABOUT_WIDTHS = (34, 70)


def write_list(
    path: Path,
    *,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[ExportCell]],
    about: Callable[[], About],
    settle: Callable[[], None],
) -> None:
    """Write the rows as they come; ``settle`` runs when only the file's own name is missing."""
    form = format_for(path)
    with replacing(path, lambda _written: settle()) as temporary:
        if form.file_type is FileType.CSV:
            write_csv(temporary, [column.title for column in columns], rows, form)
        else:
            _write_workbook(temporary, columns, rows, about)


def _write_workbook(
    path: Path,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[ExportCell]],
    about: Callable[[], About],
) -> None:
    with new_workbook(path) as workbook:
        heading = workbook.add_format({"bold": True, "bottom": 1})
        day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        sheet = workbook.add_worksheet(LIST_SHEET)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        for place, column in enumerate(columns):
            wide = max(column.width, len(column.title) + 2, _NARROWEST)
            sheet.set_column(place, place, min(wide, _WIDEST))
            sheet.write_string(0, place, column.title, heading)
        for number, row in enumerate(rows, start=1):
            write_row(sheet, number, row, day)
        told = workbook.add_worksheet(ABOUT_SHEET)
        told.set_paper(_A4)
        told.fit_to_pages(1, 0)
        left = workbook.add_format({"align": "left", "valign": "top", "text_wrap": True})
        bold = workbook.add_format({"bold": True, "valign": "top"})
        for place, (wide, look) in enumerate(zip(_ABOUT_WIDTHS, (bold, left), strict=True)):
            told.set_column(place, place, wide, look)
        for number, line in enumerate(about()):
            write_row(told, number, line, day)
