"""Comparing the register with a list that came out of Intygsbeställningen; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.columns import RejectedRow, TableValues, read_columns
from munhalsa.application.import_table.headings import checked_match
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.list_comparison import Compared, compare_all
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.settled import settled_of_all
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Ground
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.reconciliation import (
    Aspect,
    Difference,
    Listed,
    SettledDifference,
    hides,
    kept,
    said_by,
)
from munhalsa.domain.refusal import Notice

Progress = Callable[[int, int], object]
_STEPS = 3
_TOLD_BY_COLUMN = {
    "unit": Aspect.UNIT,
    "wants": Aspect.ANSWER,
    "valid_to": Aspect.VALID_TO,
    "ground": Aspect.GROUND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """How something that this list says was settled; ``difference`` while it differs still."""

    settled: SettledDifference
    person_id: str | None
    name: str | None
    difference: Difference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What differs, how many are alike, and what could not be compared.

    ``earlier`` was settled before; ``settled`` are those of it that differ still. ``protected`` and
    ``without_consent`` are how many Intygsbeställningen is told nothing about, so that they are not
    compared. ``listed`` are the lines of the list by the person's number here.
    """

    file_sha256: str
    differences: tuple[Difference, ...]
    equal: int
    earlier: tuple[Earlier, ...]
    protected: int
    without_consent: int
    rows_in: int
    duplicate: int
    rejected: tuple[RejectedRow, ...]
    unknown_columns: tuple[str, ...]
    warnings: tuple[Notice, ...]
    listed: Mapping[str, Listed]

    @property
    def settled(self) -> int:
        """How many differ but were settled, and are the same still."""
        return sum(one.difference is not None for one in self.earlier)

    def numbers(self, aspect: Aspect) -> tuple[str, ...]:
        """Whom one kind of difference is about."""
        return tuple(one.number for one in self.differences if one.aspect is aspect)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ListedRow:
    """A row of the list as its cells were read."""

    row: int
    notices: tuple[Notice, ...]
    identity: IdentityNumber
    given_name: str | None
    family_name: str | None
    unit: str | None
    wants: bool | None
    answered: date | None
    ground: Ground | None
    issued: date | None
    valid_to: date | None
    ended: date | None


def reconcile(
    context: Context,
    table: RawTable,
    kind: Kind,
    mapping: TableMapping = NO_MAPPING,
    *,
    progress: Progress = lambda _done, _total: None,
) -> Reconciliation:
    """Everything that differs between the register and the list, on the program's day.

    FileUnusable when the list has no column of identity numbers. ``progress`` may raise, to stop.
    """
    found = compare_again(context, table, kind, mapping, progress=progress)
    context.store.note(
        Deed(
            action="reconciliation.view",
            subject_kind="reconciliation",
            subject_id=table.sha256,
            details={"rows": found.rows_in, "differences": len(found.differences)},
        ),
        session=context.session,
    )
    return found


def compare_again(
    context: Context,
    table: RawTable,
    kind: Kind,
    mapping: TableMapping = NO_MAPPING,
    *,
    progress: Progress = lambda _done, _total: None,
) -> Reconciliation:
    """The same for a list that is on the screen already: the log has it that it was looked at."""
    context.require_everywhere(Permission.IMPORT)
    progress(0, _STEPS)
    with without_cycle_search():
        around = Surroundings(today=context.today, lowest_age=context.rules.lowest_age_limit)
        values = read_columns(
            table, kind=kind, around=around, mapping=mapping, types={"ground": Ground}
        )
        rows = _readable(values)
        progress(1, _STEPS)
        lines = _lines(rows, _tells(table, kind, mapping))
        with context.read(Permission.IMPORT) as reader:
            compared = compare_all(context, reader, lines)
            progress(2, _STEPS)
            left, earlier = _not_settled(reader, compared)
    return Reconciliation(
        file_sha256=table.sha256,
        differences=tuple(left),
        equal=compared.equal,
        earlier=tuple(earlier),
        protected=len(compared.protected),
        without_consent=len(compared.without_consent),
        rows_in=len(values.numbers),
        duplicate=compared.duplicate,
        rejected=tuple(values.rejected()),
        unknown_columns=values.unknown,
        warnings=tuple(notice for row in rows for notice in row.notices) + values.about,
        listed=compared.listed,
    )


def _tells(table: RawTable, kind: Kind, mapping: TableMapping) -> frozenset[Aspect]:
    """What the list has columns for."""
    match = checked_match(kind, table.headings, mapping)
    return frozenset(_TOLD_BY_COLUMN[key] for key in match.positions if key in _TOLD_BY_COLUMN)


def _readable(values: TableValues) -> list[_ListedRow]:
    return [
        row for index, row in enumerate(values.assemble(_ListedRow)) if index not in values.faults
    ]


def _lines(rows: Iterable[_ListedRow], tells: frozenset[Aspect]) -> list[Listed]:
    return [
        Listed(
            number=row.identity.value,
            row=row.row,
            known=tells,
            given_name=row.given_name,
            family_name=row.family_name,
            unit=row.unit,
            wants=row.wants,
            answered=row.answered,
            last_day=min((day for day in (row.valid_to, row.ended) if day), default=None),
            ground=row.ground,
            issued=row.issued,
        )
        for row in rows
    ]


def _not_settled(reader: Reader, compared: Compared) -> tuple[list[Difference], list[Earlier]]:
    """What is left to settle, and what was settled of that which the list says."""
    settled: dict[tuple[str, Aspect], SettledDifference] = {}
    for one in settled_of_all(reader):
        settled[one.number, one.aspect] = one
    left, earlier = [], []
    open_ones: set[tuple[str, Aspect]] = set()
    for difference in compared.differences:
        about = (difference.number, difference.aspect)
        before = settled.get(about)
        open_ones.add(about)
        if before is not None and hides(before, difference):
            earlier.append(
                Earlier(
                    settled=before,
                    person_id=difference.person_id,
                    name=difference.name,
                    difference=difference,
                )
            )
        else:
            left.append(difference)
    hidden = compared.protected | compared.without_consent
    for about, one in settled.items():
        if about not in open_ones and one.number not in hidden and _is_of(one, compared.listed):
            whose, name = compared.people.get(one.number, (None, None))
            earlier.append(Earlier(settled=one, person_id=whose, name=name, difference=None))
    return left, earlier


def _is_of(settled: SettledDifference, listed: Mapping[str, Listed]) -> bool:
    """Whether the list says still what it said when the difference was settled."""
    line = listed.get(settled.number)
    if (line is None) is not (settled.aspect is Aspect.ONLY_HERE):
        return False
    return kept(settled.aspect, said_by(line, settled.aspect)) == settled.there
