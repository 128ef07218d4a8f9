"""Which backups are let go as they age."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.application.backup_thinning import outdated

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
TIMES = st.sets(st.integers(0, 500 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)))


def _ago(**age: float) -> datetime:
    return NOW - timedelta(**age)


@given(TIMES)
def test_the_newest_stays_and_nothing_is_older_than_thirteen_months(times: set[datetime]) -> None:
    kept = times - outdated(times, now=NOW)
    assert all(time >= datetime(2025, 10, 22, 12, 30, tzinfo=UTC) for time in kept)
    newest = max(times, default=None)
    if newest is not None and newest > _ago(days=300):
        assert newest in kept


@given(TIMES)
def test_thinning_again_lets_nothing_more_go(times: set[datetime]) -> None:
    kept = times - outdated(times, now=NOW)
    assert outdated(kept, now=NOW) == set()


@given(TIMES)
def test_each_that_goes_leaves_a_newer_one_of_its_time(times: set[datetime]) -> None:
    gone = outdated(times, now=NOW)
    kept = times - gone
    for time in gone:
        if time > _ago(days=390):
            assert any(time < one <= time + timedelta(days=31) for one in kept)


@pytest.mark.parametrize(
    ("first", "second", "is_kept"),
    [
        (_ago(minutes=170), _ago(minutes=171), True),
        (_ago(hours=4.1), _ago(hours=4.4), False),
        (_ago(hours=4.1), _ago(hours=5.1), True),
        (_ago(days=3), _ago(days=3, hours=3), False),
        (_ago(days=3), _ago(days=4), True),
        (_ago(days=19), _ago(days=20), False),
        (_ago(days=20), _ago(days=28), True),
        (_ago(days=100), _ago(days=110), False),
        (_ago(days=100), _ago(days=130), True),
        (_ago(days=3), _ago(days=400), False),
    ],
)
def test_hourly_daily_weekly_monthly(first: datetime, second: datetime, is_kept: bool) -> None:
    gone = outdated({first, second}, now=NOW)
    assert first not in gone
    assert (second not in gone) is is_kept


def test_a_shorter_time_is_a_setting() -> None:
    assert outdated({_ago(days=40)}, now=NOW, months=1) == {_ago(days=40)}
    assert outdated({_ago(days=25)}, now=NOW, months=1) == set()


def test_months_of_different_length() -> None:
    last_of_march = datetime(2026, 3, 31, tzinfo=UTC)
    february = datetime(2026, 2, 28, tzinfo=UTC)
    assert outdated({february}, now=last_of_march, months=1) == set()
    assert outdated({february - timedelta(1)}, now=last_of_march, months=1) != set()
