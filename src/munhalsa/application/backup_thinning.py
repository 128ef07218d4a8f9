"""Which backups to let go: the older they are, the fewer are kept (spec: security, backup)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

MONTHS_KEPT = 13

_STEPS: tuple[tuple[timedelta, Callable[[datetime], object]], ...] = (
    (timedelta(hours=3), lambda time: time),
    (timedelta(days=1), lambda time: (time.date(), time.hour)),
    (timedelta(days=14), lambda time: time.date()),
    (timedelta(days=60), lambda time: time.isocalendar()[:2]),
)
"""Up to that age every one is kept, one of each hour, day, week; of each month when it is older."""


def outdated(
    times: Iterable[datetime], *, now: datetime, months: int = MONTHS_KEPT
) -> set[datetime]:
    """Those to let go: all but the newest of each hour, day, week, month, and all too old."""
    ordered = sorted(times, reverse=True)
    oldest = _months_before(now.astimezone(UTC), months)
    seen: set[object] = set()
    gone: set[datetime] = set()
    for time in ordered:
        period = _period(time.astimezone(UTC), now)
        if period in seen or time < oldest:
            gone.add(time)
        seen.add(period)
    return gone


def _period(time: datetime, now: datetime) -> object:
    for step, (age, period) in enumerate(_STEPS):
        if now - time <= age:
            return step, period(time)
    return len(_STEPS), time.year, time.month


def _months_before(time: datetime, months: int) -> datetime:
    year, month = divmod(time.year * 12 + time.month - 1 - months, 12)
    day = time.day
    while True:
        try:
            return time.replace(year=year, month=month + 1, day=day)
        except ValueError:
            day -= 1
