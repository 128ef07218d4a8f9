"""What the lists of training and of issuers need from the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.domain.training import TrainingState
    from munhalsa.domain.unit_training import UnitTraining


class TrainingSort(StrEnum):
    """What the list can be sorted by; the day decides between equals, newest first."""

    DAY = "day"
    PARTICIPANTS = "participants"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingOrder:
    """The order of the list; newest first unless something else is asked for."""

    by: TrainingSort = TrainingSort.DAY
    descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFilter:
    """Which sessions are shown; None: whatever it is."""

    unit_id: str | None = None
    year: int | None = None
    state: TrainingState | None = None
    kind: str | None = None
    before: date | None = None


class TrainingQueries(Protocol):
    """Sessions and what follows from them, each answer from one statement."""

    def ids(self, wanted: TrainingFilter, order: TrainingOrder) -> Sequence[str]:
        """The sessions that the filter lets through, in order."""

    def units_of(self, session: str) -> Sequence[str]:
        """The ids of all units that the session is for, those out of sight too."""

    def overdue(self, day: date) -> int:
        """How many sessions are still planned on the day after they were to be held."""

    def last_trained(self, day: date, *, kinds: Collection[str]) -> Mapping[str, date]:
        """By issuer: the day of the newest session of those kinds held by the day."""

    def last_issued(self, day: date) -> Mapping[str, date]:
        """By the issuer's name on it: the day of the newest certificate issued by the day."""

    def handled(self) -> Mapping[str, int]:
        """By user: how many persons that user handles."""

    def wheel(self, day: date, *, for_issuers: Collection[str]) -> Sequence[UnitTraining]:
        """Every unit that is active on the day, in name order, and when its staff were trained.

        ``for_issuers`` are the kinds that train no staff.
        """
