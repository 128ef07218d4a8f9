"""The day and the time: the machine's, or a day that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class MachineClock:
    """``chosen`` is the day to take for today (``--today``); times are always the real ones."""

    chosen: date | None = None

    def today(self) -> date:
        """The day the program takes for today; days are days in Sweden, as the machine has it."""
        return self.chosen or datetime.now().astimezone().date()

    def now(self) -> datetime:
        """The real time, aware, UTC."""
        return datetime.now(UTC)
