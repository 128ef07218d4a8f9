"""Who works at the units, and who of them no session of training has named."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Reader
from munhalsa.application.training_kinds import issuer_kinds
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Residence
from munhalsa.domain.residence import on
from munhalsa.domain.rules import RuleBook
from munhalsa.domain.staff import StaffMember, StaffStanding, last_named
from munhalsa.domain.training import Participant, Training, TrainingState, TrainingUnit
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLine:
    """Somebody of the staff, and where."""

    standing: StaffStanding
    unit: Unit


def list_staff(
    context: Context, *, unit: str | None = None, former: bool = False
) -> Sequence[StaffLine]:
    """Everybody in sight by unit and name; those who have left only with ``former``."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        wanted = {} if unit is None else {"unit_id": unit_by_code_or_name(reader, unit).id}
        members = reader.find(StaffMember, order_by="sort_key", **wanted)
        units = {one.id: one for one in reader.find(Unit)}
        found = standings(reader, context.rules, members, day=context.today)
    lines = [
        StaffLine(standing=one, unit=units[one.member.unit_id])
        for one in found
        if former or not one.member.is_over_on(context.today)
    ]
    return sorted(lines, key=lambda line: (line.unit.sort_key, line.unit.id))


def staff_names(context: Context) -> Sequence[str]:
    """The names of who works anywhere in sight today."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        members = reader.find(StaffMember, order_by="sort_key")
    return _names(members, context.today)


def staff_around(context: Context, person_id: str) -> Sequence[str]:
    """The names of who works where somebody lives, gets care or is visited today."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        spent = reader.find(Residence, person_id=person_id)
        today = context.today
        units = [one.unit_id for one in spent if one.unit_id and on([one], today) is not None]
        return names_at(reader, units, day=context.today)


def names_at(reader: Reader, units: Collection[str], *, day: date) -> tuple[str, ...]:
    """The names of who works on the day at those units (ids) and the parts of them."""
    parts = (one.id for one in reader.find(Unit, parent_id=sorted(units)))
    places = sorted({*units, *parts})
    return _names(reader.find(StaffMember, order_by="sort_key", unit_id=places), day)


def _names(members: Sequence[StaffMember], day: date) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in members if one.is_there_on(day)))


def staff_to_train(context: Context) -> Mapping[str, Sequence[str]]:
    """By the id of each unit the names of its staff whom no session that counts has named."""
    context.require(Permission.SEE_TRAININGS)
    with context.read(Permission.SEE_TRAININGS) as reader:
        members = [
            one
            for one in reader.find(StaffMember, order_by="sort_key")
            if one.is_there_on(context.today)
        ]
        found: dict[str, list[str]] = {}
        for one in standings(reader, context.rules, members, day=context.today):
            if not one.is_named:
                found.setdefault(one.member.unit_id, []).append(one.member.name)
    return found


def standings(
    reader: Reader, rules: RuleBook, members: Sequence[StaffMember], *, day: date
) -> Sequence[StaffStanding]:
    """Each of them on the day, in their order, by three statements."""
    places = sorted({one.unit_id for one in members})
    links = reader.find(TrainingUnit, unit_id=places)
    ids = sorted({one.training_id for one in links})
    not_of_staff = issuer_kinds(reader, rules)
    days = {
        one.id: one.day
        for one in reader.find(Training, id=ids, state=TrainingState.HELD)
        if one.kind not in not_of_staff and one.day <= day
    }
    names: dict[str, list[str]] = {one: [] for one in days}
    for one in reader.find(Participant, training_id=sorted(days)):
        names[one.training_id].append(one.name)
    sessions: dict[str, list[tuple[date, Collection[str]]]] = {one: [] for one in places}
    for link in links:
        if link.training_id in days:
            sessions[link.unit_id].append((days[link.training_id], names[link.training_id]))
    return [
        StaffStanding(member=one, day=day, named=last_named(one.name, sessions[one.unit_id]))
        for one in members
    ]
