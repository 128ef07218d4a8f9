"""Tables as people send them, made on the spot."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.raw_table import Cell, RawTable

TODAY = date(2026, 3, 1)
AROUND = Surroundings(today=TODAY, lowest_age=20)
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "tables"


def raw(headings: Sequence[str], *rows: Sequence[Cell]) -> RawTable:
    """A table as the reader gives it, the headings in row 1."""
    return RawTable(
        headings=tuple(headings),
        rows=[(number, tuple(row)) for number, row in enumerate(rows, start=2)],
        sha256="0" * 64,
        header_row=1,
    )


def write_xlsx(path: Path, *rows: Sequence[Any], title: str = "Blad1") -> Path:
    """A workbook by another program than ours."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def write_ods(path: Path, *rows: Sequence[Any], merge: int | None = None) -> Path:
    """An OpenDocument table; ``merge`` is the row (from 0) that gets a merged cell at its end."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Blad")
    for index, row in enumerate(rows):
        line = TableRow()
        for value in row:
            line.addElement(_ods_cell(value))
        if index == merge:
            line.addElement(CoveredTableCell())
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def _ods_cell(value: Any) -> TableCell:
    if value == "":
        return TableCell()
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=value))
    return cell


def change_parts(
    path: Path,
    *,
    replaced: Mapping[str, tuple[bytes, bytes]] | None = None,
    added: Mapping[str, bytes] | None = None,
) -> Path:
    """The same zip file with other bytes in some parts, and parts of its own."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in (replaced or {}).items():
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | dict(added or {})).items():
            archive.writestr(name, content)
    return path
