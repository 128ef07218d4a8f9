"""What the lists of people who wait need from the store: ids in order, rows for some of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.domain.due import DueList, Practice
    from munhalsa.domain.metrics import Behind, Margins


class DueSort(StrEnum):
    """What such a list can be sorted by; name decides between equals."""

    SINCE = "since"
    NAME = "name"
    UNIT = "unit"
    REASON = "reason"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueOrder:
    """The order of a list: without a choice, who has waited longest first."""

    by: DueSort = DueSort.SINCE
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFilter:
    """Which part of the municipality a list is about, with all units under it; None: all."""

    unit_id: str | None = None
    district_id: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether being in the list tells where somebody lives."""
        return self.unit_id is not None or self.district_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The day a list is of, what has been set for lists, and whether to tell of the protected."""

    day: date
    practice: Practice
    see_protected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFacts:
    """Somebody on a list, as it is kept; what of it is shown, the use case decides.

    ``mark`` is the day that the list's rule counts from, ``detail`` what else the reason needs;
    ``contacts`` how many offers have been made since the answer that counts.
    """

    id: str
    number: str
    given_name: str
    family_name: str
    protected: bool
    unit: str | None
    room: str | None
    own_home: bool
    mark: date
    detail: str | None
    contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many there are, and the earliest mark of those who are not protected."""

    count: int
    oldest: date | None


class DueQueries(Protocol):
    """The lists D0 to D8 that follow from people, certificates, answers, offers and visits.

    Without ``see_protected`` the protected are left out where the list is narrowed, and else stand
    first, in an order that says nothing.
    """

    def ids(
        self, which: DueList, narrowed: DueFilter, order: DueOrder, moment: Moment
    ) -> Sequence[str]:
        """Everybody on the list, in order."""

    def facts(self, which: DueList, ids: Sequence[str], moment: Moment) -> Sequence[DueFacts]:
        """What is known of those of them who are on the list, in any order."""

    def tally(self, which: DueList, narrowed: DueFilter, moment: Moment) -> Tally:
        """How many are on the list, and the earliest mark."""

    def margins(self, lists: Sequence[DueList], moment: Moment) -> Mapping[DueList, Margins]:
        """Everybody on each of the lists, the protected too, added up by home, ground, sex, year.

        Home and ground are those of the day. Of a candidate whose home is not known the home is the
        unit of the newest care.
        """

    def behind(self, which: DueList, moment: Moment) -> Sequence[Behind]:
        """Whoever ``margins`` counts on the list, in name order."""

    def certified_at(self, unit_id: str, moment: Moment) -> Sequence[DueFacts]:
        """Who has a certificate and lives at the unit or one under it, or is cared for by it.

        By room and name.
        """

    def candidates_at(self, day: date) -> dict[str | None, int]:
        """How many wait to be assessed (D0) at each unit, by its id; protected ones left out."""
