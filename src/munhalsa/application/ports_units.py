"""What the list of units needs from the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.domain.person import Residence
    from munhalsa.domain.unit import Unit, UnitType


class UnitSort(StrEnum):
    """What the list can be sorted by; name decides between equals."""

    NAME = "name"
    TYPE = "type"
    DISTRICT = "district"
    RESIDENTS = "residents"
    COVERAGE = "coverage"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOrder:
    """The order of the list; what lacks what it is sorted by comes last either way."""

    by: UnitSort = UnitSort.NAME
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """Which units are shown; those closed by the day only with ``closed``.

    ``unconfirmed_since`` narrows to those whose contact details were not confirmed since that day.
    """

    type: UnitType | None = None
    district_id: str | None = None
    unconfirmed_since: date | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """A unit as the list needs it; residents by home, care or visits, and those with certificate.

    ``waits`` is whether anything about it waits for Intygsbeställningen.
    """

    id: str
    code: str | None
    name: str
    type: UnitType
    city: str | None
    district: str | None
    responsible_name: str
    responsible_phone: str
    places: int | None
    verified_on: date | None
    no_visits_until: date | None
    active_to: date | None
    residents: int
    certificates: int
    waits: bool


class UnitQueries(Protocol):
    """Units in order, and what is counted of them, each answer from one statement."""

    def ids(
        self, wanted: UnitFilter, order: UnitOrder, *, day: date, see_protected: bool
    ) -> Sequence[str]:
        """Every unit that the filter lets through."""

    def facts(self, ids: Sequence[str], *, day: date, see_protected: bool) -> Sequence[UnitFacts]:
        """What is known of those units on the day, in any order.

        Without ``see_protected`` no protected identity is counted: it would tell where they live.
        """

    def unconfirmed(self, since: date, *, day: date) -> int:
        """How many open units have contact details that were not confirmed since."""

    def names(self) -> Sequence[tuple[str, str]]:
        """What every unit can be looked for by, with its id: names of now and before, code,
        city and who is responsible; several a unit."""

    def called(self, text: str, *, sort_key: str) -> Sequence[Unit]:
        """The units with that id or code, and those with a name of that sort key."""

    def stretches_from(self, unit: str, day: date) -> Sequence[Residence]:
        """From the day on, every stretch of whoever has one at the unit then, in their order."""
