"""A quarter of a year, the period that is reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from munhalsa.domain.dates import EARLIEST, LATEST, add_months
from munhalsa.domain.refusal import Rejected


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quarter:
    """``number`` 1 to 4 of ``year``; quarters compare in the order of time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if not EARLIEST.year <= self.year <= LATEST.year:
            raise Rejected(
                "year_invalid",
                f"Året ska ligga mellan {EARLIEST.year} och {LATEST.year}.",
                field="year",
            )
        if self.number not in (1, 2, 3, 4):
            raise Rejected(
                "quarter_invalid", "Kvartalet ska vara 1, 2, 3 eller 4.", field="quarter"
            )

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that the day lies in."""
        return cls(year=day.year, number=(day.month + 2) // 3)

    @property
    def first_day(self) -> date:
        """d1 of the figures."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        """d2 of the figures."""
        return add_months(self.first_day, 3) - timedelta(days=1)

    @property
    def previous(self) -> Quarter:
        """The quarter before."""
        return Quarter.of(self.first_day - timedelta(days=1))

    @property
    def label(self) -> str:
        """As people say it: ``kvartal 3 2026``."""
        return f"kvartal {self.number} {self.year}"
