"""Where the planning of every kind of table begins: the rows to plan, in the order they count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from munhalsa.application.import_table.columns import Converted
from munhalsa.application.import_table.plan import Desk, Sheet, Verdict
from munhalsa.domain.refusal import Rejected

LEFT_OUT, KEPT_HERE = "left_out", "kept_here"
_SHOWN = 10


class NumberedRow(Protocol):
    """A row that knows where it stood in the file."""

    @property
    def row(self) -> int: ...


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
            left.append(row)
    return sheet, sorted(left, key=lambda row: row.row not in choices.preferred)


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
