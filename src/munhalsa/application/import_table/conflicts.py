"""Which rows of a plan go against what the register holds, and what is decided about them.

A conflict is a row that puts another value in the place of one that the register holds, that moves
somebody who lives elsewhere, that brings somebody very like one who is known, or whose key stood on
an earlier row with other values. Where nobody decides, the file counts, and of two rows the first.
A row can have several, each of a column of its own, and each is decided about by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from munhalsa.application.import_table.kept_cells import heading_of_part
from munhalsa.application.import_table.kinds import Kind
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


def conflicts_of(sheet: Sheet, rows: Iterable[RowVerdict], kind: Kind) -> tuple[Conflict, ...]:
    """Every conflict of the rows, in the order of the file."""
    for edit in sheet.ledger.edits():
        for row, column in sheet.ledger.told_by(edit, _replaced(edit)):
            part = heading_of_part(kind, column)
            sheet.contest(row, ConflictKind.REPLACES, column=part)
    if not sheet.conflicts:
        return ()
    taken = {row.row for row in rows if row.verdict in _TAKEN}
    return tuple(
        conflict
        for _, conflict in sorted(sheet.conflicts.items())
        if conflict.row in taken or conflict.kind is ConflictKind.DUPLICATE
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
        kept_cells=frozenset(cell for cell in choices.kept_cells if cell[0] not in chosen),
    )


def take_file_in(choices: ImportChoices, conflicts: Iterable[Conflict]) -> ImportChoices:
    """As if nothing had been decided about these; what else was decided of their rows holds.

    Where a row was decided about as a whole, it no longer is.
    """
    those = tuple(conflicts)
    rows = frozenset(one.row for one in those)
    return replace(
        choices,
        kept=choices.kept - rows,
        left_out=choices.left_out - rows,
        kept_cells=choices.kept_cells - {(one.row, one.column) for one in those},
    )


def keep(choices: ImportChoices, rows: Iterable[int]) -> ImportChoices:
    """What the register holds stays as it is, whatever the rows say."""
    chosen = frozenset(rows)
    free = take_file(choices, chosen)
    return replace(free, kept=free.kept | chosen)


def keep_columns(choices: ImportChoices, row: int, columns: Iterable[str]) -> ImportChoices:
    """What the register holds in these columns, and no others, stays; the rest is taken in.

    A row that counts before another one of its key still does.
    """
    free = take_file(choices, (row,))
    return replace(
        free,
        preferred=choices.preferred,
        kept_cells=free.kept_cells | {(row, column) for column in columns},
    )


def leave_out(choices: ImportChoices, rows: Iterable[int]) -> ImportChoices:
    """The rows are not taken in."""
    chosen = frozenset(rows)
    free = take_file(choices, chosen)
    return replace(free, left_out=free.left_out | chosen)


def keep_here(
    choices: ImportChoices, plan: ImportPlan, conflicts: Iterable[Conflict]
) -> ImportChoices:
    """What is known does not give way; whatever else the rows bring is taken in.

    Where that cannot be told apart the row as a whole is kept as it is here, or left out if it
    brings something new.
    """
    whole: set[int] = set()
    cells: set[tuple[int, str]] = set()
    for one in conflicts:
        if one.column is None or (one.row, one.column) in choices.kept_cells:
            whole.add(one.row)
        else:
            cells.add((one.row, one.column))
    kept = replace(choices, kept_cells=choices.kept_cells | cells)
    known = frozenset(row.row for row in plan.rows if row.verdict is Verdict.CHANGED)
    return leave_out(keep(kept, whole & known), whole - known)


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


def is_against_register(one: Conflict) -> bool:
    """Whether it is, and not against another row of the file."""
    return one.kind is not ConflictKind.DUPLICATE


def without_conflict(
    plan: ImportPlan,
    again: Callable[[ImportChoices], ImportPlan],
    wanted: Callable[[Conflict], bool] = is_against_register,
) -> ImportPlan:
    """The plan in which nothing of the wanted gives way to the file; ``again`` plans it anew.

    What one row no longer does another may: it is gone through until nothing is left.
    """
    while those := [one for one in plan.conflicts if wanted(one)]:
        plan = again(keep_here(plan.choices, plan, those))
    return plan
