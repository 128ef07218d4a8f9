"""Calendar arithmetic by months, and dates as Swedes write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from munhalsa.domain.refusal import Rejected

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)

_PIVOT = 69  # two digits of a year: 69-99 are the 1900s, 00-68 the 2000s

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
        start=1,
    )
}
_FULL_MONTHS = {
    "januari", "februari", "mars", "april", "juni", "juli", "augusti", "september", "oktober",
    "november", "december",
}  # fmt: skip

_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        r"(?P<year>\d{4})([-/. ])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
        r"(?P<year>\d{4}|\d\d)(?P<month>\d\d)(?P<day>\d\d)",
        r"(?P<day>\d{1,2}) ?[-/.] ?(?P<month>\d{1,2})(?: ?[-/.] ?| )(?P<year>\d{4})",
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?: ?[-/.] ?| )(?P<year>\d\d)",
    )
)
_NAMED_MONTH = re.compile(r"(?P<day>\d{1,2})\.? (?P<name>[a-z]+)\.? (?P<year>\d{4})", re.ASCII)
_TIME_OF_DAY = re.compile(r"[t ]\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?$", re.ASCII)
_TODAY = {"i", "=", "idag"}
_STEP = re.compile(r"(?P<sign>[+-])(?P<count>\d{1,5})(?P<unit>[dvmå])", re.ASCII)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u2060\ufeff"
_PLAIN = str.maketrans(_DASHES, "-" * len(_DASHES), _INVISIBLE)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The day ``months`` months before, as the figures define it."""
    return add_months(day, -months)


def months_ending_on(day: date, months: int) -> tuple[date, date]:
    """First and last day of the period (``months`` before ``day``, ``day``]."""
    return months_before(day, months) + timedelta(days=1), day


def read_typed_day(text: str, *, today: date, field: str | None = None) -> date:
    """As ``parse_swedish_date``, and what is quick to type: i or = for today, +3d, -1v, +2m, -1å.

    The short forms count from ``today`` in days, weeks, months and years.
    """
    plain = "".join(text.translate(_PLAIN).lower().split())
    if plain in _TODAY:
        return today
    step = _STEP.fullmatch(plain)
    if step is None:
        return parse_swedish_date(text, field=field)
    count = int(step["sign"] + step["count"])
    try:
        day = _stepped(today, count, step["unit"])
    except (OverflowError, ValueError):
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        raise Rejected(
            "date_invalid",
            "Så långt från i dag går det inte att räkna. Skriv datumet som ÅÅÅÅ-MM-DD.",
            field=field,
        )
    return day


def _stepped(day: date, count: int, unit: str) -> date:
    if unit in "dv":
        return day + timedelta(days=count * (7 if unit == "v" else 1))
    return add_months(day, count * (1 if unit == "m" else 12))


def parse_swedish_date(text: str, *, field: str | None = None) -> date:
    """Read a date such as 2026-03-01, 20260301, 260301, 1/3 2026, 1.3.2026 or 1 mars 2026.

    A year of two digits lies in 1969-2068; a time of day after the date is passed over.
    """
    plain = " ".join(text.translate(_PLAIN).lower().split())
    day = _match(plain) or _match(_TIME_OF_DAY.sub("", plain))
    if day is None or not EARLIEST <= day <= LATEST:
        raise Rejected(
            "date_invalid",
            "Datumet går inte att läsa eller finns inte. Skriv det som ÅÅÅÅ-MM-DD.",
            field=field,
        )
    return day


def _match(text: str) -> date | None:
    for shape in _SHAPES:
        if found := shape.fullmatch(text):
            return _date(found["year"], int(found["month"]), found["day"])
    if found := _NAMED_MONTH.fullmatch(text):
        return _date(found["year"], _month_number(found["name"]), found["day"])
    return None


def _month_number(name: str) -> int:
    """1 to 12; 0, which no calendar has, for anything else."""
    return _MONTHS.get(name[:3], 0) if name in _MONTHS or name in _FULL_MONTHS else 0


def _date(year: str, month: int, day: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= _PIVOT else 2000
    try:
        return date(number, month, int(day))
    except ValueError:
        return None
