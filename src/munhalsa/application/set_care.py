"""Who answers for the care of somebody, and where the visit is made if that is not at home."""

from __future__ import annotations

from datetime import date

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number, unit_by_code_or_name
from munhalsa.application.move_person import days_ahead
from munhalsa.application.ports import Changes, Deed
from munhalsa.application.residences import Stretches
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, ResidenceKind
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.residence import A_DAY, Dwelling, check_move_day, check_open, dwelling_of
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlace:
    """From ``day`` the unit (code, name or id); with None the one now ends, ``day`` its last."""

    number: str
    day: date
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSet:
    """What it touched."""

    event: str
    changes: Changes


def set_responsible_unit(context: Context, command: SetPlace) -> PlaceSet:
    """Another unit answers for the care, or none; somebody at home belongs to it in every list."""
    return _set(context, command, ResidenceKind.RESPONSIBLE)


def set_visiting_place(context: Context, command: SetPlace) -> PlaceSet:
    """The visit is made at another unit than the home, or at home again."""
    return _set(context, command, ResidenceKind.VISIT)


def _set(context: Context, command: SetPlace, kind: ResidenceKind) -> PlaceSet:
    context.require(Permission.EDIT_PERSONS)
    with context.read(Permission.EDIT_PERSONS) as reader:
        found = person_by_number(reader, command.number, today=context.today)
        ahead = days_ahead(context, reader)
    check_move_day(found, command.day, today=context.today, ahead=ahead)
    visit = kind is ResidenceKind.VISIT
    deed = Deed(
        action="person.visiting_place" if visit else "person.responsible",
        subject_kind="person",
        subject_id=found.id,
    )
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        stretches = Stretches(context, work, work.get(Person, found.id))
        unit = None if command.unit is None else unit_by_code_or_name(work, command.unit)
        if unit is None:
            _end(stretches, kind, command.day)
        else:
            check_open(unit, command.day)
            stretches.turn(kind, Dwelling(unit_id=unit.id), command.day)
        if kind is ResidenceKind.RESPONSIBLE:
            _belong(stretches, unit, command.day, {one.id: one for one in work.find(Unit)})
        stretches.mark()
        note_number_used(context, work, command.number)
        done = work.commit()
    return PlaceSet(event=done.event, changes=done.changes)


def _end(stretches: Stretches, kind: ResidenceKind, last: date) -> None:
    if stretches.end(kind, last) is None:
        raise Rejected(
            "nothing_to_end",
            "Inget att avsluta: ingen enhet är registrerad den dagen.",
            field="unit",
        )


def _belong(stretches: Stretches, unit: Unit | None, day: date, units: dict[str, Unit]) -> None:
    """Let a home at an own address follow the care area that answers for it."""
    first = day if unit is not None else day + A_DAY
    home = stretches.on(ResidenceKind.HOME, first)
    if home is None or home.street is None:
        return
    kept = (unit, None if home.unit_id is None else units[home.unit_id])
    if any(one is not None and not one.type.is_care_at_home for one in kept):
        return
    to = dwelling_of(home)._replace(unit_id=None if unit is None else unit.id)
    if to != dwelling_of(home):
        stretches.turn(ResidenceKind.HOME, to, first)
