"""The ladder step by step, straight to the last step, and before there was one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.domain.deviation import Deviation, Direction, Disagreement, DisagreementStep
from munhalsa.domain.disagreement import (
    check_ladder,
    check_new,
    check_open,
    check_step,
    is_recurring,
)
from munhalsa.domain.refusal import Rejected
from tests.support.rules import deviation_rules

RULES = deviation_rules()
BEGAN, TODAY = date(2027, 2, 1), date(2027, 5, 1)
MATTER = Disagreement(
    id="1", day=BEGAN, about="Vem bokar", temporary_solution="Kommunen bokar tills vidare"
)
LADDER = RULES.ladder_on(BEGAN)
FIRST = DisagreementStep(id="2", disagreement_id="1", step=1, day=BEGAN, holder="Enhetschef")
SECOND, THIRD = replace(FIRST, step=2), replace(FIRST, step=3)
ABSENT = Deviation(id="3", day=BEGAN, direction=Direction.TO_MUNICIPALITY, category="staff_absent")


def step(one: DisagreementStep, **changes: Any) -> None:
    values: dict[str, Any] = {"taken": (), "deviations": (), "ladder": LADDER, "today": TODAY}
    check_step(MATTER, one, **{**values, **changes})


def refused(one: DisagreementStep, **changes: Any) -> str:
    with pytest.raises(Rejected) as caught:
        step(one, **changes)
    return caught.value.code


def test_no_ladder_before_2027() -> None:
    assert check_ladder(RULES, BEGAN) == LADDER
    with pytest.raises(Rejected) as caught:
        check_ladder(RULES, date(2026, 12, 31))
    assert (caught.value.code, caught.value.field) == ("no_ladder", "day")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"about": " "}, "about_missing"),
        ({"temporary_solution": ""}, "temporary_solution_missing"),
        ({"day": date(2027, 5, 2)}, "day_in_future"),
    ],
)
def test_what_a_disagreement_needs(changes: dict[str, Any], code: str) -> None:
    check_new(MATTER, today=TODAY)
    with pytest.raises(Rejected) as caught:
        check_new(replace(MATTER, **changes), today=TODAY)
    assert caught.value.code == code


def test_the_steps_in_order() -> None:
    step(FIRST)
    step(SECOND, taken=(FIRST,))
    assert refused(SECOND) == "step_skipped"
    assert refused(FIRST, taken=(SECOND,)) == "step_taken"
    assert refused(replace(FIRST, step=4)) == "step_unknown"


def test_what_recurs_may_go_straight_to_the_last() -> None:
    step(THIRD, deviations=(ABSENT, ABSENT))
    assert refused(THIRD, deviations=(ABSENT,)) == "step_skipped"
    assert refused(THIRD, deviations=(ABSENT, replace(ABSENT, category="other"))) == "step_skipped"
    assert refused(SECOND, deviations=(ABSENT, ABSENT)) == "step_skipped"
    assert not is_recurring((), least=1)


def test_the_days_of_the_steps() -> None:
    assert refused(replace(FIRST, day=date(2027, 1, 31))) == "day_too_early"
    later = replace(FIRST, day=date(2027, 3, 1))
    assert refused(SECOND, taken=(later,)) == "day_too_early"
    assert refused(replace(FIRST, day=date(2027, 5, 2))) == "day_in_future"


def test_nothing_more_when_it_is_closed() -> None:
    check_open(MATTER)
    with pytest.raises(Rejected) as caught:
        check_open(replace(MATTER, closed_on=TODAY))
    assert caught.value.code == "disagreement_closed"
