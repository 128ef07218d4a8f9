"""Who is at a unit on a day: living there, cared for by it or visited there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.person_list import PersonRow, note_list, person_rows
from munhalsa.application.ports_lists import PersonFilter
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence, ResidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """Somebody at the unit; ``number`` is whole, ``row`` what may be shown of the person.

    ``kind`` is the nearest tie: home before care before visits. ``since`` is its first day.
    """

    person_id: str
    number: str
    row: PersonRow
    kind: ResidenceKind
    room: str | None
    since: date


def unit_residents(context: Context, unit: str, *, day: date | None = None) -> Sequence[Resident]:
    """Everybody at the unit that day, today if None, in name order; the list is noted in the log.

    Somebody with a protected identity is left out for who may not see it: being in the list would
    tell where they live.
    """
    context.require(Permission.SEE_PERSONS)
    wanted = day or context.today
    with context.read() as reader:
        found = unit_by_code_or_name(reader, unit)
        ties = _ties(reader.find(Residence, order_by="from_day", unit_id=found.id), wanted)
        persons = {one.id: one for one in reader.find(Person, id=list(ties))}
    rows = [row for row in person_rows(context, list(persons)) if not row.masked]
    rows.sort(key=lambda row: (persons[row.id].sort_key, row.id))
    note_list(context, PersonFilter(unit_id=found.id), hits=len(rows))
    return [_resident(row, persons[row.id], ties[row.id]) for row in rows]


def _ties(residences: Sequence[Residence], day: date) -> dict[str, Residence]:
    """The nearest tie of each person on the day."""
    order = list(ResidenceKind)
    nearest: dict[str, Residence] = {}
    for one in residences:
        if one.from_day > day or (one.to_day is not None and one.to_day < day):
            continue
        known = nearest.get(one.person_id)
        if known is None or order.index(one.kind) < order.index(known.kind):
            nearest[one.person_id] = one
    return nearest


def _resident(row: PersonRow, person: Person, tie: Residence) -> Resident:
    return Resident(
        person_id=person.id,
        number=person.number,
        row=row,
        kind=tie.kind,
        room=tie.room,
        since=tie.from_day,
    )
