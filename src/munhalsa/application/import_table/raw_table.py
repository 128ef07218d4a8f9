"""A table as it stands in a file, before anything is made of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass

Cell = str | int | float | bool | date | datetime | time | timedelta

NumberedRow = tuple[int, tuple[Cell, ...]]


class FileForm(StrEnum):
    """What a file is by its first bytes, whatever it is called."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """Headings and rows of one table; a row goes with its number as a spreadsheet shows it.

    Rows without any filled cell are left out; every other row has at least as many cells as there
    are headings, and more only where it is out of step. ``encoding`` and ``delimiter`` are None for
    workbooks, ``sheet`` is None for text; ``sheets`` are all there were. ``header_row`` counts from
    1; 0: the file was read without one, and every heading is empty.
    """

    headings: tuple[str, ...]
    rows: Sequence[NumberedRow]
    sha256: str
    header_row: int
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    form: FileForm = FileForm.TEXT
