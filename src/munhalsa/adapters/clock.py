"""The day and the time: the machine's, or a day that was asked for."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, date, datetime


def machine_time() -> datetime:
    """What the machine's clock shows."""
    return datetime.now(UTC)


class _Forwards:
    """A time that stands still while the machine's clock, set back, has not caught up with it."""

    def __init__(self) -> None:
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            self._latest = max(self._latest, machine_time())
            return self._latest


@dataclass(frozen=True, slots=True)
class MachineClock:
    """``chosen`` is the day to take for today (``--today``); times are always the real ones.

    What is logged one after the other gets times in that order, also when the clock is set back.
    """

    chosen: date | None = None
    _forwards: _Forwards = field(default_factory=_Forwards, init=False, repr=False, compare=False)

    def today(self) -> date:
        """The day the program takes for today; days are days in Sweden, as the machine has it."""
        return self.chosen or machine_time().astimezone().date()

    def is_ahead(self) -> bool:
        """Whether that day was asked for and has not come yet."""
        return self.chosen is not None and self.chosen > machine_time().astimezone().date()

    def now(self) -> datetime:
        """The real time, aware, UTC; never before one that was told already."""
        return self._forwards.now()
