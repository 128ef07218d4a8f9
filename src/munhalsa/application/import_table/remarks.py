"""What a receipt says of single rows, as few words for the store and as rows again.

Nothing that stood in the file is among them: the numbers of rows, our reasons and our headings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from munhalsa.application.import_table.plan import CHANGED, RowVerdict, Verdict
from munhalsa.application.import_table.reason_words import reason_word
from munhalsa.application.import_table.receipt import Receipt, Told
from munhalsa.domain.account import ImportRemarks
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice

# Stretches of rows, such as 5 or 7-9: some hundred kilobytes at most.
MOST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """The rows and warnings of an earlier import, their reasons in few words."""

    rows: tuple[RowVerdict, ...]
    warnings: tuple[Notice, ...]
    told: Told


NOTHING_KEPT = Remembered(rows=(), warnings=(), told=Told.SUMS)


def remarks_on(receipt: Receipt, *, id: str, batch: str) -> ImportRemarks:
    """What is worth keeping of the receipt; what only changed is said by the sums."""
    found: dict[tuple[str | None, str, str], list[int]] = {}
    for row in receipt.rows:
        if row.code != CHANGED:
            key = (row.verdict.value, row.code or "", row.column or "")
            found.setdefault(key, []).append(row.row)
    for one in receipt.warnings:
        found.setdefault((None, one.code, one.column or ""), []).append(one.row or 0)
    told, left = [], MOST
    complete = True
    for (verdict, code, column), rows in found.items():
        parts = _stretches(rows)
        complete = complete and len(parts) <= left
        some = parts[: max(left, 0)]
        left -= len(parts)
        if some:
            told.append([verdict, code, column, ",".join(some)])
    return ImportRemarks(
        id=id,
        batch_id=batch,
        told=json.dumps(told, ensure_ascii=False, separators=(",", ":")),
        complete=complete,
    )


def remembered(kept: ImportRemarks) -> Remembered:
    """The rows and warnings again, in the order of the file."""
    rows: list[RowVerdict] = []
    warnings: list[Notice] = []
    for verdict, code, column, stretches in json.loads(kept.told):
        for row in _rows(stretches):
            if verdict is None:
                warnings.append(
                    Notice(code=code, message="", row=row or None, column=column or None)
                )
            else:
                rows.append(
                    RowVerdict(
                        row=row,
                        verdict=Verdict(verdict),
                        code=code,
                        column=column or None,
                        message=f"{reason_word(code)}.",
                    )
                )
    return Remembered(
        rows=tuple(sorted(rows, key=lambda row: row.row)),
        warnings=tuple(sorted(warnings, key=lambda one: one.row or 0)),
        told=Told.IN_SHORT if kept.complete else Told.IN_PART,
    )


def _stretches(rows: Sequence[int]) -> list[str]:
    told: list[list[int]] = []
    for row in sorted(set(rows)):
        if told and row == told[-1][1] + 1:
            told[-1][1] = row
        else:
            told.append([row, row])
    return [str(first) if first == last else f"{first}-{last}" for first, last in told]


def _rows(stretches: str) -> Iterator[int]:
    for part in stretches.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)
