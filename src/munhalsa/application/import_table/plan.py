"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import repeat
from operator import attrgetter
from typing import Protocol

from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.columns import RejectedRow
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, KindName, TableMapping
from munhalsa.application.import_table.ledger import Ledger
from munhalsa.application.many_records import many_records
from munhalsa.application.ports import Reader, Session
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.rules import RuleBook

# How many rows go by between two calls of the progress callback.
STEP = 1000

# Called with rows done and rows in all; False stops, and nothing is left behind.
Progress = Callable[[int, int], bool]


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


class NumberedRow(Protocol):
    """A row that knows where it stood in the file."""

    @property
    def row(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RowVerdict:
    """The verdict over one row; code, column and message say why where it needs saying."""

    row: int
    verdict: Verdict
    code: str | None = None
    column: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """What the user chose for an import.

    ``registered``: what it brings is in Intygsbeställningen already. ``add_units``: an unknown
    unit is added instead of rejecting the row. ``all_or_nothing``: one row that cannot be taken in
    stops all. Rows by their numbers: ``left_out`` are not taken in, ``kept`` change nothing of what
    the register holds, ``preferred`` count before earlier rows with the same key. ``kept_cells``
    (row and heading) are read as if they were empty: what the register holds there stays.
    """

    mapping: TableMapping = NO_MAPPING
    registered: bool = False
    add_units: bool = False
    all_or_nothing: bool = False
    left_out: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    preferred: frozenset[int] = frozenset()
    kept_cells: frozenset[tuple[int, str]] = frozenset()

    @property
    def decided(self) -> frozenset[int]:
        """The rows that the user has decided about."""
        cells = frozenset(row for row, _ in self.kept_cells)
        return self.left_out | self.kept | self.preferred | cells


class ConflictKind(StrEnum):
    """How a row goes against what is there, or against another row."""

    LIKENESS = "likeness"
    MOVES = "moves"
    REPLACES = "replaces"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something of a row that somebody may want to decide about.

    ``column``: the heading of what can be kept by itself; None: only the row as a whole can.
    ``first`` is the row that counts before it. ``persons`` and ``rows`` are whom it is like: those
    of the store by id, those of the file by row.
    """

    row: int
    kind: ConflictKind
    column: str | None = None
    first: int | None = None
    persons: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """One verdict a row, in file order; ``moment`` is the state of the store it was made for.

    ``ledger`` is what would be written: good for as long as nobody has written anything else.
    """

    kind: KindName
    sha256: str
    day: date
    choices: ImportChoices
    moment: str
    rows: tuple[RowVerdict, ...]
    notices: tuple[Notice, ...]
    unknown_columns: tuple[str, ...]
    counts: Counter[Verdict]
    conflicts: tuple[Conflict, ...] = ()
    ledger: Ledger = field(repr=False, compare=False)

    @property
    def rows_in(self) -> int:
        """Every row of the file, whatever became of it."""
        return len(self.rows)

    @property
    def brings_something(self) -> bool:
        """Whether a commit would change any record."""
        return bool(self.counts[Verdict.NEW] or self.counts[Verdict.CHANGED])

    @property
    def faulty(self) -> int:
        """How many rows cannot be taken in; those left out by choice are none of them."""
        return sum(
            row.verdict is Verdict.REJECTED and row.row not in self.choices.left_out
            for row in self.rows
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What planning works with: a view of the store, the time, the rules, who is at work."""

    reader: Reader
    day: date
    now: datetime
    rules: RuleBook
    session: Session
    new_id: Callable[[], str]
    kind: Kind
    choices: ImportChoices
    progress: Progress

    @property
    def around(self) -> Surroundings:
        """What the reading of cells needs to know."""
        return Surroundings(today=self.day, lowest_age=self.rules.lowest_age_limit)

    @property
    def headings(self) -> dict[str, str]:
        """Column key → the heading that people know it by."""
        return {column.key: column.heading for column in self.kind.single}


CHANGED, KEPT_HERE = "changed", "kept_here"
_TAKEN = (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)
_WEIGHT = {kind: place for place, kind in enumerate(ConflictKind)}


# Refusals that tell what the register has on somebody.
_OF_THE_REGISTER = frozenset({"certificate_overlap", "issued_after_death"})
PROTECTED_DIFFERS = (
    "Raden stämmer inte med det som finns om personen, som har skyddade uppgifter. Den som får se "
    "dem kan ta in raden."
)
# Warnings that follow from the file alone; any other may tell what the register has on somebody.
_OF_THE_FILE = frozenset(
    {"answer_contradicted", "day_assumed", "differs_from_newer_row", "protection_kept"}
)


@dataclass(slots=True)
class Sheet:
    """The verdicts, warnings and changes that a planner fills in."""

    total: int
    progress: Progress
    ledger: Ledger = field(default_factory=Ledger)
    rows: list[RowVerdict] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unknown_columns: tuple[str, ...] = ()
    conflicts: dict[tuple[int, str], Conflict] = field(default_factory=dict)
    # What follows from a row beside what is edited: the row, of whom, and in words.
    follows: list[tuple[int, str, str]] = field(default_factory=list)
    # The columns of a row that are left alone, those in words, and the row as it stands there.
    kept: Mapping[int, frozenset[str]] = field(default_factory=dict)
    kept_names: Mapping[int, Sequence[str]] = field(default_factory=dict)
    as_filed: dict[int, object] = field(default_factory=dict)
    # Rows about those whose protected identity the user may not see.
    hidden: frozenset[int] = frozenset()
    _unchanged: list[int] = field(default_factory=list)
    _reported: int = 0

    def judge(
        self,
        row: int,
        verdict: Verdict,
        *,
        code: str | None = None,
        column: str | None = None,
        message: str | None = None,
    ) -> None:
        """Put down what becomes of a row; what is kept of it by choice is told with it."""
        names = self.kept_names.get(row)
        if names is not None and verdict in _TAKEN:
            kept = f"Behålls som det är här, efter ditt val: {', '.join(names)}."
            code, column, message = KEPT_HERE, names[0], f"{message or ''} {kept}".strip()
        self.rows.append(
            RowVerdict(row=row, verdict=verdict, code=code, column=column, message=message)
        )
        self._tell()

    def leave(self, row: int) -> None:
        """Unchanged, as most rows of a file that comes again."""
        if row in self.kept_names:
            self.judge(row, Verdict.UNCHANGED)
            return
        self._unchanged.append(row)
        self._tell()

    def judge_known(self, row: int, changed: Sequence[str]) -> None:
        """Changed, naming the headings, or unchanged."""
        if not changed:
            self.leave(row)
            return
        names = list(dict.fromkeys(changed))
        self.judge(
            row,
            Verdict.CHANGED,
            code=CHANGED,
            column=names[0],
            message=f"Ändrat: {', '.join(names)}.",
        )

    def duplicate(self, row: int, *, first: int, differing: Sequence[str]) -> None:
        """The key stood earlier in the file; ``differing`` are the headings of other values."""
        message = f"Samma rad finns redan på rad {first} i filen."
        if first > row:
            message = f"Samma rad finns på rad {first} i filen, och den räknas efter ditt val."
        if differing:
            message += f" Det här skiljer: {', '.join(differing)}. Rätta den ena raden."
            self.contest(row, ConflictKind.DUPLICATE, first=first)
        self.judge(
            row,
            Verdict.DUPLICATE,
            code="duplicate_differs" if differing else "duplicate",
            column=differing[0] if differing else None,
            message=message,
        )

    def contest(
        self,
        row: int,
        kind: ConflictKind,
        *,
        column: str | None = None,
        first: int | None = None,
        persons: tuple[str, ...] = (),
        rows: tuple[int, ...] = (),
    ) -> None:
        """Something to decide about; what weighs most counts where one column has several."""
        place = (row, column or "")
        known = self.conflicts.get(place)
        if known is None or _WEIGHT[kind] < _WEIGHT[known.kind]:
            self.conflicts[place] = Conflict(
                row=row, kind=kind, column=column, first=first, persons=persons, rows=rows
            )

    def differing(
        self, first: NumberedRow, second: NumberedRow, headings: Mapping[str, str]
    ) -> list[str]:
        """Headings of the columns in which two rows differ as they stand in the file."""
        one, other = (self.as_filed.get(each.row, each) for each in (first, second))
        return [
            heading for key, heading in headings.items() if getattr(one, key) != getattr(other, key)
        ]

    def reject(self, row: int, fault: Rejected) -> None:
        """A row that stays outside by a rule; the fault's field is a heading."""
        if row in self.hidden and fault.code in _OF_THE_REGISTER:
            fault = Rejected("protected_differs", PROTECTED_DIFFERS, field=fault.field)
        self.judge(
            row, Verdict.REJECTED, code=fault.code, column=fault.field, message=fault.message
        )

    def reject_all(self, faults: Sequence[RejectedRow]) -> None:
        """The rows whose cells could not be read."""
        for fault in faults:
            self.judge(
                fault.row,
                Verdict.REJECTED,
                code=fault.code,
                column=fault.column,
                message=fault.message,
            )

    def warn(self, row: int, code: str, message: str, *, column: str | None = None) -> None:
        """Something to look at that stops nothing; what is hidden in the register is not hinted."""
        if row in self.hidden and code not in _OF_THE_FILE:
            return
        self.notices.append(Notice(code=code, message=message, row=row, column=column))

    def verdicts(self) -> list[RowVerdict]:
        """All of them, in the order of the file."""
        columns = {
            "row": self._unchanged,
            "verdict": repeat(Verdict.UNCHANGED),
            "code": repeat(None),
            "column": repeat(None),
            "message": repeat(None),
        }
        unchanged = many_records(RowVerdict, len(self._unchanged), columns)
        return sorted([*self.rows, *unchanged], key=attrgetter("row"))

    def _tell(self) -> None:
        done = len(self.rows) + len(self._unchanged)
        if done - self._reported >= STEP:
            self._reported = done
            report(self.progress, done, self.total)


def report(progress: Progress, done: int, total: int) -> None:
    """Tell how far it is; Rejected('cancelled') when the user wants no more."""
    if not progress(done, total):
        raise Rejected("cancelled", "Inläsningen avbröts. Inget har sparats.")
