"""Every kind of table out of every kind of file: the same values, whatever it was saved as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.application.import_table.columns import read_columns
from munhalsa.application.import_table.kinds import Column, Kind, KindName, TableMapping, ValueType
from munhalsa.application.import_table.raw_table import FileForm
from tests.support.tables import AROUND, FIXTURES, write_ods, write_xlsx

DAY = date(2025, 2, 3)
OLD_WORKBOOK = FIXTURES / "alla_slag.xls"
"""A sheet for each kind with the rows of ``lines``, saved by LibreOffice as an old workbook."""


def _cell(column: Column) -> Any:
    """As a spreadsheet keeps it: a day as a day, a count as a number; else as people type it."""
    if column.type is ValueType.DATE:
        return DAY
    if column.type is ValueType.INTEGER and column.example:
        return 2025 if column.key == "year" else 7
    return f"{column.example} 2" if column.type is ValueType.TEXT else column.example


def lines(kind: Kind) -> list[Sequence[Any]]:
    """Headings, and a row that is not quite the template's example."""
    return [[one.heading for one in kind.single], [_cell(one) for one in kind.single]]


def _text(folder: Path, kind: Kind) -> Path:
    path = folder / "a.csv"
    rows = ("\t".join(map(str, row)) for row in lines(kind))
    path.write_text("\n".join(rows), encoding="cp1252")
    return path


SAVED: dict[FileForm, Callable[[Path, Kind], Path]] = {
    FileForm.TEXT: _text,
    FileForm.XLSX: lambda folder, kind: write_xlsx(folder / "a.xlsx", *lines(kind)),
    FileForm.ODS: lambda folder, kind: write_ods(folder / "a.ods", *lines(kind)),
    FileForm.XLS: lambda _, __: OLD_WORKBOOK,
}


@pytest.mark.parametrize("name", KindName)
def test_every_kind_is_read_alike_from_every_kind_of_file(name: KindName, tmp_path: Path) -> None:
    kind = load_kind(name)
    seen = {}
    for form, save in SAVED.items():
        sheet = name.value if form is FileForm.XLS else None
        mapping = TableMapping(sheet=sheet)
        table = read_table(save(tmp_path, kind), kind=kind, mapping=mapping)
        assert table.form is form
        values = read_columns(table, kind=kind, around=AROUND)
        assert (values.faults, values.unknown, values.numbers) == ({}, (), [2]), form
        seen[form] = {key: list(column) for key, column in values.columns.items()}
    assert all(one == seen[FileForm.TEXT] for one in seen.values())
    told = {one.key for one in kind.single if one.example}
    assert all(seen[FileForm.TEXT][key] != [None] for key in told)
