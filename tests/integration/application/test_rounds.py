"""Rounds: planned with who is due, confirmed, changed as a whole with the deviation, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.change_round import ChangeRound, change_round, offered_for
from munhalsa.application.context import Context
from munhalsa.application.keep_round import ConfirmRound, confirm_round, hold_round
from munhalsa.application.leave_region import LeaveRegion, leave_region
from munhalsa.application.list_rounds import (
    RoundsWanted,
    list_rounds,
    rounds_to_do,
    show_round,
    unit_plans,
)
from munhalsa.application.merge_persons import MergePersons, merge_persons
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.plan_round import (
    ChangeVisits,
    PlanRound,
    change_visits,
    plan_round,
    preview_round,
)
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.application.round_steps import RoundDone
from munhalsa.application.settings import set_setting
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.person import Person, ProtectedIdentity, Residence, ResidenceKind
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.response import Response
from munhalsa.domain.round import PlannedVisit, RoundState, Side
from munhalsa.domain.unit import Unit, UnitType
from tests.support.deeds import SIGNE, add, alter, born, found, issue, register, unit, user
from tests.support.stores import on_day

SOON = date(2026, 12, 7)


def due(context: Context, number: str, at: str = "SB01", **changes: Any) -> Person:
    """Somebody with a certificate who wants the assessment and never had one."""
    person = register(context, number, unit=at, **changes)
    issue(context, number, issued=date(2026, 1, 1))
    add(context, Response(id=new_id(), person_id=person.id, answered=SOON.replace(month=1),
                          wants=True))  # fmt: skip
    return person


@pytest.fixture
def home(context: Context) -> Unit:
    """Björkgläntan with a ward, and another home."""
    made = unit()
    add(context, made, unit("Ekgården", "SB02"), unit("Avdelning 2", "SB03", parent_id=made.id))
    return made


def planned(context: Context, day: date = SOON, **changes: Any) -> RoundDone:
    return plan_round(context, replace(PlanRound(unit="SB01", day=day), **changes))


def names(done: RoundDone) -> list[str]:
    return [one.person_id for one in done.sheet.visits]


def refused(run: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        run()
    return caught.value.code


def test_a_day_has_those_who_are_due_on_that_day_by_room(context: Context, home: Unit) -> None:
    second = due(context, born(1941), room="12")
    first = due(context, born(1942), room="03")
    ward = due(context, born(1943), at="SB03")
    due(context, born(1944), at="SB02")
    hidden = due(context, born(1945), protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    last = replace_day(context, first, date(2025, 12, 7))
    visitor = due(context, born(1946), at="SB02")
    add(context, Residence(id=new_id(), person_id=visitor.id, kind=ResidenceKind.VISIT,
                           unit_id=home.id, from_day=date(2026, 1, 1)))  # fmt: skip
    assert preview_round(context, "SB01", SOON - timedelta(days=1)).visits != ()
    assert first.id not in {
        one.person_id for one in preview_round(context, "SB01", SOON - timedelta(days=1)).visits
    }
    add(context, account := Account(id=new_id(), name="Alma Ström"))
    add(context, RoleGrant(id=new_id(), account_id=account.id, role=Role.HYGIENIST))
    done = planned(context, hygienist=" alma ström")
    assert names(done) == [ward.id, first.id, second.id, visitor.id]
    assert (done.sheet.round.hygienist_id, done.sheet.on_paper) == (account.id, 1)
    assert [one.code for one in done.warnings] == ["on_paper"]
    by_id = {one.person_id: one for one in done.sheet.visits}
    assert by_id[first.id].last == last.day
    assert by_id[second.id].reason == "Aldrig bedömd"
    assert refused(lambda: planned(context, hygienist="Alma Ström")) == "round_planned_already"
    refusal = refused(lambda: planned(context, persons=[hidden.id], hygienist="Bo"))
    assert refusal == "on_paper"
    undo_event(context, done.event)
    assert found(context, PlannedVisit) == []


def replace_day(context: Context, person: Person, day: date) -> Assessment:
    made = Assessment(
        id=new_id(), person_id=person.id, day=day, outcome=AssessmentOutcome.PERFORMED
    )
    add(context, made)
    return made


def test_one_is_added_and_one_taken_off(context: Context, home: Unit) -> None:
    person, other = due(context, born(1941)), due(context, born(1942))
    stranger = register(context, born(1943))
    done = planned(context, persons=[person.id], hygienist="Alma", note="Ta hissen")
    one = done.sheet.round.id
    assert (names(done), done.sheet.round.note) == ([person.id], "Ta hissen")
    added = change_visits(context, ChangeVisits(round=one, add=[other.id, stranger.id]))
    assert len(added.sheet.visits) == 3
    off = ChangeVisits(round=one, remove=[stranger.id], reason="sjukhus")
    assert len(change_visits(context, off).sheet.visits) == 2
    assert refused(lambda: change_visits(context, off)) == "visit_not_planned"
    again = ChangeVisits(round=one, add=[stranger.id])
    assert len(change_visits(context, again).sheet.visits) == 3
    assert refused(lambda: change_visits(context, again)) == "visit_planned_already"
    alter(context, stranger, died_on=context.today)
    gone = lambda: planned(context, persons=[stranger.id])  # noqa: E731
    assert refused(gone) == "person_gone"
    alter(context, stranger, died_on=None)
    warned = planned(context, day=context.today - timedelta(days=1), persons=[stranger.id])
    assert [one.code for one in warned.warnings] == ["round_in_past", "not_due"]
    empty = plan_round(context, PlanRound(unit="SB02", day=SOON))
    assert [one.code for one in empty.warnings] == ["nobody_due"]


def test_confirmed_with_staff_and_held_with_what_is_left(context: Context, home: Unit) -> None:
    person, other = due(context, born(1941)), due(context, born(1942))
    done = planned(context, day=context.today)
    one = done.sheet.round.id
    manager = user(context, Role.UNIT_MANAGER)
    confirmed = confirm_round(manager, ConfirmRound(round=one))
    assert [each.code for each in confirmed.warnings] == ["no_staff"]
    confirmed = confirm_round(manager, ConfirmRound(round=one, by="Maria", staff="Sara"))
    assert confirmed.warnings == ()
    assert (confirmed.sheet.round.confirmed_by, confirmed.sheet.round.staff) == ("Maria", "Sara")
    visit = Assessment(
        id=new_id(),
        person_id=person.id,
        day=context.today,
        outcome=AssessmentOutcome.UNWELL,
        round_id=one,
    )
    add(context, visit, replace(visit, id=new_id(), duplicate_of_id=visit.id))
    (line,) = list_rounds(context, RoundsWanted())
    assert (line.unit, line.planned, line.left) == ("Björkgläntan", 2, 1)
    held = hold_round(context, one)
    assert [each.person_id for each in held.sheet.left] == [other.id]
    assert [each.code for each in held.warnings] == ["results_missing"]
    assert refused(lambda: hold_round(context, one)) == "round_is_over"
    sheet = show_round(context, one)
    assert {each.outcome for each in sheet.visits} == {AssessmentOutcome.UNWELL, None}
    undo_event(context, held.event)
    add(context, replace(visit, id=new_id(), person_id=other.id))
    assert hold_round(context, one).warnings == ()


def test_a_whole_day_is_moved_with_its_deviation_and_taken_back(
    context: Context, home: Unit
) -> None:
    due(context, born(1941))
    one = planned(context).sheet.round.id
    confirm_round(context, ConfirmRound(round=one, staff="Sara"))
    move = ChangeRound(
        round=one, by_side=Side.PROVIDER, reason="sjukdom", to_day=SOON + timedelta(days=7),
        noticed_on=date(2026, 11, 20),
    )  # fmt: skip
    assert offered_for(context, move) is None
    moved = change_round(context, move)
    assert (moved.offered, moved.deviation, moved.warnings) == (None, None, ())
    state = moved.sheet.round
    assert (state.day, state.confirmed_on, state.staff) == (SOON + timedelta(days=7), None, None)
    back = replace(move, to_day=None, noticed_on=None)
    assert refused(lambda: change_round(context, replace(move, to_day=state.day))) == "same_day"
    cancelled = change_round(context, back)
    assert cancelled.deviation is not None
    assert cancelled.deviation.category == "assessment_repeatedly_cancelled"
    assert cancelled.deviation.round_id == one
    assert cancelled.sheet.visits == ()
    assert cancelled.sheet.round.state is RoundState.CANCELLED
    assert len(cancelled.sheet.changes) == 2
    assert refused(lambda: change_round(context, back)) == "round_is_over"
    undo_event(context, cancelled.event)
    assert found(context, Deviation) == []
    assert len(show_round(context, one).visits) == 1


def test_without_a_deviation_where_nobody_wants_one(context: Context, home: Unit) -> None:
    due(context, born(1941))
    one = planned(context, day=context.today + timedelta(days=3)).sheet.round.id
    change = ChangeRound(round=one, by_side=Side.UNIT, reason="magsjuka", deviation=False)
    done = change_round(context, change)
    assert done.offered is not None
    assert done.offered.category == "staff_absent"
    assert found(context, Deviation) == []
    (row,) = unit_plans(context)
    assert (row.unit, row.due, row.to_plan, row.next) == ("Björkgläntan", 1, 1, None)


def test_what_is_to_be_planned_at_each_unit(context: Context, home: Unit) -> None:
    person, tried = due(context, born(1941)), due(context, born(1942))
    nowhere = register(context, born(1943))
    issue(context, nowhere.number, issued=date(2026, 1, 1))
    add(context, Response(id=new_id(), person_id=nowhere.id, answered=SOON.replace(month=1),
                          wants=True))  # fmt: skip
    due(context, born(1945), protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION)
    add(context, Assessment(id=new_id(), person_id=tried.id, day=date(2026, 11, 1),
                            outcome=AssessmentOutcome.NOT_PRESENT))  # fmt: skip
    alter(context, home, no_visits_until=SOON)
    plans = {one.unit: one for one in unit_plans(context)}
    row = plans["Björkgläntan"]
    assert (row.due, row.parked, row.planned, row.to_plan) == (2, 1, 0, 1)
    assert (row.no_visits_until, plans[None].due) == (SOON, 1)
    assert rounds_to_do(context) == 2
    assert refused(lambda: planned(context)) == "no_visits"
    alter(context, home, no_visits_until=context.today - timedelta(days=9))
    yesterday = planned(context, day=context.today - timedelta(days=1), persons=[person.id])
    assert rounds_to_do(context) == 4, "nobody is parked now, and that day is not held yet"
    hold_round(context, yesterday.sheet.round.id)
    done = planned(context)
    plans = {one.unit: one for one in unit_plans(context)}
    row = plans["Björkgläntan"]
    assert (row.planned, row.next, row.last) == (2, SOON, yesterday.sheet.round.day)
    assert row.no_visits_until is None
    assert [one.round.id for one in list_rounds(context, RoundsWanted(unit="SB01", first=SOON,
            last=SOON, state=RoundState.PLANNED))] == [done.sheet.round.id]  # fmt: skip
    assert list_rounds(context, RoundsWanted(unit="SB02")) == []


@pytest.mark.parametrize("how", ["dies", "leaves", "moves", "stays"])
def test_a_death_and_a_move_take_somebody_off_the_day(
    context: Context, home: Unit, how: str
) -> None:
    due(context, SIGNE)
    done = planned(context)
    if how == "dies":
        record_death(context, RecordDeath(number=SIGNE, day=context.today))
    elif how == "leaves":
        command = LeaveRegion(number=SIGNE, day=context.today, to="Stockholm")
        leave_region(context, command, region={})
    elif how == "moves":
        move_person(context, MovePerson(number=SIGNE, day=context.today, unit="SB02"))
    else:
        move_person(context, MovePerson(number=SIGNE, day=context.today, unit="SB03"))
    left = show_round(context, done.sheet.round.id).visits
    assert len(left) == (how == "stays")


def test_whoever_is_visited_at_no_unit_comes_off_by_moving_home(
    context: Context, home: Unit
) -> None:
    due(context, SIGNE)
    add(context, unit("Hemtjänst", "HT1", type=UnitType.HOME_HELP))
    done = planned(context)
    move = MovePerson(number=SIGNE, day=context.today, street="Gatan 1", city="Borås")
    warnings = move_person(context, move).warnings
    assert "visit_ended" in {one.code for one in warnings}
    assert show_round(context, done.sheet.round.id).visits == ()


def test_repeatedly_is_what_the_municipality_says(context: Context, home: Unit) -> None:
    due(context, born(1941))
    set_setting(context, key="round_repeated", value="3")
    set_setting(context, key="round_notice_days", value="0")
    one = planned(context).sheet.round.id
    change = ChangeRound(round=one, by_side=Side.PROVIDER, reason="x")
    for step in (7, 14):
        move = replace(change, to_day=SOON + timedelta(days=step))
        assert change_round(context, move).offered is None
    offered = offered_for(on_day(context, context.today), change)
    assert offered is not None
    assert offered.category == "assessment_repeatedly_cancelled"


def test_two_records_of_one_person_are_one_visit_when_they_are_merged(
    context: Context, home: Unit
) -> None:
    keep, other = due(context, born(1941)), due(context, born(1941, 237))
    done = planned(context)
    one = done.sheet.round.id
    assert len(done.sheet.visits) == 2
    command = MergePersons(keep=keep.number, other=other.number)
    merge_persons(context, command, before_commit=lambda: None)
    assert len(show_round(context, one).visits) == 1
    (line,) = list_rounds(context, RoundsWanted())
    assert (line.planned, line.left) == (1, 1)
    assert change_visits(context, ChangeVisits(round=one, remove=[keep.id])).sheet.visits == ()
