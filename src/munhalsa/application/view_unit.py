"""Reading one unit with all that belongs to it."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.list_staff import standings
from munhalsa.application.ports import HistoryLine, Reader
from munhalsa.application.training_kinds import issuer_kinds
from munhalsa.application.verify_unit import months_confirmed
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import RegistrationState
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.round import Round, RoundState
from munhalsa.domain.staff import StaffMember, StaffStanding
from munhalsa.domain.training import Training, TrainingUnit
from munhalsa.domain.unit import District, Unit, UnitChange, UnitName, UnitRegistration
from munhalsa.domain.unit_details import contacts_are_old
from munhalsa.domain.unit_training import UnitTraining, training_of


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecord:
    """A unit on a day: what it belongs to, what belongs to it and what it was called.

    ``names`` are former ones, the newest first; ``to_tell`` waits for Intygsbeställningen;
    ``confirm_contacts`` when its contact details should be confirmed. ``training`` is that of its
    staff, and ``next_visit`` the next besöksdag there or at a unit above, both None where the
    user's role does not hold for the unit. ``staff`` are those who have not left, in name order.
    """

    day: date
    unit: Unit
    parent: Unit | None
    parts: tuple[Unit, ...]
    district: District | None
    names: tuple[UnitName, ...]
    to_tell: tuple[UnitChange, ...]
    confirm_contacts: bool
    training: UnitTraining | None
    next_visit: date | None
    staff: tuple[StaffStanding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCard:
    """A unit's record, and what was changed of it, newest first."""

    record: UnitRecord
    history: tuple[HistoryLine, ...]


def open_unit(context: Context, unit: str) -> UnitRecord:
    """The unit with that code, id or name, now or formerly."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        return _record(context, reader, unit_by_code_or_name(reader, unit))


def open_unit_card(context: Context, unit_id: str) -> UnitCard:
    """As ``open_unit``, with the history, of one come to in a list."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        return UnitCard(
            record=_record(context, reader, reader.get(Unit, unit_id)),
            history=tuple(reader.history.of_subject(unit_id)),
        )


def _record(context: Context, reader: Reader, unit: Unit) -> UnitRecord:
    names = sorted(reader.find(UnitName, unit_id=unit.id), key=lambda one: one.until, reverse=True)
    waiting = {
        line.kind
        for line in reader.find(UnitRegistration, unit_id=unit.id)
        if line.state is RegistrationState.TO_REGISTER
    }
    months = months_confirmed(context, reader)
    own = context.session.units_for(Permission.SEE_PERSONS)
    inside = own is None or unit.id in own
    return UnitRecord(
        day=context.today,
        unit=unit,
        parent=None if unit.parent_id is None else reader.get(Unit, unit.parent_id),
        parts=tuple(reader.find(Unit, order_by="sort_key", parent_id=unit.id)),
        district=None if unit.district_id is None else reader.get(District, unit.district_id),
        names=tuple(names),
        to_tell=tuple(kind for kind in UnitChange if kind in waiting),
        confirm_contacts=contacts_are_old(unit, day=context.today, months=months),
        training=_training(context, reader, unit) if inside else None,
        next_visit=_next_visit(reader, unit, context.today) if inside else None,
        staff=_staff(context, reader, unit),
    )


def _staff(context: Context, reader: Reader, unit: Unit) -> tuple[StaffStanding, ...]:
    """Nobody, where the unit is out of sight."""
    known = reader.find(StaffMember, order_by="sort_key", unit_id=unit.id)
    there = [one for one in known if not one.is_over_on(context.today)]
    return tuple(standings(reader, context.rules, there, day=context.today))


def _next_visit(reader: Reader, unit: Unit, day: date) -> date | None:
    """The next planned day; one at a unit above is for those under it too."""
    places, above = [unit.id], unit.parent_id
    while above is not None:
        places.append(above)
        above = reader.get(Unit, above).parent_id
    planned = reader.find(Round, unit_id=places, state=RoundState.PLANNED)
    return min((one.day for one in planned if one.day >= day), default=None)


def _training(context: Context, reader: Reader, unit: Unit) -> UnitTraining:
    sessions = [one.training_id for one in reader.find(TrainingUnit, unit_id=unit.id)]
    return training_of(
        unit,
        reader.find(Training, id=sessions),
        day=context.today,
        for_issuers=issuer_kinds(reader, context.rules),
    )
