"""The three-year wheel: which units have had staff training, and when it is time again (K2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from munhalsa.domain.dates import add_months, months_before
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.training import Training, TrainingState
from munhalsa.domain.unit import Unit

MONTHS_TRAINED = 36
"""How long a session counts: those held on a day in (36 months before, the day]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTraining:
    """A unit that is active on ``day``, and its newest session of staff training held by then.

    ``planned`` is the day of its next planned one, from that day on.
    """

    unit_id: str
    code: str | None
    name: str
    district_id: str | None
    day: date
    held: date | None
    planned: date | None

    @property
    def is_trained(self) -> bool:
        """Whether it counts as trained that day."""
        return self.held is not None and self.held > months_before(self.day, MONTHS_TRAINED)

    @property
    def due(self) -> date | None:
        """The first day on which the newest session no longer counts; None: never trained."""
        return None if self.held is None else counts_until(self.held) + timedelta(days=1)


def training_of(
    unit: Unit, sessions: Iterable[Training], *, day: date, for_issuers: Collection[str]
) -> UnitTraining:
    """The same for one unit, from the sessions it had or is to have."""
    of_staff = [one for one in sessions if one.kind not in for_issuers]
    held = (one.day for one in of_staff if one.state is TrainingState.HELD)
    planned = (one.day for one in of_staff if one.state is TrainingState.PLANNED)
    return UnitTraining(
        unit_id=unit.id,
        code=unit.code,
        name=unit.name,
        district_id=unit.district_id,
        day=day,
        held=max((one for one in held if one <= day), default=None),
        planned=min((one for one in planned if one >= day), default=None),
    )


def counts_until(held: date) -> date:
    """The last day on which a session held that day makes its units trained."""
    again = add_months(held, MONTHS_TRAINED)
    # Three years after 29 February there is no such day: 28 February still counts.
    return again if again.day < held.day else again - timedelta(days=1)
