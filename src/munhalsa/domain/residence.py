"""Living somewhere from day to day: how a move fits among the stretches that are known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from munhalsa.domain.dates import EARLIEST
from munhalsa.domain.identity import parse
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit

A_DAY = timedelta(days=1)


class Dwelling(NamedTuple):
    """Where somebody is: a unit with room, an own address, or both with care at home."""

    unit_id: str | None = None
    room: str | None = None
    care_of: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None

    @property
    def address(self) -> tuple[str | None, ...]:
        """The own address; the order in which it is compared."""
        return self[2:]


def dwelling_of(residence: Residence) -> Dwelling:
    """Where a stretch is spent."""
    return Dwelling(*_OF_DWELLING(residence))


_OF_DWELLING = attrgetter(*Dwelling._fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a move does to the stretches of one kind; each part is None where it does nothing.

    ``ends`` ends the day before, ``corrected`` gets the new dwelling from its own first day,
    ``advanced`` begins on the day already, ``begins`` are the first and last day of a new stretch.
    ``before`` is where the person was until then, ``until`` the last day of the new dwelling.
    """

    ends: Residence | None = None
    corrected: Residence | None = None
    advanced: Residence | None = None
    begins: tuple[date, date | None] | None = None
    before: Residence | None = None
    until: date | None = None


def on(stretches: Sequence[Residence], day: date) -> Residence | None:
    """The stretch that holds that day."""
    for one in stretches:
        if one.from_day <= day and (one.to_day is None or day <= one.to_day):
            return one
    return None


def turn(
    stretches: Sequence[Residence], to: Dwelling, day: date, *, last: date | None = None
) -> Turn:
    """How to be somewhere else from a day, among the stretches of one kind in their order.

    What comes later stays: the new stretch ends when the next begins, or with the ``last`` day of
    the person here. Being there already is refused.
    """
    now = on(stretches, day)
    following = next((one for one in stretches if one.from_day > day), None)
    if now is not None and dwelling_of(now) == to:
        raise Rejected(
            "already_there",
            f"Personen har redan det boendet, sedan {now.from_day}. Välj ett annat boende.",
            field="unit" if to.unit_id is not None else "address",
        )
    before = now or next((one for one in reversed(stretches) if one.from_day < day), None)
    if now is not None and now.from_day == day:
        return Turn(corrected=now, before=before, until=now.to_day)
    if following is not None and dwelling_of(following) == to:
        return Turn(ends=now, advanced=following, before=before, until=following.to_day)
    until = following.from_day - A_DAY if following is not None else last
    return Turn(ends=now, begins=(day, until), before=before, until=until)


def last_day_here(person: Person, day: date) -> date | None:
    """The last day that somebody alive and here on the day was so, if that is known."""
    last = [one for one in (person.died_on, person.moved_out_on) if one is not None and day <= one]
    return min(last, default=None)


def check_move_day(person: Person, day: date, *, today: date, ahead: int) -> None:
    """Refuse a day before birth, after death, or further ahead than ``ahead`` days."""
    born = parse(person.number, today=today).birth_date or date(
        person.birth_year or EARLIEST.year, 1, 1
    )
    if day < born:
        raise Rejected(
            "before_birth",
            "Datumet ligger före personens födelse. Rätta det.",
            field="date",
        )
    if person.died_on is not None and day > person.died_on:
        raise Rejected(
            "after_death",
            "Datumet ligger efter dödsdagen. Rätta det, eller rätta dödsdagen.",
            field="date",
        )
    check_not_far_ahead(day, today=today, ahead=ahead)


def check_not_far_ahead(day: date, *, today: date, ahead: int) -> None:
    """Refuse a day that is so far off that it must be a slip."""
    if day > today + timedelta(days=ahead):
        raise Rejected(
            "too_far_ahead",
            f"Datumet ligger mer än {ahead} dagar fram i tiden. Rätta det, eller registrera när "
            "det närmar sig.",
            field="date",
        )


def check_open(unit: Unit, day: date, *, field: str = "unit") -> None:
    """Refuse to move anybody to a unit that is closed that day."""
    if unit.active_to is not None and unit.active_to < day:
        raise Rejected(
            "unit_closed",
            f"{unit.name} är stängd sedan {unit.active_to}. Välj en annan enhet.",
            field=field,
        )


def check_same_sort(one: Unit, other: Unit, *, field: str) -> None:
    """Refuse to move residents between units that people are in for different reasons."""
    if one.id == other.id:
        raise Rejected("same_unit", "Välj en annan enhet att flytta till.", field=field)
    if _sort(one) != _sort(other):
        raise Rejected(
            "unit_type_differs",
            "Enheterna är av olika slag: boende flyttar till ett boende, hemtjänst och hemsjukvård "
            "till sådan, och dagverksamhet till dagverksamhet. Välj en annan enhet.",
            field=field,
        )


def _sort(unit: Unit) -> tuple[bool, bool]:
    return unit.type.is_housing, unit.type.is_care_at_home


def gap_before(stretches: Sequence[Residence], day: date) -> tuple[date, date] | None:
    """The days without a home just before the day, if there was one before that."""
    earlier = [one.to_day for one in stretches if one.from_day < day and one.to_day is not None]
    if not earlier or on(stretches, day - A_DAY) is not None:
        return None
    return max(earlier) + A_DAY, day - A_DAY
