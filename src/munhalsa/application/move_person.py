"""A move: the old home ends the day before, the new one begins, and what hangs on it follows."""

from __future__ import annotations

from datetime import date

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.departures import list_returned, note_return
from munhalsa.application.find_records import person_by_number, unit_by_code_or_name
from munhalsa.application.planned_visits import end_visits_elsewhere
from munhalsa.application.ports import Changes, Deed, Reader, UnitOfWork
from munhalsa.application.residences import MOVE_AHEAD, Stretches, of_time
from munhalsa.application.settings import setting_value
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.residence import (
    A_DAY,
    Dwelling,
    Turn,
    check_move_day,
    check_open,
    gap_before,
    last_day_here,
    on,
)
from munhalsa.domain.unit import Unit
from munhalsa.domain.unit_details import postal_code, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePerson:
    """A new home from ``day``: a unit (code, name or id), an own address, or both with home care.

    Care at home ends with a move into housing unless ``keep_care``.
    """

    number: str
    day: date
    unit: str | None = None
    room: str | None = None
    care_of: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    keep_care: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What to mind about the move, and its event."""

    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def move_person(context: Context, command: MovePerson) -> Moved:
    """Move somebody in one step; each certificate that it concerns goes back in the queue.

    Another room at the same unit is for whoever keeps its rooms right.
    """
    context.require(Permission.KEEP_ROOMS)
    with context.read(Permission.KEEP_ROOMS) as reader:
        found = person_by_number(reader, command.number, today=context.today)
        ahead = days_ahead(context, reader)
        leave = _leave_for(reader, found, command)
    context.require(leave)
    check_move_day(found, command.day, today=context.today, ahead=ahead)
    deed = Deed(action="person.move", subject_kind="person", subject_id=found.id)
    with context.write(deed, leave) as work:
        warnings = give_home(context, work, work.get(Person, found.id), command)
        note_number_used(context, work, command.number)
        committed = work.commit()
    return Moved(event=committed.event, changes=committed.changes, warnings=tuple(warnings))


def give_home(
    context: Context, work: UnitOfWork, person: Person, command: MovePerson
) -> list[Notice]:
    """The same in a deed that has begun, on a day that has been checked; what to mind about it."""
    stretches = Stretches(context, work, person)
    now = stretches.on(ResidenceKind.HOME, command.day)
    unit = None if command.unit is None else unit_by_code_or_name(work, command.unit)
    if unit is not None:
        check_open(unit, command.day)
    units = {one.id: one for one in work.find(Unit)}
    home = _home(command, unit, now, units)
    homes = stretches.of(ResidenceKind.HOME)
    done = stretches.turn(ResidenceKind.HOME, home, command.day)
    back = note_return(work, person, command.day)
    warnings = [
        *back,
        *(list_returned(context, work, person) if back else ()),
        *_of_turn(done, person, command.day),
        *_of_gap(homes, command.day, work.find(Certificate, person_id=person.id)),
        *_of_unit(unit, command.day),
        *_care(stretches, command, unit, units),
    ]
    if stretches.told:
        warnings += of_time(command.day, today=context.today)
    warnings += end_visits_elsewhere(context, work, person, since=command.day)
    stretches.mark()
    return warnings


def _leave_for(reader: Reader, person: Person, command: MovePerson) -> Permission:
    unit = None if command.unit is None else unit_by_code_or_name(reader, command.unit)
    lived = reader.find(Residence, person_id=person.id)
    home = on([one for one in lived if one.kind is ResidenceKind.HOME], command.day)
    if unit is None or not unit.type.is_housing or home is None or home.unit_id != unit.id:
        return Permission.EDIT_PERSONS
    return Permission.KEEP_ROOMS


def days_ahead(context: Context, reader: Reader) -> int:
    """How many days ahead a move may be registered."""
    return int(setting_value(reader, context.rules, MOVE_AHEAD, day=context.today))


def _home(
    command: MovePerson, unit: Unit | None, now: Residence | None, units: dict[str, Unit]
) -> Dwelling:
    """The new home; care at home follows to a new address, and the address to a new care area."""
    room = tidy(command.room, field="room")
    street = tidy(command.street, field="address")
    own = Dwelling(
        care_of=tidy(command.care_of, field="care_of"),
        street=street,
        postal_code=postal_code(command.postal_code),
        city=tidy(command.city, field="city"),
    )
    if unit is None:
        if street is None:
            raise Rejected(
                "home_missing", "Ange en enhet eller en gatuadress att flytta till.", field="unit"
            )
        care = None if now is None or now.unit_id is None else units[now.unit_id]
        follows = care is not None and care.type.is_care_at_home
        return own._replace(unit_id=care.id if care is not None and follows else None)
    if unit.type.is_housing:
        if street is not None:
            raise Rejected(
                "address_of_housing",
                "Den som bor på ett boende har boendets adress. Ta bort gatuadressen.",
                field="address",
            )
        return Dwelling(unit_id=unit.id, room=room)
    if not unit.type.is_care_at_home:
        raise Rejected(
            "not_a_home",
            "Ingen bor på en dagverksamhet. Ange den som besöksplats i stället.",
            field="unit",
        )
    if street is None and now is not None and now.street is not None:
        own = Dwelling(
            care_of=now.care_of, street=now.street, postal_code=now.postal_code, city=now.city
        )
    if own.street is None:
        raise Rejected(
            "address_missing",
            "Hemtjänst och hemsjukvård är ingen bostad. Ange gatuadressen också.",
            field="address",
        )
    return own._replace(unit_id=unit.id)


def _care(
    stretches: Stretches, command: MovePerson, unit: Unit | None, units: dict[str, Unit]
) -> list[Notice]:
    """Who answers for the care from the day: another area begins, or it ends with the old home."""
    kind = ResidenceKind.RESPONSIBLE
    now = stretches.on(kind, command.day)
    if unit is not None and unit.type.is_care_at_home:
        if now is None or now.unit_id != unit.id:
            stretches.turn(kind, Dwelling(unit_id=unit.id), command.day)
        return []
    care = None if now is None or now.unit_id is None else units[now.unit_id]
    if unit is None or command.keep_care or now is None or care is None:
        return []
    if not care.type.is_care_at_home:
        return []
    stretches.end(kind, max(command.day - A_DAY, now.from_day))
    return [
        Notice(
            code="care_ended",
            message=care_ended(care),
        )
    ]


def care_ended(care: Unit) -> str:
    """That home care ends when somebody moves into a housing, in words."""
    return f"{care.name} ansvarar inte längre för vården: den slutar med flytten."


def _of_turn(done: Turn, person: Person, day: date) -> list[Notice]:
    if done.corrected is not None:
        return [
            Notice(
                code="home_corrected",
                message=f"Boendet från {day} är rättat: personen hade redan ett boende från "
                "samma dag.",
            )
        ]
    if done.until is None or done.until == last_day_here(person, day):
        return []
    return [
        Notice(
            code="moved_since",
            message=f"Det finns ett senare boende. Flytten gäller till och med {done.until}.",
        )
    ]


def _of_gap(homes: list[Residence], day: date, certificates: list[Certificate]) -> list[Notice]:
    gap = gap_before(homes, day)
    if gap is None:
        return []
    first, last = gap
    if not any(_is_valid_within(one, first, last) for one in certificates):
        return []
    return [
        Notice(
            code="home_gap",
            message=f"Personen har intyg men inget boende {first} till {last}. Fyll i det om det "
            "är känt.",
        )
    ]


def _is_valid_within(certificate: Certificate, first: date, last: date) -> bool:
    over = certificate.last_day is not None and certificate.last_day < first
    return certificate.voided_on is None and certificate.issued <= last and not over


def _of_unit(unit: Unit | None, day: date) -> list[Notice]:
    if unit is None or unit.is_active_on(day):
        return []
    return [Notice(code="unit_not_active", message="Enheten är inte aktiv den dag boendet börjar.")]
