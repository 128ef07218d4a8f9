"""What of a plan somebody may want to decide about, as the command line tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from munhalsa.application.import_table.likenesses import Likeness
from munhalsa.application.import_table.plan import Conflict, ConflictKind
from munhalsa.application.import_table.receipt_report import stretches
from munhalsa.application.ports import PersonLine
from munhalsa.domain.identity import masked

_WORDS = {
    ConflictKind.LIKENESS: "Nya som är mycket lika någon känd",
    ConflictKind.MOVES: "Flyttar någon som bor någon annanstans",
    ConflictKind.REPLACES: "Ersätter en annan uppgift i registret",
    ConflictKind.DUPLICATE: "Samma uppgift som i en annan rad, med annat innehåll",
}


def conflict_documents(
    conflicts: Sequence[Conflict], alike: Iterable[Likeness]
) -> Sequence[Mapping[str, Any]]:
    """One for each conflict, in the order of the file."""
    like = {one.row: one for one in alike}
    return [
        {
            "row": one.row,
            "kind": one.kind,
            "column": one.column,
            "first": one.first,
            **(_like(like[one.row]) if one.kind is ConflictKind.LIKENESS else {}),
        }
        for one in conflicts
    ]


def _like(one: Likeness) -> Mapping[str, Any]:
    persons = [
        {"personal_identity_number": each.number, "name": each.name, "unit": each.unit}
        for each in one.persons
    ]
    return {"like": persons, "like_rows": one.rows}


def conflict_lines(conflicts: Sequence[Conflict], alike: Sequence[Likeness]) -> Iterable[str]:
    """Kind by kind and column by column the rows, and whom the new persons are like."""
    for kind, words in _WORDS.items():
        those = [one for one in conflicts if one.kind is kind]
        for column in dict.fromkeys(one.column for one in those):
            rows = [one.row for one in those if one.column == column]
            told = words if column is None else f"{words} ({column})"
            yield f"{told}: rad {stretches(rows)}."
    for one in alike:
        whom = [*map(_who, one.persons), *(f"rad {row} i filen" for row in one.rows)]
        yield f"Rad {one.row} är lik {'; '.join(whom)}."


def _who(one: PersonLine) -> str:
    return ", ".join(part for part in (one.name, masked(one.number), one.unit) if part)
