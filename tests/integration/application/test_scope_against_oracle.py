"""What users with random grants get to see, beside an independent reading of the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from munhalsa.application.accounts import session_of
from munhalsa.application.context import Context
from munhalsa.application.due_list import due_counts, due_page
from munhalsa.application.person_list import person_page, search_page
from munhalsa.application.ports_lists import PersonFilter, PersonOrder, SortBy
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.due import DueList
from munhalsa.domain.quarter import Quarter
from tests.support import due_oracle
from tests.support.deeds import add
from tests.support.random_waiting import TODAY, waiting_municipality
from tests.support.stores import on_day

YESTERDAY = TODAY - timedelta(days=1)
Records = dict[str, list[Any]]


def units_given(records: Records, grants: Sequence[RoleGrant]) -> set[str] | None:
    """None: all of them; else each unit that is named, in a named part, or under such a one."""
    held = [one for one in grants if one.until is None or one.until >= TODAY]
    if any(one.unit_id is None and one.district_id is None for one in held):
        return None
    found: set[str] = set()
    for unit in records["units"]:
        above = unit
        while above is not None:
            if any(
                above.id == one.unit_id
                or (one.district_id and above.district_id == one.district_id)
                for one in held
            ):
                found.add(unit.id)
            above = next((one for one in records["units"] if one.id == above.parent_id), None)
    return found


def runs(one: Any, day: date) -> bool:
    begun = one.from_day is None or one.from_day <= day
    return begun and (one.to_day is None or one.to_day >= day)


def assigned(records: Records, account: str) -> set[str]:
    """Whom the rounds visit that are the user's own, and not long past or called off."""
    own = {
        one.id
        for one in records["rounds"]
        if one.hygienist_id == account and one.state != "cancelled" and (TODAY - one.day).days <= 30
    }
    planned = [one for one in records["planned"] if one.cancelled_on is None]
    return {one.person_id for one in planned if one.round_id in own}


def visible(
    records: Records, units: set[str] | None, account: str, *, rounds: bool = False
) -> set[str]:
    """Home, responsible or visiting unit today; of no unit: own handling, or care on a list.

    With ``rounds`` also those of the user's own rounds.
    """
    shown = assigned(records, account) if rounds else set()
    for person in records["persons"]:
        places = {
            one.unit_id
            for one in records["residences"]
            if one.person_id == person.id and one.unit_id and runs(one, TODAY)
        }
        care = {
            one.unit_id
            for one in records["supports"]
            if one.person_id == person.id and (one.to_day is None or one.to_day >= TODAY)
        }
        if units is None or (
            places & units if places else person.handler_id == account or care & units
        ):
            shown.add(person.id)
    return shown


def with_parents(random: Random, records: Records) -> None:
    """Some units under others, without circles."""
    units = records["units"]
    for place in range(1, len(units)):
        if random.random() < 0.4:
            units[place] = replace(units[place], parent_id=random.choice(units[:place]).id)


def somebody(random: Random, context: Context, records: Records, number: int) -> Account:
    """A user with a handful of grants, some run out, who handles some of the persons."""
    account = Account(id=context.new_id(), name=f"Någon {number}", sees_protected=True)
    places = [
        *({"unit_id": one.id} for one in records["units"]),
        *({"district_id": one.id} for one in records["districts"]),
    ]
    grants = [
        RoleGrant(
            id=context.new_id(),
            account_id=account.id,
            role=random.choice(
                [Role.COORDINATOR, Role.COORDINATOR, Role.UNIT_MANAGER, Role.HYGIENIST]
            ),
            until=random.choice([None, TODAY, YESTERDAY]),
            **({} if random.random() < 0.1 else random.choice(places)),
        )
        for _ in range(random.randint(1, 4))
    ]
    records["grants"] += [
        *grants,
        RoleGrant(
            id=context.new_id(),
            account_id=account.id,
            role=Role.COORDINATOR,
            **random.choice(places),
        ),
    ]
    return account


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_user_sees_whom_the_rule_lets_them(context: Context, seed: int) -> None:
    random = Random(seed)
    records = waiting_municipality(random, persons=60)
    with_parents(random, records)
    records["grants"] = []
    users = [somebody(random, context, records, number) for number in range(4)]
    records["persons"] = [
        replace(one, handler_id=random.choice([None, *(user.id for user in users)]))
        for one in records["persons"]
    ]
    records["rounds"] = [
        replace(one, hygienist_id=random.choice([None, *(user.id for user in users)]))
        for one in records["rounds"]
    ]
    add(context, *users)
    add(context, *(one for kind in records.values() for one in kind))
    today = on_day(context, TODAY)
    due = due_oracle.due_lists(records, TODAY)
    for account in users:
        with context.store.read() as reader:
            session = session_of(reader, name=account.name, today=TODAY, confirmed=True)
        user = replace(today, session=session)
        grants = [one for one in records["grants"] if one.account_id == account.id]
        by_unit = [one for one in grants if one.role is not Role.HYGIENIST]
        rounds = any(one.role is Role.HYGIENIST and one.until != YESTERDAY for one in grants)
        units = units_given(records, by_unit)
        shown = visible(records, units, account.id, rounds=rounds)
        for order in SortBy:
            page = person_page(user, PersonFilter(), PersonOrder(by=order), rows=0)
            assert set(page.ids) == shown, (account.name, order)
            assert page.total == len(page.ids) == len(shown)
        assert set(search_page(user, "1", PersonOrder(), rows=0).ids) <= shown
        counts = due_counts(user)
        for which in DueList:
            expected = set(due[which.value]) & shown
            assert set(due_page(user, which).ids) == expected, which
            assert counts[which] == len(expected)
        as_coordinator = [one for one in grants if one.role is Role.COORDINATOR]
        counted = visible(records, units_given(records, as_coordinator), account.id)
        report = quarterly_report(user, Quarter.of(TODAY))
        wanted = {
            one
            for one in counted
            if due_oracle.valid(records, one, Quarter.of(TODAY).last_day) is not None
        }
        assert report.with_certificate == len(wanted)
