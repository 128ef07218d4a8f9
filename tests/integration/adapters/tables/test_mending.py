"""Rows that were not taken in, saved, mended and read again: for every kind of table."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.adapters.tables.template_book import write_rejected
from munhalsa.application.import_table.columns import read_columns
from munhalsa.application.import_table.kinds import TAKEN_IN, KindName
from tests.integration.adapters.tables.test_every_kind import lines
from tests.support.tables import AROUND, write_xlsx


@pytest.mark.parametrize("name", TAKEN_IN)
def test_a_row_is_mended_in_the_workbook_and_is_then_as_it_should_be(
    name: KindName, tmp_path: Path
) -> None:
    kind = load_kind(name)
    headings, whole = lines(kind)
    at = headings.index(kind.required[0].heading)
    broken = [*whole[:at], "", *whole[at + 1 :]]
    table = read_table(write_xlsx(tmp_path / "in.xlsx", headings, whole, broken), kind=kind)
    rejected = read_columns(table, kind=kind, around=AROUND).rejected()
    assert [(one.row, one.code) for one in rejected] == [(3, "value_missing")]
    out = tmp_path / "att-rätta.xlsx"
    write_rejected(out, table=table, reasons={one.row: one.message for one in rejected})
    book = openpyxl.load_workbook(out)
    book.worksheets[0].cell(2, at + 1, whole[at])
    book.save(out)
    mended = read_columns(read_table(out, kind=kind), kind=kind, around=AROUND)
    assert (mended.faults, mended.unknown, mended.numbers) == ({}, (), [2])
    first = read_columns(table, kind=kind, around=AROUND)
    assert {key: column[0] for key, column in mended.columns.items()} == {
        key: column[0] for key, column in first.columns.items()
    }
