"""Comparing the register with a list that came out of Intygsbeställningen; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.columns import RejectedRow, TableValues, read_columns
from munhalsa.application.import_table.headings import checked_match
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.ports import Deed, ExportSource, Reader
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Ground
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.reconciliation import (
    Aspect,
    Difference,
    Held,
    Listed,
    SettledDifference,
    differences,
    names_of,
)
from munhalsa.domain.refusal import Notice

_TOLD_BY_COLUMN = {
    "unit": Aspect.UNIT,
    "wants": Aspect.ANSWER,
    "valid_to": Aspect.VALID_TO,
    "ground": Aspect.GROUND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What differs, how many are alike, and what could not be compared.

    ``settled`` differs too, but was settled before and is the same still. ``protected`` are never
    in what Intygsbeställningen is told, so they are not compared.
    """

    differences: tuple[Difference, ...]
    equal: int
    settled: int
    protected: int
    rows_in: int
    duplicate: int
    rejected: tuple[RejectedRow, ...]
    unknown_columns: tuple[str, ...]
    warnings: tuple[Notice, ...]
    listed: Mapping[str, Listed]

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
    context: Context, table: RawTable, kind: Kind, mapping: TableMapping = NO_MAPPING
) -> Reconciliation:
    """Everything that differs between the register and the list, on the program's day.

    FileUnusable when the list has no column of identity numbers.
    """
    context.require_everywhere(Permission.IMPORT)
    with without_cycle_search(), context.read(Permission.IMPORT) as reader:
        found = _compared(context, reader, table, kind, mapping)
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


def _compared(
    context: Context, reader: Reader, table: RawTable, kind: Kind, mapping: TableMapping
) -> Reconciliation:
    around = Surroundings(today=context.today, lowest_age=context.rules.lowest_age_limit)
    values = read_columns(
        table, kind=kind, around=around, mapping=mapping, types={"ground": Ground}
    )
    tells = frozenset(
        _TOLD_BY_COLUMN[key]
        for key in checked_match(kind, table.headings, mapping).positions
        if key in _TOLD_BY_COLUMN
    )
    rows = _readable(values)
    listed = _listed(rows, tells)
    sources = list(reader.registrations.export_sources(context.today, everything=True, since=None))
    protected = {source.row.personal_identity_number for source in sources if source.protected}
    people = reader.exchange.persons_by_number(listed.keys())
    known = {number: person.number for number, person in people.items()}
    hidden = {
        person.number for person in people.values() if person.protected_identity != "none"
    } | protected
    compared = [one for number, one in listed.items() if known.get(number, number) not in hidden]
    held = [_held(source) for source in sources if not source.protected]
    found, equal = differences(compared, held, day=context.today, known=known)
    earlier = {one.key for one in reader.find(SettledDifference)}
    left = [one for one in found if one.key not in earlier]
    return Reconciliation(
        differences=tuple(left),
        equal=equal,
        settled=len(found) - len(left),
        protected=len(hidden),
        rows_in=len(values.numbers),
        duplicate=len(rows) - len(listed),
        rejected=tuple(values.rejected()),
        unknown_columns=values.unknown,
        warnings=tuple(notice for row in rows for notice in row.notices) + values.about,
        listed={known.get(number, number): one for number, one in listed.items()},
    )


def _readable(values: TableValues) -> list[_ListedRow]:
    return [
        row for index, row in enumerate(values.assemble(_ListedRow)) if index not in values.faults
    ]


def _listed(rows: Iterable[_ListedRow], tells: frozenset[Aspect]) -> dict[str, Listed]:
    """One line a number: of several the one that is valid longest, then the newest."""
    found: dict[str, Listed] = {}
    for row in rows:
        lasts = [day for day in (row.valid_to, row.ended) if day is not None]
        line = Listed(
            number=row.identity.value,
            row=row.row,
            known=tells,
            given_name=row.given_name,
            family_name=row.family_name,
            unit=row.unit,
            wants=row.wants,
            answered=row.answered,
            last_day=min(lasts, default=None),
            ground=row.ground,
            issued=row.issued,
        )
        other = found.get(line.number)
        if other is None or _rank(line) > _rank(other):
            found[line.number] = line
    return found


def _rank(line: Listed) -> tuple[date, date]:
    return line.last_day or date.max, line.issued or date.min


def _held(source: ExportSource) -> Held:
    row = source.row
    return Held(
        number=row.personal_identity_number,
        person_id=source.person_id,
        certificate_id=source.certificate_id,
        unit=row.unit_name,
        names=names_of(row.unit_name, row.unit_code),
        wants=row.wants,
        last_day=row.last_day,
        ground=row.ground,
        issued=row.issued,
        waits=bool(row.waiting),
    )
