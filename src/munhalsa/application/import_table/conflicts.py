"""Which rows of a plan go against what the register holds, and what is decided about them.

A conflict is a row that puts another value in the place of one that the register holds, that moves
somebody who lives elsewhere, that brings somebody very like one who is known, or whose key stood on
an earlier row with other values. Where nobody decides, the file counts, and of two rows the first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from munhalsa.application.import_table.plan import (
    Conflict,
    ConflictKind,
    ImportChoices,
    ImportPlan,
    RowVerdict,
    Sheet,
    Verdict,
)
from munhalsa.application.ports import Edit
from munhalsa.domain.certificate import Registration
from munhalsa.domain.person import ProtectedIdentity, Residence
from munhalsa.domain.round import PlannedVisit
from munhalsa.domain.unit import UnitRegistration

# What a planner writes where the file says nothing.
_NOT_GIVEN = "Ej angiven"
_BLANK = (None, "", _NOT_GIVEN, ProtectedIdentity.NONE.value)
_FOLLOWS = frozenset(
    {
        *("sort_key", "birth_year", "sex", "last_day", "verified_on"),
        *("corrected_on", "correction"),
    }
)
_DAYS = ("from_day", "to_day")
_OF_THE_PROGRAM = (Registration, UnitRegistration, PlannedVisit)
_TAKEN = (Verdict.NEW, Verdict.CHANGED)


def conflicts_of(sheet: Sheet, rows: Iterable[RowVerdict]) -> tuple[Conflict, ...]:
    """Every conflict of the rows, in the order of the file."""
    for edit in sheet.ledger.edits():
        for row in sheet.ledger.rows_of(edit, _replaced(edit)):
            sheet.contest(row, ConflictKind.REPLACES)
    if not sheet.conflicts:
        return ()
    taken = {row.row for row in rows if row.verdict in _TAKEN}
    return tuple(
        conflict
        for row, conflict in sorted(sheet.conflicts.items())
        if row in taken or conflict.kind is ConflictKind.DUPLICATE
    )


def _replaced(edit: Edit) -> Sequence[str]:
    """The fields in which what somebody has entered gives way; not what only follows from them."""
    if edit.kind in _OF_THE_PROGRAM:
        return ()
    days = _DAYS if edit.kind is Residence else ()
    return [
        name
        for name, value in edit.before.items()
        if value not in _BLANK and name not in _FOLLOWS and name not in days
    ]


def take_file(choices: ImportChoices, rows: Iterable[int]) -> ImportChoices:
    """As if nothing had been decided about the rows."""
    chosen = frozenset(rows)
    return replace(
        choices,
        kept=choices.kept - chosen,
        left_out=choices.left_out - chosen,
        preferred=choices.preferred - chosen,
    )


def keep(choices: ImportChoices, rows: Iterable[int]) -> ImportChoices:
    """What the register holds stays as it is, whatever the rows say."""
    chosen = frozenset(rows)
    free = take_file(choices, chosen)
    return replace(free, kept=free.kept | chosen)


def leave_out(choices: ImportChoices, rows: Iterable[int]) -> ImportChoices:
    """The rows are not taken in."""
    chosen = frozenset(rows)
    free = take_file(choices, chosen)
    return replace(free, left_out=free.left_out | chosen)


def keep_here(choices: ImportChoices, plan: ImportPlan, rows: Iterable[int]) -> ImportChoices:
    """Nothing that is known gives way to the rows; one that brings something new is left out."""
    chosen = frozenset(rows)
    known = frozenset(row.row for row in plan.rows if row.verdict is Verdict.CHANGED)
    return leave_out(keep(choices, chosen & known), chosen - known)


def prefer(choices: ImportChoices, row: int, *, over: int) -> ImportChoices:
    """Of two rows with the same key this one counts."""
    free = take_file(choices, (row, over))
    return replace(free, preferred=free.preferred | {row})


def prefer_last(choices: ImportChoices, conflicts: Iterable[Conflict]) -> ImportChoices:
    """Of rows with the same key the last one in the file counts, whichever did before."""
    last: dict[int, int] = {}
    for one in conflicts:
        if one.first is not None:
            last[one.first] = max(one.row, last.get(one.first, one.first))
    for first, row in last.items():
        if row != first:
            choices = prefer(choices, row, over=first)
    return choices


def prefer_first(choices: ImportChoices, conflicts: Iterable[Conflict]) -> ImportChoices:
    """Of rows with the same key the first one in the file counts, as where nobody decides."""
    return take_file(choices, (one.first for one in conflicts if one.first is not None))


AGAINST_REGISTER = frozenset(ConflictKind) - {ConflictKind.DUPLICATE}


def without_conflict(
    plan: ImportPlan,
    again: Callable[[ImportChoices], ImportPlan],
    kinds: Collection[ConflictKind] = AGAINST_REGISTER,
) -> ImportPlan:
    """The plan in which nothing that is known gives way to the file; ``again`` plans it anew.

    What one row no longer does another may: it is gone through until nothing is left.
    """
    while rows := [one.row for one in plan.conflicts if one.kind in kinds]:
        plan = again(keep_here(plan.choices, plan, rows))
    return plan
