"""How far a deviation may come and when, and whose turn it is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.domain.deviation import (
    WAITING_FOR_US,
    Deviation,
    DeviationState,
    DeviationTask,
    Direction,
    check_answer,
    check_close,
    check_days,
    check_report,
)
from munhalsa.domain.refusal import Rejected

HAPPENED, REPORTED, TODAY = date(2026, 9, 1), date(2026, 9, 5), date(2026, 11, 22)
DRAFT = Deviation(id="1", day=HAPPENED, direction=Direction.TO_PROVIDER, category="other")
SENT = replace(
    DRAFT,
    state=DeviationState.REPORTED,
    reported_on=REPORTED,
    answer_due=date(2026, 11, 5),
)
TOLD = replace(SENT, state=DeviationState.ANSWERED, answered_on=date(2026, 10, 1))
DONE = replace(TOLD, state=DeviationState.CLOSED, closed_on=date(2026, 10, 2))
THEIRS = replace(SENT, direction=Direction.TO_MUNICIPALITY)


def code_of(check: Any, deviation: Deviation, day: date) -> str:
    with pytest.raises(Rejected) as caught:
        check(deviation, day=day, today=TODAY)
    return caught.value.code


@pytest.mark.parametrize(
    ("deviation", "day", "task"),
    [
        (DRAFT, TODAY, DeviationTask.REPORT),
        (SENT, date(2026, 11, 5), DeviationTask.WAIT),
        (SENT, date(2026, 11, 6), DeviationTask.REMIND),
        (replace(SENT, answer_due=None), TODAY, DeviationTask.WAIT),
        (THEIRS, REPORTED, DeviationTask.ANSWER),
        (TOLD, TODAY, DeviationTask.CLOSE),
        (DONE, TODAY, DeviationTask.NONE),
    ],
)
def test_whose_turn_it_is(deviation: Deviation, day: date, task: DeviationTask) -> None:
    assert deviation.task_on(day) is task
    assert (task in WAITING_FOR_US) is (task not in (DeviationTask.WAIT, DeviationTask.NONE))


def test_only_what_waits_is_late() -> None:
    assert [one.is_overdue(TODAY) for one in (DRAFT, SENT, THEIRS, TOLD, DONE)] == [
        *(False, True, True, False, False)
    ]


def test_each_step_on_the_one_before() -> None:
    check_report(DRAFT, day=HAPPENED, today=TODAY)
    check_answer(SENT, day=REPORTED, today=TODAY)
    assert check_close(TOLD, day=TODAY, today=TODAY) == ()
    assert code_of(check_report, SENT, TODAY) == "already_reported"
    assert code_of(check_answer, DRAFT, TODAY) == "not_reported"
    assert code_of(check_answer, TOLD, TODAY) == "already_answered"
    assert code_of(check_close, DONE, TODAY) == "already_closed"


def test_closed_early_is_warned_of() -> None:
    (never_told,) = check_close(DRAFT, day=TODAY, today=TODAY)
    (no_answer,) = check_close(SENT, day=TODAY, today=TODAY)
    assert (never_told.code, no_answer.code) == ("never_reported", "never_answered")


def test_days_follow_each_other() -> None:
    assert code_of(check_report, DRAFT, date(2026, 11, 23)) == "day_in_future"
    assert code_of(check_report, DRAFT, date(2026, 8, 31)) == "day_too_early"
    assert code_of(check_answer, replace(SENT, reported_on=None), date(2026, 8, 31)) == (
        "day_too_early"
    )
    assert code_of(check_close, TOLD, date(2026, 9, 30)) == "day_too_early"
    check_days(DONE, today=TODAY)
    with pytest.raises(Rejected) as caught:
        check_days(replace(DONE, answered_on=date(2026, 9, 4)), today=TODAY)
    assert caught.value.field == "answered_on"
