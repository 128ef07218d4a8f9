"""Writing tables to CSV and XLSX: whole or not at all, and never a formula out of a text."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, cast

from munhalsa.adapters.tables.delimited import escape
from munhalsa.adapters.tables.enduring_file import EnduringFile
from munhalsa.adapters.tables.files import replacing
from munhalsa.application.export_profile import ExportCell, ExportProfile, FileType
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_SHEET_ROWS = 1_048_576
_LONGEST_TEXT = 32_767
_ROWS_AT_A_TIME = 1000
_BETWEEN = "\uffff"  # no character of any text
_RISKY = re.compile(f"{_BETWEEN}'*[=+\\-@\\x00-\\x1f\\x7f]")
_EXCEL_DATE_PARTS = {"%Y": "yyyy", "%y": "yy", "%m": "mm", "%d": "dd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """How a table is written; encoding and delimiter concern CSV only."""

    file_type: FileType = FileType.XLSX
    encoding: str = "utf-8-sig"
    delimiter: str = ";"
    date_format: str = "%Y-%m-%d"
    sheet: str = "Tabell"


def format_for(path: Path, profile: ExportProfile | None = None) -> TableFormat:
    """The profile's format, but the type of file that the name asks for."""
    kinds = {".csv": FileType.CSV, ".txt": FileType.CSV, ".xlsx": FileType.XLSX}
    if profile is None:
        return TableFormat(file_type=kinds.get(path.suffix.lower(), FileType.XLSX))
    return TableFormat(
        file_type=kinds.get(path.suffix.lower(), profile.file_type),
        encoding=profile.encoding,
        delimiter=profile.delimiter,
        date_format=profile.date_format,
    )


def write_table(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[ExportCell]],
    form: TableFormat | None = None,
    *,
    settle: Callable[[Path], object] = lambda _written: None,
) -> int:
    """Write the rows as they come and tell how many they were; memory does not grow with them.

    ``settle`` is shown the file when only its name is missing; if it fails, the file never is
    there. FileUnusable for errors of the disk, a text that the encoding lacks, or too many rows.
    """
    chosen = form or format_for(path)
    write = write_csv if chosen.file_type is FileType.CSV else _write_xlsx
    with replacing(path, settle) as temporary:
        return write(temporary, headings, rows, chosen)


def write_csv(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[ExportCell]], form: TableFormat
) -> int:
    """As ``write_table``, to a file that is not there under its own name yet."""
    count = 0
    written = _Written(form.date_format)
    try:
        marked = form.encoding == "utf-8-sig"  # its own codec looks for the mark at every write
        with path.open("w", encoding="utf-8" if marked else form.encoding, newline="") as file:
            file.write("\ufeff" if marked else "")
            writer = csv.writer(file, delimiter=form.delimiter, lineterminator="\r\n")
            writer.writerow([escape(heading) for heading in headings])
            for chunk in _chunks(rows):
                count += len(chunk)
                columns = zip(*chunk, strict=True)
                safe = [_safe_column(column, written) for column in columns]
                writer.writerows(zip(*safe, strict=True))
    except UnicodeEncodeError:
        raise FileUnusable(
            "encoding_lacks_character",
            f"En text har tecken som inte finns i {form.encoding}. Skriv filen som UTF-8 eller "
            "som .xlsx.",
        ) from None
    return count


def _chunks(rows: Iterable[Sequence[ExportCell]]) -> Iterator[list[Sequence[ExportCell]]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, _ROWS_AT_A_TIME)):
        yield chunk


def _safe_column(cells: Sequence[ExportCell], written: _Written) -> Sequence[str]:
    """The column as text, dates written out, and nothing that a spreadsheet takes for a formula."""
    texts = _texts(cells, written)
    if _RISKY.search(_BETWEEN + _BETWEEN.join(texts)) is None:
        return texts
    return [
        escape(text) if isinstance(cell, str) else text
        for cell, text in zip(cells, texts, strict=True)
    ]


def _texts(cells: Sequence[ExportCell], written: _Written) -> Sequence[str]:
    kinds = set(map(type, cells))
    if kinds == {str}:
        return cast("Sequence[str]", cells)
    if kinds == {str, NoneType}:
        return [text or "" for text in cast("Sequence[str | None]", cells)]
    if bool in kinds:  # True equals 1, and would share its text
        words = {True: "Ja", False: "Nej"}
        cells = [words[cell] if isinstance(cell, bool) else cell for cell in cells]
    if str not in kinds:
        return list(map(written.__getitem__, cells))
    return [cell if isinstance(cell, str) else written[cell] for cell in cells]


class _Written(dict[ExportCell, str]):
    """The text of each value that is neither text nor yes or no; of a day worked out once."""

    def __init__(self, date_format: str) -> None:
        super().__init__()
        self._date_format = date_format

    def __missing__(self, cell: ExportCell) -> str:
        text = self._write(cell)
        if not isinstance(cell, int | float):  # numbers are too many to remember
            self[cell] = text
        return text

    def _write(self, cell: ExportCell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, date):
            return cell.strftime(self._date_format)
        if isinstance(cell, float) and not cell.is_integer():
            return str(cell).replace(".", ",")
        return str(int(cell)) if isinstance(cell, float) else str(cell)


def _write_xlsx(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[ExportCell]], form: TableFormat
) -> int:
    count = 0
    with new_workbook(path) as workbook:
        sheet = workbook.add_worksheet(form.sheet)
        heading = workbook.add_format({"bold": True, "bottom": 1})
        day = workbook.add_format({"num_format": _excel_date_format(form.date_format)})
        sheet.set_column(0, max(len(headings) - 1, 0), 18)
        sheet.freeze_panes(1, 0)
        for column, text in enumerate(headings):
            sheet.write_string(0, column, text, heading)
        for count, row in enumerate(rows, start=1):
            write_row(sheet, count, row, day)
    return count


@contextmanager
def new_workbook(path: Path) -> Iterator[Workbook]:
    """A workbook that goes to disk row by row; its scratch files lie beside it and are removed."""
    from xlsxwriter import Workbook

    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".munhalsa-") as scratch:
        options = {
            "constant_memory": True,
            "tmpdir": scratch,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with closing(EnduringFile(path)) as file:
            workbook = Workbook(file, options)
            try:
                yield workbook
                workbook.close()
            finally:
                for sheet in workbook.worksheets():
                    with suppress(OSError):
                        sheet._opt_close()  # its scratch file, where it was not closed


def write_row(sheet: Worksheet, row: int, cells: Sequence[Cell | None], day: Format) -> None:
    """One row of a sheet: text as plain text, numbers as numbers, dates as real dates."""
    if row >= MOST_SHEET_ROWS:
        raise FileUnusable(
            "too_many_rows",
            "Det är fler rader än en arbetsbok rymmer (1 048 576). Skriv filen som .csv.",
        )
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            if len(cell) > _LONGEST_TEXT:
                raise FileUnusable(
                    "text_too_long",
                    f"En text på rad {row + 1} är längre än en cell rymmer (32 767 tecken). "
                    "Skriv filen som .csv.",
                )
            if cell:
                sheet.write_string(row, column, cell)
        elif cell is not None:
            _write_value(sheet, row, column, cell, day)


def _write_value(
    sheet: Worksheet,
    row: int,
    column: int,
    cell: int | float | bool | date | time | timedelta,
    day: Format,
) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, datetime) and cell.time() != time():
        sheet.write_string(row, column, cell.isoformat(" ", "minutes"))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    else:
        sheet.write_string(row, column, str(cell))


def _excel_date_format(date_format: str) -> str:
    for part, excel in _EXCEL_DATE_PARTS.items():
        date_format = date_format.replace(part, excel)
    return date_format
