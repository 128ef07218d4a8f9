"""Where the yearly question stands, as rules; an example documents each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.dates import add_months
from munhalsa.domain.due import (
    PRACTICE,
    Asking,
    DueList,
    Practice,
    asking_on,
    due_since,
    is_due_again,
)

NO = date(2024, 3, 1)
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
PRACTICES = st.builds(
    Practice, hidden_days=st.integers(0, 60), offers_to_still_no=st.integers(1, 4)
)


def due(day: date, *offered: date) -> bool:
    return is_due_again(asking_on(day, answered=NO, offered=offered), day)


def test_a_no_stands_for_a_year() -> None:
    assert not due(date(2025, 2, 28))
    assert due(date(2025, 3, 1))


def test_an_offer_hides_for_thirty_days() -> None:
    offer = date(2025, 3, 10)
    assert not due(offer, offer)
    assert not due(offer + timedelta(days=29), offer)
    assert due(offer + timedelta(days=30), offer)


def test_after_the_second_without_an_answer_the_no_stands_from_that_offer() -> None:
    first, second = date(2025, 3, 10), date(2025, 5, 1)
    assert not due(date(2026, 4, 30), first, second)
    assert due(date(2026, 5, 1), first, second)
    asking = asking_on(date(2026, 5, 1), answered=NO, offered=[second, first])
    assert asking == Asking(stands_since=second, made=0, last=second)


def test_offers_of_somebody_never_asked_before_are_only_counted() -> None:
    offered = [date(2025, 3, 10), date(2025, 5, 1), date(2025, 6, 1)]
    asking = asking_on(date(2025, 5, 1), answered=None, offered=offered)
    assert asking == Asking(stands_since=None, made=2, last=date(2025, 5, 1))
    assert not is_due_again(asking, date(2030, 1, 1))


@given(DAYS, DAYS, st.lists(DAYS, max_size=9), PRACTICES)
def test_an_answer_settles_every_offer_made_before_it(
    day: date, answered: date, offered: list[date], practice: Practice
) -> None:
    since = [one for one in offered if one > answered]
    asking = asking_on(day, answered=answered, offered=offered, practice=practice)
    assert asking == asking_on(day, answered=answered, offered=since, practice=practice)
    assert 0 <= asking.made < practice.offers_to_still_no
    assert asking.stands_since is not None
    assert asking.stands_since == answered or asking.stands_since in since


@given(DAYS, DAYS, st.lists(DAYS, max_size=9), PRACTICES)
def test_who_is_due_has_had_a_year_of_peace_and_no_offer_just_now(
    day: date, answered: date, offered: list[date], practice: Practice
) -> None:
    asking = asking_on(day, answered=answered, offered=offered, practice=practice)
    pending = [one for one in offered if answered < one <= day]
    if is_due_again(asking, day, practice=practice):
        assert add_months(answered, 12) <= day + timedelta(days=1)
        assert all((day - one).days >= practice.hidden_days for one in pending)
    elif not pending:
        assert day < add_months(answered, 12)


@given(DAYS, DAYS, PRACTICES)
def test_one_more_offer_never_makes_anybody_due(
    day: date, answered: date, practice: Practice
) -> None:
    before = asking_on(day, answered=answered, offered=[], practice=practice)
    after = asking_on(day, answered=answered, offered=[day], practice=practice)
    if is_due_again(after, day, practice=practice):
        assert is_due_again(before, day, practice=practice)


@pytest.mark.parametrize(
    ("which", "mark", "since"),
    [
        (DueList.OFFER, date(2024, 2, 29), date(2025, 2, 28)),
        (DueList.ENDING, date(2026, 12, 20), date(2026, 10, 21)),
        (DueList.LATE, date(2026, 3, 31), date(2026, 6, 30)),
        (DueList.UNMET_NEED, date(2026, 3, 1), date(2026, 9, 1)),
        (DueList.NEVER_ASKED, NO, NO),
    ],
)
def test_since_when_somebody_waits(which: DueList, mark: date, since: date) -> None:
    assert due_since(which, mark, practice=PRACTICE) == since
