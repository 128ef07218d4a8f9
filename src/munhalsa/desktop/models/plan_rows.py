"""The rows of an import's plan or receipt: what becomes of each, why, and by which cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from munhalsa.application.context import Context
from munhalsa.application.import_table.headings import heading_texts, match_headings
from munhalsa.application.import_table.kinds import Kind, TableMapping, ValueType
from munhalsa.application.import_table.plan import RowVerdict, Verdict
from munhalsa.application.import_table.raw_table import Cell as RawCell
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.reason_words import is_repair
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page
from munhalsa.desktop.theme import Tone
from munhalsa.domain.identity import masked_as_written
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice

translate = QCoreApplication.translate


class Outcome(StrEnum):
    """What a line tells of: a verdict over a row, or something to look at about it."""

    REJECTED = "rejected"
    WARNING = "warning"
    REPAIRED = "repaired"
    DUPLICATE = "duplicate"
    CHANGED = "changed"
    NEW = "new"
    UNCHANGED = "unchanged"


_TONES = {
    Outcome.REJECTED: Tone.BAD,
    Outcome.WARNING: Tone.WARN,
    Outcome.REPAIRED: Tone.WARN,
    Outcome.DUPLICATE: Tone.NEUTRAL,
    Outcome.CHANGED: Tone.OK,
    Outcome.NEW: Tone.OK,
    Outcome.UNCHANGED: Tone.NEUTRAL,
}


def outcome_word(outcome: Outcome) -> str:
    """The chip of a line."""
    return {
        Outcome.REJECTED: translate("PlanRows", "Tas inte in"),
        Outcome.WARNING: translate("PlanRows", "Varning"),
        Outcome.REPAIRED: translate("PlanRows", "Rättat"),
        Outcome.DUPLICATE: translate("PlanRows", "Dubblett"),
        Outcome.CHANGED: translate("PlanRows", "Ändras"),
        Outcome.NEW: translate("PlanRows", "Ny"),
        Outcome.UNCHANGED: translate("PlanRows", "Oförändrad"),
    }[outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One line; ``row`` 0: about the file as a whole. ``value`` is the cell as it stands there.

    ``of_number``: the cell is to hold an identity number, which a saved list shows masked.
    """

    id: str
    row: int
    outcome: Outcome
    column: str
    message: str
    value: str
    code: str = ""
    of_number: bool = False

    @property
    def filed(self) -> str:
        """The cell as a saved list has it."""
        return masked_as_written(self.value) if self.of_number else self.value


class PlanLines:
    """Every line of a plan or receipt, a source for the list; made beside the window."""

    def __init__(self, lines: Sequence[PlanLine]) -> None:
        self._lines = {line.id: line for line in lines}

    @cached_property
    def counts(self) -> Counter[Outcome]:
        """How many lines there are of each kind."""
        return Counter(line.outcome for line in self._lines.values())

    @cached_property
    def reasons(self) -> Counter[str]:
        """How many lines there are with each reason, by its code."""
        return Counter(line.code for line in self._lines.values() if line.code)

    @cached_property
    def columns(self) -> Counter[str]:
        """How many lines there are about each column, by its heading."""
        return Counter(line.column for line in self._lines.values() if line.column)

    def __len__(self) -> int:
        return len(self._lines)

    def only(
        self,
        *,
        outcome: Outcome | None = None,
        code: str | None = None,
        column: str | None = None,
    ) -> PlanLines:
        """The lines with that outcome, reason and column; None: whichever."""
        return PlanLines(
            [
                line
                for line in self._lines.values()
                if outcome in (None, line.outcome)
                and code in (None, line.code)
                and column in (None, line.column)
            ]
        )

    def of_rows(self, rows: Collection[int]) -> PlanLines:
        """The lines that tell what becomes of the rows."""
        return PlanLines(
            [
                line
                for line in self._lines.values()
                if line.row in rows and line.outcome not in _NOTICED
            ]
        )

    def rows_of(self, ids: Iterable[str]) -> Sequence[int]:
        """The rows of the file that the lines are about, each once, in their order."""
        return [row for row in dict.fromkeys(self._lines[one].row for one in ids) if row]

    def page(self, context: Context, order: Order) -> Page[PlanLine]:
        """All in order."""
        keys = {
            "outcome": lambda line: (list(Outcome).index(line.outcome), line.row),
            "column": lambda line: (line.column, line.row),
            "message": lambda line: (line.message, line.row),
            "value": lambda line: (line.value, line.row),
        }
        key = keys.get(order.column, lambda line: (line.row, 0))
        lines = sorted(self._lines.values(), key=key, reverse=order.descending)
        return Page(ids=[line.id for line in lines], rows=lines[:100])

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[PlanLine]:
        """Those lines."""
        return [self._lines[key] for key in ids if key in self._lines]


def plan_lines(
    rows: Sequence[RowVerdict],
    notices: Sequence[Notice],
    *,
    table: RawTable,
    kind: Kind,
    mapping: TableMapping,
) -> PlanLines:
    """A line for each row that there is something to say about, and for each notice."""
    cells = _Cells(table, kind, mapping)
    lines = [
        PlanLine(
            id=f"r{row.row}",
            row=row.row,
            outcome=_OF_VERDICT[row.verdict],
            column=row.column or "",
            message=row.message or "",
            code=row.code or "",
            value=cells.text(row.row, row.column),
            of_number=row.column in cells.of_numbers,
        )
        for row in rows
    ]
    return PlanLines([*lines, *_notice_lines(notices, cells)])


_NOTICED = (Outcome.WARNING, Outcome.REPAIRED)
_OF_VERDICT = {verdict: Outcome(verdict.value) for verdict in Verdict}


def _notice_lines(notices: Sequence[Notice], cells: _Cells) -> Iterator[PlanLine]:
    for place, notice in enumerate(notices):
        repaired = is_repair(notice.code)
        yield PlanLine(
            id=f"n{place}",
            row=notice.row or 0,
            outcome=Outcome.REPAIRED if repaired else Outcome.WARNING,
            column=notice.column or "",
            message=notice.message,
            code=notice.code,
            value=cells.text(notice.row, notice.column),
            of_number=notice.column in cells.of_numbers,
        )


class _Cells:
    """Looks up what stands in a cell of the file, by row and by the kind's own heading."""

    def __init__(self, table: RawTable, kind: Kind, mapping: TableMapping) -> None:
        self._rows: Mapping[int, tuple[RawCell, ...]] = dict(table.rows)
        positions = match_headings(kind, table.headings, mapping).positions
        self._places = {
            column.heading: positions[column.key]
            for column in kind.columns
            if column.key in positions
        }
        self.of_numbers = {
            column.heading for column in kind.columns if column.type is ValueType.IDENTITY_NUMBER
        }

    def text(self, row: int | None, column: str | None) -> str:
        """The cell as text; empty where none is meant."""
        if row is None or column is None or column not in self._places:
            return ""
        cells = self._rows.get(row, ())
        place = self._places[column]
        return heading_texts((cells[place],))[0] if place < len(cells) else ""


def plan_columns() -> Sequence[Column[PlanLine]]:
    """Row, outcome, column, why, and the cell."""
    return (
        Column(
            name="row",
            title=translate("PlanRows", "Rad"),
            cell=lambda line: Cell(str(line.row) if line.row else "–", Tone.MUTED),
            width=5,
        ),
        Column(
            name="outcome",
            title=translate("PlanRows", "Utfall"),
            cell=lambda line: Cell(outcome_word(line.outcome), _TONES[line.outcome]),
            width=12,
        ),
        Column(
            name="column",
            title=translate("PlanRows", "Kolumn"),
            cell=lambda line: Cell(line.column),
            width=16,
        ),
        Column(
            name="value",
            title=translate("PlanRows", "Står i filen"),
            cell=lambda line: Cell(line.value),
            filed=lambda line: line.filed,
            width=16,
        ),
        Column(
            name="message",
            title=translate("PlanRows", "Varför"),
            cell=lambda line: Cell(line.message),
            width=50,
        ),
    )
