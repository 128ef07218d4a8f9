"""What planning visits needs from the store: who is due where, and each unit's standing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.application.ports_due import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class DueVisit:
    """Somebody who is due where visits are made; ``detail`` as the due list's reason needs it."""

    person_id: str
    protected: bool
    mark: date
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDue:
    """How many are due at a unit (None: visited at no unit), the protected left out.

    ``parked`` wait for the next round after a visit that led to nothing, ``planned`` for a day
    that is planned; the others, ``to_plan``, for somebody to plan one.
    """

    unit_id: str | None
    due: int
    parked: int
    planned: int
    oldest: date

    @property
    def to_plan(self) -> int:
        """Those whom nobody has planned anything for."""
        return self.due - self.parked - self.planned


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCount:
    """How many are planned for a round, and for how many of them nothing is recorded yet."""

    round_id: str
    planned: int
    left: int


class RoundQueries(Protocol):
    """The same sight as everything else: what is outside is not counted."""

    def due_at(self, units: Collection[str], moment: Moment) -> Sequence[DueVisit]:
        """Who is due on the moment's day among those visited at the units, by room and name."""

    def due_by_unit(self, moment: Moment) -> Sequence[UnitDue]:
        """Every unit with somebody due."""

    def between(self, first: date, last: date) -> Sequence[str]:
        """Ids of the rounds of those days, both inclusive, by day."""

    def counts(self, rounds: Collection[str]) -> Sequence[RoundCount]:
        """How far each round has come."""
