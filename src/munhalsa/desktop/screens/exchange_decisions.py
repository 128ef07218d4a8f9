"""What is decided about the rows of a file, while its plan is made again and again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from munhalsa.application.import_table.conflicts import (
    keep,
    leave_out,
    prefer,
    prefer_first,
    prefer_last,
    take_file,
)
from munhalsa.application.import_table.open_sheet import LEFT_OUT
from munhalsa.application.import_table.plan import (
    Conflict,
    ConflictKind,
    ImportChoices,
    ImportPlan,
    RowVerdict,
    Verdict,
)

_NOTHING = ImportChoices()


class RowChoice(StrEnum):
    """What can be decided about a row."""

    FILE = "file"
    HERE = "here"
    OUT = "out"
    COUNTS = "counts"


class Alike(StrEnum):
    """What holds for every row of a kind of conflict."""

    FILE = "file"
    HERE = "here"
    MIXED = "mixed"


class Decisions:
    """``choices`` hold the decisions only; a row keeps the conflict that it was decided for."""

    def __init__(self) -> None:
        self.choices = _NOTHING
        self._plan: ImportPlan | None = None
        self._first: ImportPlan | None = None
        self._known: dict[int, Conflict] = {}
        self._counting: dict[int, int | None] = {}
        self._verdicts: dict[int, RowVerdict] = {}

    def take(self, plan: ImportPlan) -> None:
        """The plan that is shown now, with what was decided before it was made."""
        chosen = plan.choices
        self.choices = replace(
            _NOTHING, left_out=chosen.left_out, kept=chosen.kept, preferred=chosen.preferred
        )
        self._plan, self._first = plan, self._first or plan
        self._known |= {
            one.row: one for one in plan.conflicts if one.kind is not ConflictKind.DUPLICATE
        }
        self._counting = {
            one.row: one.first for one in plan.conflicts if one.kind is ConflictKind.DUPLICATE
        }
        self._verdicts = {row.row: row for row in plan.rows}

    @property
    def conflicts(self) -> Sequence[Conflict]:
        """Those that the plan has, and those that are decided.

        A row that is kept because the one before it was is seen in no plan.
        """
        if self._plan is None:
            return ()
        left_out = [one for row, one in self._known.items() if row in self.choices.left_out]
        kept = [
            self._known.get(row, Conflict(row=row, kind=ConflictKind.REPLACES))
            for row in sorted(self.choices.kept)
        ]
        return [*self._plan.conflicts, *kept, *left_out]

    def rows(self, kind: ConflictKind | None) -> frozenset[int]:
        """The rows of a kind of conflict, or of any."""
        return frozenset(one.row for one in self.conflicts if kind in (None, one.kind))

    def alike(self, kind: ConflictKind) -> Alike:
        """Whether all of a kind are decided in the same way."""
        those = [one for one in self.conflicts if one.kind is kind]
        decided = [self._is_decided(one) for one in those]
        if not any(decided):
            return Alike.FILE
        return Alike.HERE if all(decided) else Alike.MIXED

    def _is_decided(self, one: Conflict) -> bool:
        chosen = self.choices
        return one.row in chosen.kept | chosen.left_out or one.first in chosen.preferred

    def decide_alike(self, kind: ConflictKind, side: Alike) -> None:
        """All of a kind; what shall stay as it is here is worked out by the plan (HERE)."""
        those = [one for one in self.conflicts if one.kind is kind]
        if kind is not ConflictKind.DUPLICATE:
            if side is Alike.FILE:
                self.choices = take_file(self.choices, (one.row for one in those))
        elif side is Alike.HERE:
            self.choices = prefer_last(self.choices, those)
        else:
            free = take_file(self.choices, (one.row for one in those))
            self.choices = prefer_first(free, those)

    def verdict(self, row: int) -> RowVerdict | None:
        """What the plan makes of a row."""
        return self._verdicts.get(row)

    def plan_of(self, row: int) -> ImportPlan | None:
        """The plan that tells what the row would change: the first one, where it was decided."""
        settled = row in self.choices.kept | self.choices.left_out
        return self._first if settled else self._plan

    def counting(self, row: int) -> int | None:
        """The row of the same key that counts before this one."""
        return self._counting.get(row)

    def open_to(self, row: int) -> Sequence[RowChoice]:
        """What can be decided about it; nothing where there is nothing to decide."""
        verdict = self._verdicts.get(row)
        if verdict is None:
            return ()
        if verdict.verdict is Verdict.DUPLICATE:
            differs = self.counting(row) is not None
            return (RowChoice.FILE, RowChoice.COUNTS) if differs else ()
        if row in self.choices.kept or verdict.verdict is Verdict.CHANGED:
            return (RowChoice.FILE, RowChoice.HERE, RowChoice.OUT)
        if row in self.choices.left_out:
            return (RowChoice.FILE, RowChoice.OUT)
        takes = verdict.verdict in (Verdict.NEW, Verdict.REJECTED)
        return (RowChoice.FILE, RowChoice.OUT) if takes else ()

    def is_faulty(self, row: int) -> bool:
        """Whether it cannot be taken in whatever is decided."""
        verdict = self._verdicts.get(row)
        return verdict is not None and (
            verdict.verdict is Verdict.REJECTED and verdict.code != LEFT_OUT
        )

    def chosen(self, row: int) -> RowChoice:
        """What is decided about it."""
        if row in self.choices.kept:
            return RowChoice.HERE
        return RowChoice.OUT if row in self.choices.left_out else RowChoice.FILE

    def decide(self, row: int, choice: RowChoice) -> None:
        """Decide about one row."""
        self.choices = decided(self.choices, row, choice, counting=self.counting(row))


def decided(
    choices: ImportChoices, row: int, choice: RowChoice, *, counting: int | None
) -> ImportChoices:
    """The choices with one row decided; ``counting`` is the row that counts before it."""
    if choice is RowChoice.COUNTS and counting is not None:
        return prefer(choices, row, over=counting)
    change = {RowChoice.HERE: keep, RowChoice.OUT: leave_out}.get(choice, take_file)
    return change(choices, _one(row))


def _one(row: int) -> Iterable[int]:
    return (row,)
