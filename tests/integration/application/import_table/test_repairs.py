"""What a spreadsheet did to a cell is mended where that is certain, and told by row and column."""

from __future__ import annotations

from typing import Any

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import TAKEN_IN, Column, ValueType
from tests.support.imports import plan_of

_AS_NUMBER = {
    ValueType.IDENTITY_NUMBER: 194101012393.0,
    ValueType.DATE: 45716,
    ValueType.PHONE: 331000000.0,
    ValueType.MUNICIPALITY_CODE: 114,
}
_CODES = {
    ValueType.IDENTITY_NUMBER: "identity_number_repaired",
    ValueType.DATE: "date_repaired",
    ValueType.PHONE: "phone_repaired",
    ValueType.MUNICIPALITY_CODE: "municipality_code_repaired",
}


def _damaged(column: Column) -> Any:
    return _AS_NUMBER.get(column.type, column.example) if column.example else ""


def test_each_repair_is_told_by_its_cell_in_the_plan_of_every_kind(context: Context) -> None:
    for name in TAKEN_IN:
        columns = load_kind(name).columns
        line = {column.heading: _damaged(column) for column in columns}
        plan = plan_of(context, name, line)
        told = {(one.row, one.column, one.code) for one in plan.notices}
        damaged = {
            (2, column.heading, _CODES[column.type])
            for column in columns
            if column.example and column.type in _CODES
        }
        assert damaged, name
        assert damaged <= told, name
