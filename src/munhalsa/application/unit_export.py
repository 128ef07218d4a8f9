"""Units as an export profile sees them: those that wait to be told, or all."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

from munhalsa.application.export_profile import UnitExportRow
from munhalsa.application.ports import Reader
from munhalsa.application.registration_queue import line_key, unit_worth_telling
from munhalsa.domain.certificate import RegistrationState
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.unit import Unit, UnitChange, UnitRegistration


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSource:
    """A unit, and the lines of the queue that its row tells of: what, and id and version.

    ``queued`` is since when the longest of them has been there; the first day of all where none is.
    """

    unit_id: str
    queued: date
    lines: tuple[tuple[UnitChange, str], ...]
    row: UnitExportRow


def unit_sources(
    reader: Reader, *, day: date, everything: bool, since: date | None
) -> Generator[UnitSource]:
    """Units in name order: what waits, what has changed since a day, or all that are active."""
    known: dict[str, list[UnitRegistration]] = {}
    for line in reader.find(UnitRegistration):
        known.setdefault(line.unit_id, []).append(line)
    for unit in reader.find(Unit, order_by="sort_key"):
        lines = known.get(unit.id, [])
        waiting = [line for line in lines if line.state is RegistrationState.TO_REGISTER]
        if since is not None:
            changed = [line for line in lines if line.since >= since]
            told = [line for line in lines if line in changed or line in waiting]
            wanted = bool(changed)
        else:
            told = waiting
            wanted = bool(waiting) or (everything and unit.is_active_on(day))
        if wanted:
            yield UnitSource(
                unit_id=unit.id,
                queued=min((line.since for line in told), default=date.min),
                lines=tuple((line.kind, line_key(line)) for line in told),
                row=_row(unit, told),
            )


def _row(unit: Unit, told: list[UnitRegistration]) -> UnitExportRow:
    return UnitExportRow(
        waiting=unit_worth_telling(line.kind for line in told),
        name=unit.name,
        type=unit.type,
        code=unit.code,
        street=unit.street,
        postal_code=unit.postal_code,
        city=unit.city,
        responsible_name=unit.responsible_name,
        responsible_phone=unit.responsible_phone,
        email=unit.email,
        places=unit.places,
        active_from=unit.active_from,
        active_to=unit.active_to,
    )
