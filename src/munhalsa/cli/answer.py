"""What a command answers: one JSON object for machines, plain Swedish for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``document`` goes out with --json, ``lines`` without; ``status`` is the exit code.

    ``warnings`` is None for a command that writes nothing; ``error`` goes with a status above 0.
    ``table`` is the list that can be saved in a file, where ``lines`` hold more than that.
    """

    document: Mapping[str, Any]
    lines: Sequence[str] = ()
    warnings: Iterable[Notice] | None = None
    status: int = 0
    error: Refusal | None = None
    table: TableLines | None = None


def as_json(document: Mapping[str, Any]) -> str:
    """The document as one JSON object; dataclasses, days and words of enums in plain form."""
    return json.dumps(plain(document), ensure_ascii=False)


def plain(value: Any) -> Any:
    """The value in JSON's own kinds."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


def full_document(answer: Answer) -> dict[str, Any]:
    """The document, with the error if there is one and the warnings of a command that writes."""
    document = dict(answer.document)
    if answer.error is not None:
        document |= error_document(answer.error)
    if answer.warnings is not None:
        document["warnings"] = [
            {"row": one.row, "code": one.code, "column": one.column, "message": one.message}
            for one in answer.warnings
        ]
    return document


def error_document(refusal: Refusal) -> dict[str, Any]:
    """The error as --json gives it."""
    return {"error": {"code": refusal.code, "message": refusal.message, "field": refusal.field}}


class TableLines(list[str]):
    """A table as lines for people, which still knows what it was made of."""

    def __init__(
        self, lines: Iterable[str], headings: Sequence[str], rows: Sequence[Sequence[object]]
    ) -> None:
        super().__init__(lines)
        self.headings, self.rows = headings, rows


def table_lines(
    headings: Sequence[str], rows: Sequence[Sequence[object]], *, empty: str | None = None
) -> TableLines:
    """Rows in columns as wide as they need, for people; ``empty`` is said where there is none."""
    if not rows and empty is not None:
        return TableLines([empty], headings, rows)
    cells = [[("" if cell is None else str(cell)) for cell in row] for row in rows]
    widths = [
        max(len(heading), *(len(row[column]) for row in cells), 0)
        for column, heading in enumerate(headings)
    ]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [list(headings), *cells]
    ]
    return TableLines(lines, headings, rows)
