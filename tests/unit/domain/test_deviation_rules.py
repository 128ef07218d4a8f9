"""Categories by direction and day, the time for an answer, and the ladder from 2027."""

from datetime import date

import pytest

from munhalsa.adapters.rules import load_rules
from munhalsa.domain.deviation import Direction
from munhalsa.domain.refusal import Rejected
from tests.support.rules import deviation_rules

RULES = deviation_rules()
OLD, NEW = date(2026, 12, 31), date(2027, 1, 1)
US, THEM = Direction.TO_PROVIDER, Direction.TO_MUNICIPALITY


@pytest.mark.parametrize("word", ["wrong_unit", "Fel enhet", "FEL ENHET"])
def test_a_category_by_code_or_word(word: str) -> None:
    assert RULES.category(word, direction=THEM, day=NEW).code == "wrong_unit"


@pytest.mark.parametrize(
    ("word", "direction", "day"),
    [("wrong_unit", US, OLD), ("Inte gjord", THEM, OLD), ("other", US, NEW), ("Lögn", US, OLD)],
)
def test_one_of_another_direction_or_day_is_refused(
    word: str, direction: Direction, day: date
) -> None:
    with pytest.raises(Rejected) as caught:
        RULES.category(word, direction=direction, day=day)
    assert (caught.value.code, caught.value.field) == ("category_unknown", "category")


def test_a_recorded_category_keeps_its_word() -> None:
    assert RULES.word_for("other", direction=US, day=OLD) == "Annat"
    assert RULES.word_for("other", direction=US, day=NEW) == "Annat"
    assert RULES.word_for("of_a_newer_program", direction=US, day=NEW) == "of_a_newer_program"
    assert (RULES.called("not_done"), RULES.called("newer")) == ("Inte gjord", "newer")


def test_the_direction_of_a_category_that_has_one() -> None:
    assert RULES.direction_of("Inte gjord", day=NEW) is US
    for word, code in (("other", "direction_missing"), ("Lögn", "category_unknown")):
        with pytest.raises(Rejected) as caught:
            RULES.direction_of(word, day=OLD)
        assert caught.value.code == code


def test_two_months_for_an_answer_and_then_promptly() -> None:
    before, after = RULES.handling_on(OLD), RULES.handling_on(NEW)
    assert before.answer_due(OLD) == date(2027, 2, 28)
    assert (before.promptly, after.promptly) == (False, True)
    assert after.answer_due(NEW) == date(2027, 1, 31)
    assert after.term == "avvikelse mellan vårdgivare"
    with pytest.raises(Rejected, match="ingen regel"):
        RULES.handling_on(date(1999, 1, 1))


def test_no_ladder_before_the_agreement_that_brings_one() -> None:
    assert RULES.ladder_on(OLD) == ()
    assert [row.step for row in RULES.ladder_on(NEW)] == [1, 2, 3]


def test_the_rules_of_the_program_know_every_category_of_both_agreements() -> None:
    rules = load_rules().deviations
    for day in (OLD, NEW):
        assert len(rules.categories_on(day, direction=US)) == 7
        assert len(rules.categories_on(day, direction=THEM)) == 10
        assert len(rules.categories_on(day)) == 17
    assert rules.handling_on(OLD).answer_due(date(2026, 6, 30)) == date(2026, 8, 30)
    assert all(row.assumption for row in rules.handling)
