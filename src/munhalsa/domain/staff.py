"""A unit's own care staff: who they are, from when to when, and who no session has named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from munhalsa.domain.dates import EARLIEST, add_months, months_before
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.training_rules import name_key
from munhalsa.domain.unit_details import required, tidy
from munhalsa.domain.unit_training import MONTHS_TRAINED

# Antagande: somebody new is known a year before the first day, and a last day no longer ahead.
_MONTHS_AHEAD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody of a unit's own care staff; ``to_day`` is the last day there."""

    id: str
    version: int = 1
    unit_id: str
    name: str
    sort_key: str
    title: str | None = None
    from_day: date | None = None
    to_day: date | None = None

    def is_there_on(self, day: date) -> bool:
        """Whether they work there that day; an open end counts."""
        begun = self.from_day is None or self.from_day <= day
        return begun and not self.is_over_on(day)

    def is_over_on(self, day: date) -> bool:
        """Whether the last day has been."""
        return self.to_day is not None and self.to_day < day


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffStanding:
    """Somebody of the staff on a day; ``named`` is the newest session there that named them.

    It says nothing of the unit: that a session was held is counted whoever came (K2).
    """

    member: StaffMember
    day: date
    named: date | None

    @property
    def is_named(self) -> bool:
        """Whether a session that still counts named them."""
        return self.named is not None and self.named > months_before(self.day, MONTHS_TRAINED)


def tidied(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields, each made tidy, with the key of the name; refused at its field."""
    found = dict(fields)
    if "name" in found:
        name = required(found["name"], field="name", message="Ange namnet på den anställda.")
        found |= {"name": name, "sort_key": sort_key(name)}
    if "title" in found:
        found["title"] = tidy(found["title"], field="title")
    return found


def check_staff(one: StaffMember, *, today: date) -> None:
    """Refuse days that come in the wrong order, or lie far from now."""
    latest = add_months(today, _MONTHS_AHEAD)
    for day, field in ((one.from_day, "from_day"), (one.to_day, "to_day")):
        if day is not None and not EARLIEST <= day <= latest:
            raise Rejected(
                "day_out_of_range",
                "Datumet ligger för långt bort i tiden. Kontrollera årtalet.",
                field=field,
            )
    if one.from_day is not None and one.to_day is not None and one.to_day < one.from_day:
        raise Rejected(
            "end_before_start",
            "Sista dagen ligger före den första. Rätta ett av datumen.",
            field="to_day",
        )


def has_namesake(one: StaffMember, others: Iterable[StaffMember]) -> bool:
    """Whether somebody else of the same name works there at the same time."""
    return any(
        other.id != one.id
        and other.unit_id == one.unit_id
        and name_key(other.name) == name_key(one.name)
        and (one.to_day is None or other.from_day is None or other.from_day <= one.to_day)
        and (other.to_day is None or one.from_day is None or one.from_day <= other.to_day)
        for other in others
    )


def last_named(name: str, sessions: Iterable[tuple[date, Collection[str]]]) -> date | None:
    """The newest day of a session that named somebody of that name; None: none did."""
    key = name_key(name)
    return max((day for day, names in sessions if key in map(name_key, names)), default=None)


def staff_meant(staff: Sequence[StaffMember], text: str) -> StaffMember:
    """The one of that name or id; who works there goes before who has left."""
    plain, wanted = text.strip(), name_key(text)
    by_id = [one for one in staff if one.id == plain]
    by_name = [one for one in staff if name_key(one.name) == wanted]
    found = by_id or [one for one in by_name if one.to_day is None] or by_name
    if len(found) == 1:
        return found[0]
    if found:
        raise Rejected(
            "staff_ambiguous", "Flera på enheten har det namnet. Ange id i stället.", field="name"
        )
    raise Rejected(
        "staff_not_found",
        "Det finns ingen med det namnet i enhetens personal. Kontrollera stavningen.",
        field="name",
    )
