"""What Översikt counts, for each role."""

from __future__ import annotations

from datetime import date

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.mark_registered import mark_persons_registered
from munhalsa.application.overview import overview, quarter_point
from munhalsa.domain.account import Role
from munhalsa.domain.due import DueList
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.unit import Population
from tests.support.deeds import SIGNE, add, born, issue, register, unit, user


def test_an_empty_register_waits_for_nothing(context: Context) -> None:
    found = overview(context)
    assert [queue.which for queue in found.queues] == list(DueList)
    assert {(queue.count, queue.oldest) for queue in found.queues} == {(0, None)}
    assert (found.day, found.certified, found.coverage) == (context.today, 0, None)


def test_counts_with_the_longest_waiting_and_the_way_to_the_target(context: Context) -> None:
    for age in (24, 25):
        counted = Population(id=new_id(), municipality_code="1490", year=2025, age=age, count=50)
        add(context, counted)
    register(context, born(1950), protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    register(context)
    issue(context, born(1950), issued=date(2020, 1, 1))
    issue(context, SIGNE, issued=date(2026, 9, 1))
    found = overview(context)
    queues = {queue.which: queue for queue in found.queues}
    assert (queues[DueList.NEVER_ASKED].count, queues[DueList.NEVER_ASKED].oldest) == (
        2,
        date(2026, 9, 1),
    )
    assert found.certified == 2
    assert found.coverage is not None
    assert (found.coverage.population, found.coverage.missing_to_target) == (100, 1)


def test_each_role_has_its_own_queues(context: Context) -> None:
    manager = overview(user(context, Role.UNIT_MANAGER))
    assert DueList.UNREGISTERED not in {queue.which for queue in manager.queues}
    assert (manager.certified, manager.coverage) == (None, None)
    partly = user(context, Role.COORDINATOR, scopes={Role.COORDINATOR: frozenset({"x"})})
    assert overview(partly).certified is None


def test_many_are_marked_as_registered(context: Context) -> None:
    people = [register(context, born(year)) for year in (1941, 1942, 1943)]
    for person in people:
        issue(context, person.number)
    done = mark_persons_registered(context, persons=[one.id for one in people[:2]])
    assert done.certificates == 2
    assert done.changes.subjects == {one.id for one in people[:2]}
    left = {queue.which: queue.count for queue in overview(context).queues}
    assert left[DueList.UNREGISTERED] == 1
    alone = mark_persons_registered(context, persons=[people[2].id])
    assert alone.certificates == 1


def test_a_quarter_by_itself(context: Context) -> None:
    add(context, unit())
    register(context)
    issue(context, issued=date(2026, 8, 1))
    point = quarter_point(context, Quarter(year=2026, number=3))
    assert (point.certified, point.coverage) == (1, None)
    assert quarter_point(context, Quarter(year=2026, number=2)).certified == 0
