"""How long the log is kept: at least five years, whatever is chosen (spec: security, audit)."""

from __future__ import annotations

from datetime import date

from munhalsa.domain.dates import add_months

LEAST_YEARS = 5


def first_day_kept(*, today: date, real_today: date, years: int) -> date:
    """The day whose events are the oldest that stay; never one of the last five years.

    A day that the program only takes for today makes nothing older than it is.
    """
    return add_months(min(today, real_today), -12 * max(years, LEAST_YEARS))
