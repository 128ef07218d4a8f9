"""Rows of the kind folkbokforing: what has changed in the population register."""

from __future__ import annotations

from datetime import date

from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.columns import CellFault, Converted, read_columns
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import Notice

_TYPES = {"protected_identity": ProtectedIdentity}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryRow:
    """What the register says of somebody; None where the cell is empty: nothing has changed."""

    row: int
    notices: tuple[Notice, ...]
    identity: IdentityNumber
    died_on: date | None
    emigrated_on: date | None
    moved_to_municipality: str | None
    new_identity: IdentityNumber | None
    given_name: str | None
    family_name: str | None
    street: str | None
    postal_code: str | None
    city: str | None
    protected_identity: ProtectedIdentity | None


def convert_registry(
    table: RawTable, *, kind: Kind, around: Surroundings, mapping: TableMapping = NO_MAPPING
) -> Converted[RegistryRow]:
    """Every row as a RegistryRow or rejected."""
    values = read_columns(table, kind=kind, around=around, mapping=mapping, types=_TYPES)
    rows = []
    for index, row in enumerate(values.assemble(RegistryRow)):
        if index not in values.faults:
            values.faults |= _faults(index, row, kind=kind, today=around.today)
        if index not in values.faults:
            rows.append(row)
    return Converted(
        rows=rows,
        rejected=values.rejected(),
        unknown_columns=values.unknown,
        notices=values.about,
    )


def _faults(index: int, row: RegistryRow, *, kind: Kind, today: date) -> dict[int, list[CellFault]]:
    """What the row says against itself."""
    faults = []
    born = row.identity.birth_date
    for key in ("died_on", "emigrated_on"):
        day: date | None = getattr(row, key)
        heading = kind.column(key).heading
        if day is None:
            continue
        if day > today:
            message = f"{heading} ligger framåt i tiden. Rätta datumet."
            faults.append(CellFault(code="date_in_future", column=heading, message=message))
        elif born is not None and day < born:
            message = f"{heading} ligger före personens födelse. Rätta datumet eller numret."
            faults.append(CellFault(code="before_birth", column=heading, message=message))
    return {index: faults} if faults else {}
