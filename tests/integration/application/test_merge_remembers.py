"""What is settled, noted or marked holds through a merge, its taking apart and its redo."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.change_number import ChangeNumber, change_number
from munhalsa.application.compare_persons import Stand, compare_persons
from munhalsa.application.context import Context
from munhalsa.application.correct_assessment import mark_duplicate
from munhalsa.application.find_duplicates import find_duplicates
from munhalsa.application.merge_persons import Merged, MergePersons, merge_persons
from munhalsa.application.not_same import note_not_same
from munhalsa.application.reconcile import Reconciliation, compare_again
from munhalsa.application.settle_differences import SettleDifferences, settle_differences
from munhalsa.application.undo import undo_event
from munhalsa.application.unmerge_persons import unmerge_persons
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.merge import NotSame
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.reconciliation import Choice, SettledDifference
from munhalsa.domain.refusal import Rejected
from tests.support.deeds import SIGNE, add, alter, born, found, register, stored, unit
from tests.support.imports import Line, person_line, table_of, take_in, units
from tests.support.stores import TODAY

TWIN, THIRD = born(1941, 241), born(1941, 243)
HERE = {"Boendeenhet": "B1", "Grund": "2a", "Intyg utfärdat": "2025-03-01"}


@pytest.fixture
def context(context: Context) -> Context:
    return replace(context, session=replace(context.session, confirmed=True))


def join(context: Context, *, keep: str = SIGNE, other: str = TWIN, **changes: Any) -> Merged:
    command = MergePersons(keep=keep, other=other, **changes)
    return merge_persons(context, command, before_commit=lambda: None)


def compared(context: Context, *lines: Line) -> Reconciliation:
    return compare_again(context, table_of(lines), load_kind("avstamning"))


def keys(found_now: Reconciliation) -> list[tuple[Any, ...]]:
    return sorted((one.aspect, one.here, one.there) for one in found_now.differences)


def test_what_was_settled_of_the_one_who_is_merged_away_stays_settled(context: Context) -> None:
    units(context)
    take_in(context, "personer", person_line(TWIN, **HERE), registered=True)
    line = {"Personnummer": TWIN, "Boendeenhet": "Ekgården", "Önskar": "Nej"}
    open_ones = compared(context, line)
    (wrong_unit,) = (one for one in open_ones.differences if one.aspect == "unit")
    settle_differences(
        context,
        SettleDifferences(
            differences=(wrong_unit,),
            choice=Choice.LEAVE,
            listed=open_ones.listed,
        ),
    )
    assert "unit" not in {one.aspect for one in compared(context, line).differences}
    before = keys(compared(context, line)), found(context, SettledDifference)
    register(context, SIGNE)
    done = join(context)
    again = compared(context, line)
    assert "unit" not in {one.aspect for one in again.differences}
    assert [one.settled.number for one in again.earlier] == [SIGNE]
    done_twice = settle_differences(
        context,
        SettleDifferences(
            differences=(replace(wrong_unit, number=SIGNE),),
            choice=Choice.LEAVE,
            listed=again.listed,
        ),
    )
    assert [one.code for _, one in done_twice.refused] == ["settled_already"]
    unmerge_persons(context, done.merge)
    assert (keys(compared(context, line)), found(context, SettledDifference)) == before
    change_number(context, ChangeNumber(number=TWIN, to=THIRD))
    assert "unit" not in {one.aspect for one in compared(context, line).differences}


@pytest.mark.parametrize("noted", [(TWIN, THIRD), (THIRD, TWIN)])
def test_two_who_are_two_stay_two_when_one_is_merged(
    context: Context, noted: tuple[str, str]
) -> None:
    for number in (SIGNE, TWIN, THIRD):
        register(context, number)
    note_not_same(context, number=noted[0], other=noted[1])
    pairs = [(one.first.number, one.second.number) for one in find_duplicates(context)]
    assert len(pairs) == 2
    before = found(context, NotSame)
    done = join(context)
    assert find_duplicates(context) == []
    with pytest.raises(Rejected) as caught:
        note_not_same(context, number=THIRD, other=SIGNE)
    assert caught.value.code == "nothing_to_change"
    unmerge_persons(context, done.merge)
    after = found(context, NotSame)
    assert [replace(one, version=1) for one in after] == [replace(one, version=1) for one in before]
    assert pairs == [(one.first.number, one.second.number) for one in find_duplicates(context)]


def test_a_move_away_is_not_taken_from_the_other_where_the_kept_one_lives_here(
    context: Context,
) -> None:
    home = unit()
    add(context, home)
    since = TODAY - timedelta(days=90)
    keep, twin = register(context, unit=home.id, from_day=since), register(context, TWIN)
    day = TODAY - timedelta(days=9)
    alter(context, twin, moved_out_on=day, moved_out_to="Oslo")
    with pytest.raises(Rejected) as caught:
        join(context, from_other=frozenset({"moved_out"}))
    assert (caught.value.code, caught.value.field) == ("merge_lives_here", "moved_out")
    fields = compare_persons(context, MergePersons(keep=SIGNE, other=TWIN)).fields
    assert [one.stand for one in fields if one.field == "moved_out"] == [Stand.KEEPS]
    (lives,) = found(context, Residence, person_id=keep.id)
    alter(context, lives, to_day=day)
    fields = compare_persons(context, MergePersons(keep=SIGNE, other=TWIN)).fields
    assert [one.stand for one in fields if one.field == "moved_out"] == [Stand.TAKES]
    join(context, from_other=frozenset({"moved_out"}))
    assert stored(context, Person, keep.id).moved_out_on == day


def test_a_double_visit_is_marked_again_when_the_two_are_joined_again(context: Context) -> None:
    keep, twin = register(context), register(context, TWIN)
    mine, theirs = (
        Assessment(id=new_id(), person_id=one.id, day=TODAY, outcome=AssessmentOutcome.PERFORMED)
        for one in (keep, twin)
    )
    add(context, mine, theirs)
    done = join(context)
    mark_duplicate(context, id=mine.id, of=theirs.id)
    apart = unmerge_persons(context, done.merge)
    assert stored(context, Assessment, mine.id).duplicate_of_id is None
    assert apart.event is not None
    again = undo_event(context, apart.event, before_merge=lambda: None)
    assert stored(context, Assessment, mine.id).duplicate_of_id == theirs.id
    assert again.event is not None
    apart = unmerge_persons(context, done.merge)
    assert [one.duplicate_of_id for one in found(context, Assessment)] == [None, None]
    # Who says since that it was another day is not contradicted.
    alter(context, theirs, day=TODAY - timedelta(days=1))
    assert apart.event is not None
    undo_event(context, apart.event, before_merge=lambda: None)
    assert [one.duplicate_of_id for one in found(context, Assessment)] == [None, None]
