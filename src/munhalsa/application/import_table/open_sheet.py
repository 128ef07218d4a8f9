"""Where the planning of every kind of table begins: the rows to plan, in the order they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from munhalsa.application.import_table.columns import Converted
from munhalsa.application.import_table.kept_cells import keys_kept, names_kept
from munhalsa.application.import_table.plan import KEPT_HERE, Desk, NumberedRow, Sheet, Verdict
from munhalsa.domain.refusal import Rejected

LEFT_OUT = "left_out"
_SHOWN = 10


R = TypeVar("R", bound=NumberedRow)


def open_sheet(desk: Desk, converted: Converted[R]) -> tuple[Sheet, Sequence[R]]:
    """A sheet with what cannot be read and what the user has decided about, and the other rows.

    Those that the user prefers come first, and so count before others with the same key.
    """
    sheet = Sheet(total=converted.rows_in, progress=desk.progress)
    sheet.unknown_columns = converted.unknown_columns
    sheet.notices.extend(converted.notices)
    sheet.reject_all(converted.rejected)
    choices = desk.choices
    if not choices.decided:
        return sheet, converted.rows
    _check_there(choices.decided, converted)
    sheet.kept = keys_kept(desk.kind, choices.kept_cells)
    sheet.kept_names = names_kept(desk.kind, choices.kept_cells)
    left: list[R] = []
    for row in converted.rows:
        if row.row in choices.left_out:
            sheet.judge(
                row.row,
                Verdict.REJECTED,
                code=LEFT_OUT,
                message="Raden tas inte in, efter ditt val.",
            )
        elif row.row in choices.kept:
            sheet.judge(
                row.row,
                Verdict.UNCHANGED,
                code=KEPT_HERE,
                message="Det som finns här behålls, efter ditt val.",
            )
        else:
            left.append(_without_kept(desk, sheet, row) if row.row in sheet.kept else row)
    return sheet, sorted(left, key=lambda row: row.row not in choices.preferred)


def _without_kept(desk: Desk, sheet: Sheet, row: R) -> R:
    """The row as if the cells to keep were empty; what no row can be without is for the planner."""
    sheet.as_filed[row.row] = row
    required = {column.key for column in desk.kind.required}
    keys = (sheet.kept[row.row] - required) & desk.headings.keys()
    filled: Any = row
    emptied: R = replace(filled, **dict.fromkeys(keys))
    return emptied


def _check_there(decided: frozenset[int], converted: Converted[R]) -> None:
    there = {row.row for row in converted.rows} | {fault.row for fault in converted.rejected}
    missing = sorted(decided - there)
    if missing:
        raise Rejected(
            "row_not_in_file",
            f"Filen har ingen rad {', '.join(map(str, missing[:_SHOWN]))} att bestämma om. Ange "
            "radens nummer som det står i planen.",
            field="row",
        )
