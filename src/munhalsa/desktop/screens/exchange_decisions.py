"""What is decided about the rows of a file, while its plan is made again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from munhalsa.application.import_table.conflicts import (
    keep,
    keep_columns,
    leave_out,
    prefer,
    prefer_first,
    prefer_last,
    take_file,
    take_file_in,
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
from munhalsa.domain.lazy_dataclass import dataclass

_NOTHING = ImportChoices()


class RowChoice(StrEnum):
    """What can be decided about a row."""

    FILE = "file"
    HERE = "here"
    EACH = "each"
    OUT = "out"
    COUNTS = "counts"


class Alike(StrEnum):
    """What holds for every row of a kind of conflict."""

    FILE = "file"
    HERE = "here"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDecision:
    """What is decided about a row; ``kept`` are the columns that stay as they are here (EACH)."""

    choice: RowChoice
    kept: frozenset[str] = frozenset()


class Decisions:
    """``choices`` hold the decisions only; a row keeps the conflicts that it was decided for."""

    def __init__(self) -> None:
        self.choices = _NOTHING
        self._plan: ImportPlan | None = None
        self._first: ImportPlan | None = None
        self._known: dict[tuple[int, str | None], Conflict] = {}
        self._counting: dict[int, int | None] = {}
        self._verdicts: dict[int, RowVerdict] = {}

    def take(self, plan: ImportPlan) -> None:
        """The plan that is shown now, with what was decided before it was made."""
        chosen = plan.choices
        self.choices = replace(
            _NOTHING,
            left_out=chosen.left_out,
            kept=chosen.kept,
            kept_cells=chosen.kept_cells,
            preferred=chosen.preferred,
        )
        self._plan, self._first = plan, self._first or plan
        self._known |= {
            (one.row, one.column): one
            for one in plan.conflicts
            if one.kind is not ConflictKind.DUPLICATE
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
        chosen = self.choices
        whole = chosen.kept | chosen.left_out
        known = [one for (row, _), one in self._known.items() if row in whole]
        named = {one.row for one in known}
        unseen = [
            Conflict(row=row, kind=ConflictKind.REPLACES) for row in sorted(chosen.kept - named)
        ]
        cells = [
            self._known.get(cell, Conflict(row=cell[0], kind=ConflictKind.REPLACES, column=cell[1]))
            for cell in sorted(chosen.kept_cells)
            if cell[0] not in whole
        ]
        return [*self._plan.conflicts, *cells, *known, *unseen]

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
        return (
            one.row in chosen.kept | chosen.left_out
            or (one.row, one.column) in chosen.kept_cells
            or one.first in chosen.preferred
        )

    def decide_alike(self, kind: ConflictKind, side: Alike) -> None:
        """All of a kind; what shall stay as it is here is worked out by the plan (HERE)."""
        those = [one for one in self.conflicts if one.kind is kind]
        if kind is not ConflictKind.DUPLICATE:
            if side is Alike.FILE:
                self.choices = take_file_in(self.choices, those)
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
        return self._first if row in self._settled else self._plan

    @property
    def _settled(self) -> frozenset[int]:
        chosen = self.choices
        return chosen.decided - chosen.preferred

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
        columns = self.columns(row)
        if columns or row in self.choices.kept or verdict.verdict is Verdict.CHANGED:
            each = (RowChoice.EACH,) if len(columns) > 1 else ()
            return (RowChoice.FILE, RowChoice.HERE, *each, RowChoice.OUT)
        takes = verdict.verdict in (Verdict.NEW, Verdict.REJECTED)
        return (RowChoice.FILE, RowChoice.OUT) if takes else ()

    def columns(self, row: int) -> Sequence[str]:
        """What of the row can be kept by itself, in the order of the file's kind."""
        return [column for number, column in self._known if number == row and column is not None]

    def is_faulty(self, row: int) -> bool:
        """Whether it cannot be taken in whatever is decided."""
        verdict = self._verdicts.get(row)
        return verdict is not None and (
            verdict.verdict is Verdict.REJECTED and verdict.code != LEFT_OUT
        )

    def chosen(self, row: int) -> RowDecision:
        """What is decided about it."""
        if row in self.choices.kept:
            return RowDecision(choice=RowChoice.HERE)
        if row in self.choices.left_out:
            return RowDecision(choice=RowChoice.OUT)
        kept = frozenset(column for number, column in self.choices.kept_cells if number == row)
        if not kept:
            return RowDecision(choice=RowChoice.FILE)
        every = kept >= set(self.columns(row))
        return RowDecision(choice=RowChoice.HERE if every else RowChoice.EACH, kept=kept)

    def decide(self, row: int, decision: RowDecision) -> None:
        """Decide about one row."""
        counting, choice = self.counting(row), decision.choice
        if choice is RowChoice.COUNTS and counting is not None:
            self.choices = prefer(self.choices, row, over=counting)
        elif choice is RowChoice.EACH:
            self.choices = keep_columns(self.choices, row, decision.kept)
        elif choice is RowChoice.HERE:
            self.choices = self._keep_here(row)
        elif choice is RowChoice.OUT:
            self.choices = leave_out(self.choices, (row,))
        else:
            self.choices = keep_columns(self.choices, row, ())

    def _keep_here(self, row: int) -> ImportChoices:
        """Every column that differs; the row as a whole where that is no matter of columns."""
        columns = self.columns(row)
        if columns and (row, None) not in self._known:
            return keep_columns(self.choices, row, columns)
        return keep(self.choices, (row,))
