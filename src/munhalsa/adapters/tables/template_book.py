"""Writing the workbooks that people fill in: the template of a kind, and rejected rows to mend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from munhalsa.adapters.tables.files import replacing
from munhalsa.adapters.tables.writer import new_workbook, write_row
from munhalsa.application.import_table.headings import REASON_HEADING
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.template import (
    EXPLANATION_HEADINGS,
    CellLook,
    Template,
    TemplateColumn,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LAST_LISTED_ROW = 10_000
_WORDS_SHEET = "Val"
_EXPLANATION_SHEET = "Förklaringar"
_EXPLANATION_WIDTHS = (28, 14, 44, 80, 34)
_NUMBER_FORMATS = {CellLook.TEXT: "@", CellLook.DATE: "yyyy-mm-dd", CellLook.NUMBER: "General"}


def write_template(path: Path, template: Template) -> None:
    """An empty workbook: headings, the example row, drop-down lists, explanations."""
    with replacing(path) as temporary, new_workbook(temporary) as workbook:
        looks = {
            look: workbook.add_format({"num_format": number_format})
            for look, number_format in _NUMBER_FORMATS.items()
        }
        _write_table_sheet(workbook, template, looks)
        _write_explanations(workbook, template)
        _write_words(workbook, template)


def write_rejected(path: Path, *, table: RawTable, reasons: Mapping[int, str]) -> int:
    """The rejected rows in the layout they came in, the reason beside; tells how many."""
    rows = [(cells, reasons[number]) for number, cells in table.rows if number in reasons]
    width = len(table.headings)
    with replacing(path) as temporary, new_workbook(temporary) as workbook:
        sheet = workbook.add_worksheet("Rader att rätta")
        day = workbook.add_format({"num_format": _NUMBER_FORMATS[CellLook.DATE]})
        sheet.set_column(0, max(width - 1, 0), 18)
        sheet.set_column(width, width, 80)
        sheet.freeze_panes(1, 0)
        _write_headings(workbook, sheet, (*table.headings, REASON_HEADING))
        for index, (cells, reason) in enumerate(rows, start=1):
            write_row(sheet, index, (*cells[:width], reason), day)
    return len(rows)


def _write_table_sheet(
    workbook: Workbook, template: Template, looks: Mapping[CellLook, Format]
) -> None:
    sheet = workbook.add_worksheet(template.sheet)
    required = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E3F1F0"})
    optional = workbook.add_format({"bold": True, "bottom": 1})
    for index, column in enumerate(template.columns):
        sheet.set_column(index, index, max(14, len(column.heading) + 2), looks[column.look])
        if column.words:
            sheet.data_validation(1, index, _LAST_LISTED_ROW, index, _choice_of(column, index))
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(template.columns):
        sheet.write_string(0, index, column.heading, required if column.required else optional)
    example = {
        look: workbook.add_format(
            {"num_format": number_format, "italic": True, "font_color": "#5A6675"}
        )
        for look, number_format in _NUMBER_FORMATS.items()
    }
    for index, column in enumerate(template.columns):
        if column.example != "":
            sheet.write(1, index, column.example, example[column.look])


def _choice_of(column: TemplateColumn, index: int) -> dict[str, object]:
    """A drop-down list out of the sheet of words; other words are let through with a warning."""
    from xlsxwriter.utility import xl_col_to_name

    letters = xl_col_to_name(index)
    return {
        "validate": "list",
        "source": f"={_WORDS_SHEET}!${letters}$1:${letters}${len(column.words)}",
        "error_type": "warning",
        "error_title": "Ordet finns inte i listan",
        "error_message": "Välj ett ord ur listan, eller behåll ordet och visa vid importen vad det "
        "betyder.",
    }


def _write_explanations(workbook: Workbook, template: Template) -> None:
    sheet = workbook.add_worksheet(_EXPLANATION_SHEET)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    bold = workbook.add_format({"bold": True, "bottom": 1})
    for index, width in enumerate(_EXPLANATION_WIDTHS):
        sheet.set_column(index, index, width, wrapped)
    sheet.write_string(0, 0, template.introduction)
    sheet.write_string(
        1,
        0,
        "Rubriker med färg måste fyllas i. Exempelraden tas inte in om den står kvar oförändrad.",
    )
    for index, heading in enumerate(EXPLANATION_HEADINGS):
        sheet.write_string(3, index, heading, bold)
    for row, texts in enumerate(template.explanations, start=4):
        for index, text in enumerate(texts):
            sheet.write_string(row, index, text, wrapped)


def _write_words(workbook: Workbook, template: Template) -> None:
    """The hidden sheet that the drop-down lists take their words from."""
    sheet = workbook.add_worksheet(_WORDS_SHEET)
    longest = max((len(column.words) for column in template.columns), default=0)
    for row in range(longest):
        for index, column in enumerate(template.columns):
            if row < len(column.words):
                sheet.write_string(row, index, column.words[row])
    sheet.hide()


def _write_headings(workbook: Workbook, sheet: Worksheet, headings: tuple[str, ...]) -> None:
    bold = workbook.add_format({"bold": True, "bottom": 1})
    for index, heading in enumerate(headings):
        sheet.write_string(0, index, heading, bold)
