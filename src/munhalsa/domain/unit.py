"""A unit (boendeenhet) and the municipality it belongs to (spec: records, unit)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import StrEnum

from munhalsa.domain.certificate import RegistrationState
from munhalsa.domain.lazy_dataclass import dataclass


class UnitType(StrEnum):
    """What kind of place a unit is."""

    NURSING_HOME = "nursing_home"
    SHORT_STAY = "short_stay"
    LSS_HOUSING = "lss_housing"
    HOME_HELP = "home_help"
    HOME_HEALTH_CARE = "home_health_care"
    DAY_ACTIVITY = "day_activity"
    DAY_CARE = "day_care"

    @property
    def is_housing(self) -> bool:
        """Whether people live there; the others come to people or receive them by day."""
        return self in (UnitType.NURSING_HOME, UnitType.SHORT_STAY, UnitType.LSS_HOUSING)

    @property
    def is_care_at_home(self) -> bool:
        """Whether it comes to people who live at an address of their own."""
        return self in (UnitType.HOME_HELP, UnitType.HOME_HEALTH_CARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """The one municipality a store belongs to; ``id`` is its four-digit code."""

    id: str
    version: int = 1
    name: str
    department: str | None = None
    phone: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """The municipality's picture for its forms; ``picture`` is a PNG or JPEG in base64."""

    id: str
    version: int = 1
    municipality_code: str
    picture: str


class RunBy(StrEnum):
    """Who runs a unit: the municipality itself, or a contractor on its behalf."""

    MUNICIPALITY = "municipality"
    CONTRACTOR = "contractor"


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A part of the municipality (organisationsdel), for example a district or an area."""

    id: str
    version: int = 1
    name: str
    sort_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityContact:
    """A kontaktperson: keeps issuers and units up to date and talks to VGR; days inclusive."""

    id: str
    version: int = 1
    municipality_code: str
    name: str
    phone: str | None = None
    email: str | None = None
    district_id: str | None = None
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalContract:
    """The provider that VGR has hired for the assessments, and from when to when."""

    id: str
    version: int = 1
    municipality_code: str
    provider: str
    contact_name: str | None = None
    phone: str | None = None
    email: str | None = None
    from_day: date
    to_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A home, a home-care area or a day activity; active days are inclusive.

    ``lies_in`` is the code of the municipality it lies in where that is another one.
    """

    id: str
    version: int = 1
    code: str | None = None
    name: str
    sort_key: str
    type: UnitType
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    places: int | None = None
    care_staff: int | None = None
    responsible_name: str
    responsible_phone: str
    email: str | None = None
    entry_instructions: str | None = None
    active_from: date | None = None
    active_to: date | None = None
    verified_on: date | None = None
    run_by: RunBy = RunBy.MUNICIPALITY
    contractor: str | None = None
    parent_id: str | None = None
    district_id: str | None = None
    lies_in: str | None = None
    no_visits_until: date | None = None

    def is_active_on(self, day: date) -> bool:
        """Whether the unit is active that day; an open end counts as active."""
        return (self.active_from is None or self.active_from <= day) and (
            self.active_to is None or day <= self.active_to
        )


_TYPE_IN_NAME = (
    ("hemsjukv", UnitType.HOME_HEALTH_CARE),
    ("hemtj", UnitType.HOME_HELP),
    ("dagligverksamhet", UnitType.DAY_ACTIVITY),
    ("dagverksamhet", UnitType.DAY_CARE),
    ("korttid", UnitType.SHORT_STAY),
    ("gruppbo", UnitType.LSS_HOUSING),
    ("servicebosta", UnitType.LSS_HOUSING),
    ("särskiltboende", UnitType.NURSING_HOME),
    ("äldreboende", UnitType.NURSING_HOME),
    ("vårdboende", UnitType.NURSING_HOME),
)


def type_in_name(name: str) -> UnitType | None:
    """The kind that the name of a unit tells plainly; None where it tells none."""
    words = name.casefold().split()
    if "lss" in words or any(one.startswith("lss-") for one in words):
        return UnitType.DAY_ACTIVITY if "daglig" in words else UnitType.LSS_HOUSING
    whole = "".join(words)
    return next((kind for part, kind in _TYPE_IN_NAME if part in whole), None)


def with_those_under(first: Iterable[str], units: Collection[Unit]) -> frozenset[str]:
    """The ids of some units and of every unit below them."""
    reached = waiting = set(first)
    while waiting:
        waiting = {unit.id for unit in units if unit.parent_id in waiting} - reached
        reached = reached | waiting
    return frozenset(reached)


class UnitChange(StrEnum):
    """What about a unit waits to be told to Intygsbeställningen; order is precedence."""

    NEW = "new"
    CLOSED = "closed"
    NAME = "name"
    RESPONSIBLE = "responsible"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


_TOLD_FIELDS = {
    "name": UnitChange.NAME,
    "responsible_name": UnitChange.RESPONSIBLE,
    "responsible_phone": UnitChange.PHONE,
    "email": UnitChange.EMAIL,
    "street": UnitChange.ADDRESS,
    "postal_code": UnitChange.ADDRESS,
    "city": UnitChange.ADDRESS,
}


def changes_between(before: Unit, after: Unit) -> tuple[UnitChange, ...]:
    """What Intygsbeställningen must be told of, in order of precedence."""
    changed = {
        change
        for name, change in _TOLD_FIELDS.items()
        if getattr(before, name) != getattr(after, name)
    }
    if after.active_to is not None and after.active_to != before.active_to:
        changed.add(UnitChange.CLOSED)
    return tuple(change for change in UnitChange if change in changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRegistration:
    """One thing about one unit, and whether VGR knows it; works as a certificate's does."""

    id: str
    version: int = 1
    unit_id: str
    kind: UnitChange
    state: RegistrationState = RegistrationState.TO_REGISTER
    since: date
    marked_at: datetime
    registered_on: date | None = None
    registered_by: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName:
    """A name the unit had until a day: a renamed home stays the same unit."""

    id: str
    version: int = 1
    unit_id: str
    name: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Inhabitants of one age on 31 December of a year; age 100 means 100 and over."""

    id: str
    version: int = 1
    municipality_code: str
    year: int
    age: int
    count: int
