"""The lists of random municipalities, beside those of an independent script."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest

from munhalsa.application.context import Context
from munhalsa.application.due_list import DueRow, due_counts, due_page
from munhalsa.application.ports_due import DueFilter, DueOrder, DueSort
from munhalsa.application.quarterly_report import WAITING_FIGURES, quarterly_report
from munhalsa.application.settings import set_setting
from munhalsa.domain.account import Role
from munhalsa.domain.due import DueList
from munhalsa.domain.quarter import Quarter
from tests.support import due_oracle
from tests.support.deeds import add, user
from tests.support.random_waiting import TODAY, waiting_municipality
from tests.support.stores import on_day

Lists = dict[str, dict[str, tuple[Any, int]]]


def shown(rows: Sequence[DueRow]) -> dict[str, tuple[Any, Any]]:
    return {row.id: (row.since, row.contacts) for row in rows}


def assert_whole(context: Context, wanted: Lists, records: due_oracle.Records) -> None:
    """Everybody is there, the protected masked and first for those who may not see them."""
    named = user(context, Role.COORDINATOR, sees_protected=True)
    counts = due_counts(context)
    for which in DueList:
        people = wanted[which.value]
        assert shown(due_page(named, which).rows) == people, which
        rows = due_page(context, which).rows
        hidden = [row for row in rows if row.masked]
        assert rows[: len(hidden)] == hidden
        assert {row.id for row in hidden} == {
            one for one in people if due_oracle.protected(records, one)
        }
        assert all((row.identity, row.since, row.contacts) == (None, None, None) for row in hidden)
        since = [row.since for row in rows[len(hidden) :]]
        assert since == sorted(since, key=str)
        assert counts[which] == len(rows) == len(people)


def assert_narrowed(context: Context, wanted: Lists, records: due_oracle.Records) -> None:
    for narrowed, named in (
        *((DueFilter(unit_id=one.id), {one.id}) for one in records["units"]),
        *(
            (
                DueFilter(district_id=one.id),
                {each.id for each in records["units"] if each.district_id == one.id},
            )
            for one in records["districts"]
        ),
    ):
        units = due_oracle.with_those_under(records, named)
        counts = due_counts(context, narrowed)
        for which in DueList:
            people = wanted[which.value]
            expected = due_oracle.narrowed(records, which.value, people, TODAY, units)
            found = due_page(context, which, narrowed)
            assert set(found.ids) == expected, (which, narrowed)
            assert len(found.ids) == len(expected) == counts[which]


def assert_counted(context: Context, wanted: Lists, records: due_oracle.Records) -> None:
    """The report of the quarter that runs counts every list so, by everything there is."""
    report = quarterly_report(context, Quarter.of(TODAY))
    for figure, which in WAITING_FIGURES.items():
        people = wanted[which.value]
        found = {
            dimension: {row.key: row.count for row in rows if row.count}
            for dimension, rows in report.breakdowns[figure].items()
        }
        assert found == due_oracle.broken_down(records, which.value, people, TODAY), figure
        assert report.waiting[figure] == len(people)


@pytest.mark.parametrize(("seed", "persons"), [(1, 60), (6, 150), (3, 2)])
def test_the_lists_are_those_of_the_oracle(context: Context, seed: int, persons: int) -> None:
    records = waiting_municipality(Random(seed), persons=persons)
    add(context, *(one for kind in records.values() for one in kind))
    today = on_day(context, TODAY)
    wanted = due_oracle.due_lists(records, TODAY)
    assert_whole(today, wanted, records)
    assert_narrowed(today, wanted, records)
    assert_counted(today, wanted, records)
    for key, value in (
        *(("offer_hidden_days", 90), ("offers_to_still_no", 3), ("ending_days", 30)),
        *(("assessment_period", "calendar_year"), ("late_months", 6), ("care_need_months", 2)),
    ):
        set_setting(today, key=key, value=str(value))
    other = due_oracle.due_lists(
        records, TODAY, hidden=90, rounds=3, ending=30, late=6, need=2, by_calendar=True
    )
    assert_whole(today, other, records)


def test_every_order_has_everybody_once(context: Context) -> None:
    records = waiting_municipality(Random(4), persons=80)
    add(context, *(one for kind in records.values() for one in kind))
    named = on_day(user(context, Role.COORDINATOR, sees_protected=True), TODAY)
    keys: dict[DueSort, Any] = {
        DueSort.SINCE: lambda row: row.since,
        DueSort.CONTACTS: lambda row: row.contacts,
    }
    for which in DueList:
        everybody = sorted(due_page(named, which).ids)
        for by in DueSort:
            for descending in (False, True):
                page = due_page(named, which, order=DueOrder(by=by, descending=descending))
                assert sorted(page.ids) == everybody
                if by in keys:
                    values = [keys[by](row) for row in page.rows]
                    assert values == sorted(values, reverse=descending)


def test_random_municipalities_have_something_on_every_list() -> None:
    lists = due_oracle.due_lists(waiting_municipality(Random(6), persons=150), TODAY)
    assert min(map(len, lists.values())) > 3
    assert {contacts for people in lists.values() for _, contacts in people.values()} >= {0, 1, 2}
