"""Entitled, not entitled or left to judgement, and why: on a small rule book."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.certificate import Ground
from munhalsa.domain.eligibility import (
    AgeStatus,
    Assessment,
    Verdict,
    age_gate,
    assess,
    check_age,
    worth_asking,
)
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import AnswerKind, GroundMapping, HomeKind, Outcome, RuleBook
from tests.support.rules import conditions, criterion, question, rule_book

DAY = date(2026, 11, 22)
BOOK = rule_book()
NO_TO_ALL = {"home": False, "lasting": False, "lss": False}


def judged(
    answers: Mapping[str, bool | str],
    *,
    rules: RuleBook = BOOK,
    birth_year: int | None = 1936,
    ground: Ground | None = None,
    day: date = DAY,
) -> Assessment:
    return assess(rules=rules, day=day, birth_year=birth_year, answers=answers, ground=ground)


def reasons(assessment: Assessment) -> list[str]:
    return [because.rule for because in assessment.because]


class TestAge:
    @pytest.mark.parametrize(
        ("birth_year", "status"),
        [
            (2002, AgeStatus.OK),
            (2003, AgeStatus.UNCONFIRMED),
            (2006, AgeStatus.UNCONFIRMED),
            (2007, AgeStatus.TOO_YOUNG),
            (None, AgeStatus.UNKNOWN),
        ],
    )
    def test_where_the_limit_is_not_confirmed(
        self, birth_year: int | None, status: AgeStatus
    ) -> None:
        assert age_gate(rules=BOOK, day=DAY, birth_year=birth_year).status is status

    @pytest.mark.parametrize(
        ("birth_year", "status"), [(1999, AgeStatus.OK), (2000, AgeStatus.TOO_YOUNG)]
    )
    def test_where_it_is(self, birth_year: int, status: AgeStatus) -> None:
        day = date(2023, 12, 31)
        assert age_gate(rules=BOOK, day=day, birth_year=birth_year).status is status

    def test_the_calendar_year_counts_not_the_birthday(self) -> None:
        first, last = date(2023, 1, 1), date(2023, 12, 31)
        assert age_gate(rules=BOOK, day=first, birth_year=1999).status is AgeStatus.OK
        assert age_gate(rules=BOOK, day=last, birth_year=2000).status is AgeStatus.TOO_YOUNG

    @pytest.mark.parametrize(("birth_year", "year"), [(2000, 2024), (2004, 2025), (2010, 2030)])
    def test_the_year_it_becomes_possible_follows_the_limit_of_that_year(
        self, birth_year: int, year: int
    ) -> None:
        gate = age_gate(rules=BOOK, day=date(2023, 6, 1), birth_year=birth_year)
        assert gate.possible_from_year == year
        assert str(year) in gate.because.sentence

    def test_the_source_is_that_of_the_limit_that_decided(self) -> None:
        assert age_gate(rules=BOOK, day=DAY, birth_year=1936).because.source == "Källan"
        unconfirmed = age_gate(rules=BOOK, day=DAY, birth_year=2005).because
        assert unconfirmed.source == "Propositionen (antagande)"
        assert "Fråga VGR" in unconfirmed.sentence

    def test_a_limit_set_by_an_administrator_is_confirmed(self) -> None:
        rules = BOOK.with_age_limit(years=20, valid_from=date(2025, 1, 1), source="Beslut")
        assert age_gate(rules=rules, day=DAY, birth_year=2006).status is AgeStatus.OK

    def test_only_the_too_young_are_refused(self) -> None:
        for birth_year in (1936, 2005, None):
            check_age(age_gate(rules=BOOK, day=DAY, birth_year=birth_year))
        with pytest.raises(Rejected, match="tidigast 2030") as caught:
            check_age(age_gate(rules=BOOK, day=DAY, birth_year=2010))
        assert (caught.value.code, caught.value.field) == ("under_age_limit", "number")


class TestVerdict:
    def test_one_criterion_is_enough(self) -> None:
        found = judged({"home": True, "lasting": True})
        assert found.verdict is Verdict.ENTITLED
        assert (found.ground, found.grounds) == (Ground.CARE_HOUSING, (Ground.CARE_HOUSING,))
        assert found.criterion == "crit_home"
        assert found.unanswered == ()
        assert reasons(found) == ["age_limit", "crit_home", "ground_2a"]
        assert found.because[1].sentence.startswith("Kriterium crit_home är uppfyllt: ")
        assert found.because[2].source == "8 a § 2a"

    def test_what_was_not_asked_leaves_it_open(self) -> None:
        found = judged({"home": True})
        assert found.verdict is Verdict.NEEDS_JUDGEMENT
        assert found.unanswered == ("lasting", "lss")
        assert (found.ground, found.criterion) == (None, None)
        assert "”Fråga lasting”" in found.because[1].sentence

    def test_without_answers_every_question_is_named_but_those_with_a_default(self) -> None:
        assert judged({}).unanswered == ("home", "lasting", "lss")

    def test_no_criterion_met_is_not_entitled_and_says_by_which_answer(self) -> None:
        found = judged(NO_TO_ALL)
        assert found.verdict is Verdict.NOT_ENTITLED
        assert found.grounds == ()
        assert reasons(found) == ["age_limit", "crit_home", "crit_lss"]
        assert "”Fråga lss” är besvarad med nej" in found.because[2].sentence

    def test_a_criterion_may_want_a_no(self) -> None:
        rules = rule_book(criteria=(criterion("own", {"home": False}, Ground.AT_HOME),))
        assert judged({"home": False}, rules=rules).verdict is Verdict.ENTITLED
        found = judged({"home": True}, rules=rules)
        assert "”Fråga home” är besvarad med ja" in found.because[1].sentence

    def test_an_exclusion_goes_before_the_criterion(self) -> None:
        answers = {"home": True, "lasting": True, "lss": False, "injections": True}
        found = judged(answers)
        assert found.verdict is Verdict.NOT_ENTITLED
        assert reasons(found) == ["age_limit", "only_injections", "crit_lss"]

    def test_an_exclusion_leaves_other_criteria_alone(self) -> None:
        found = judged({"injections": True, "lss": True})
        assert (found.verdict, found.ground) == (Verdict.ENTITLED, Ground.LSS)

    def test_an_exclusion_that_was_not_asked_about_leaves_it_open(self) -> None:
        asked = tuple(replace(row, default=None) for row in BOOK.questions)
        found = judged({"home": True, "lasting": True}, rules=rule_book(questions=asked))
        assert found.verdict is Verdict.NEEDS_JUDGEMENT
        assert found.unanswered == ("lss", "injections")

    def test_an_exclusion_that_is_not_in_force_does_not_count(self) -> None:
        past = tuple(replace(row, valid_to=date(2020, 12, 31)) for row in BOOK.exclusions)
        answers = {"home": True, "lasting": True, "injections": True}
        assert judged(answers, rules=rule_book(exclusions=past)).verdict is Verdict.ENTITLED

    def test_a_criterion_to_consider_is_left_to_judgement(self) -> None:
        rules = rule_book(
            criteria=(
                criterion("insight", {"lss": True}, Ground.AT_HOME, outcome=Outcome.CONSIDER),
            )
        )
        found = judged({"lss": True}, rules=rules)
        assert found.verdict is Verdict.NEEDS_JUDGEMENT
        assert (found.ground, found.criterion) == (Ground.AT_HOME, "insight")
        assert "ska övervägas" in found.because[1].sentence

    def test_a_day_without_criteria_is_left_to_judgement(self) -> None:
        found = judged({}, rules=rule_book(criteria=()))
        assert found.verdict is Verdict.NEEDS_JUDGEMENT
        assert reasons(found) == ["age_limit", "no_criteria"]

    def test_the_too_young_are_not_entitled_whatever_the_answers(self) -> None:
        found = judged({"home": True, "lasting": True}, birth_year=2010)
        assert found.verdict is Verdict.NOT_ENTITLED
        assert (found.ground, found.grounds, found.unanswered) == (None, (), ())
        assert found.age.possible_from_year == 2030
        assert reasons(found) == ["age_limit"]

    @pytest.mark.parametrize("birth_year", [2005, None])
    def test_a_doubtful_age_leaves_an_entitled_person_to_judgement(
        self, birth_year: int | None
    ) -> None:
        found = judged({"lss": True}, birth_year=birth_year)
        assert (found.verdict, found.ground) == (Verdict.NEEDS_JUDGEMENT, Ground.LSS)
        assert judged(NO_TO_ALL, birth_year=birth_year).verdict is Verdict.NOT_ENTITLED

    def test_an_assumption_is_owned_up_to(self) -> None:
        rules = rule_book(criteria=(replace(BOOK.criteria[1], assumption="Gissning"),))
        assert judged({"lss": True}, rules=rules).because[1].source == "Källan (antagande)"


class TestGrounds:
    BOTH = rule_book(
        criteria=(
            criterion(
                "both",
                {"lss": True},
                Ground.LSS,
                grounds=(
                    GroundMapping(
                        ground=Ground.CARE_HOUSING, precedence=20, when=conditions({"home": True})
                    ),
                    GroundMapping(ground=Ground.LSS, precedence=10),
                ),
            ),
            criterion("also", {"lss": True, "lasting": True}, Ground.LSS),
        )
    )

    def test_precedence_decides(self) -> None:
        found = judged({"lss": True, "home": True}, rules=self.BOTH)
        assert found.grounds == (Ground.LSS, Ground.CARE_HOUSING)
        assert found.ground is Ground.LSS

    def test_the_issuer_may_choose_among_those_that_fit(self) -> None:
        found = judged({"lss": True, "home": True}, rules=self.BOTH, ground=Ground.CARE_HOUSING)
        assert (found.verdict, found.ground) == (Verdict.ENTITLED, Ground.CARE_HOUSING)

    def test_the_criterion_told_is_that_of_the_ground_asked_for(self) -> None:
        rules = rule_book(
            criteria=(
                criterion("of_lss", {"lss": True}, Ground.LSS),
                criterion("of_home", {"home": True}, Ground.CARE_HOUSING),
            )
        )
        told = {
            ground: judged({"lss": True, "home": True}, rules=rules, ground=ground).criterion
            for ground in (Ground.LSS, Ground.CARE_HOUSING)
        }
        assert told == {Ground.LSS: "of_lss", Ground.CARE_HOUSING: "of_home"}

    def test_a_ground_is_named_once_although_two_criteria_give_it(self) -> None:
        found = judged({"lss": True, "lasting": True}, rules=self.BOTH)
        assert found.grounds == (Ground.LSS,)
        assert found.criterion == "both"

    def test_a_ground_whose_condition_is_not_known_does_not_fit(self) -> None:
        assert judged({"lss": True}, rules=self.BOTH).grounds == (Ground.LSS,)

    def test_a_ground_that_does_not_fit_is_left_to_judgement(self) -> None:
        found = judged({"lss": True}, ground=Ground.AT_HOME)
        assert (found.verdict, found.ground) == (Verdict.NEEDS_JUDGEMENT, Ground.LSS)
        assert found.because[-1].sentence == "Svaren stöder personkrets 1, inte 2c."

    def test_a_ground_asked_for_without_any_that_fits_changes_nothing(self) -> None:
        assert judged(NO_TO_ALL, ground=Ground.LSS) == judged(NO_TO_ALL)


class TestAnswers:
    def test_a_whole_criterion_can_be_answered(self) -> None:
        found = judged({"crit_home": True})
        assert (found.verdict, found.criterion) == (Verdict.ENTITLED, "crit_home")
        refused = judged({"crit_home": False, "crit_lss": False})
        assert refused.verdict is Verdict.NOT_ENTITLED
        assert refused.because[1].sentence == "Kriterium crit_home är inte uppfyllt."

    def test_an_exclusion_stands_above_a_whole_criterion(self) -> None:
        found = judged({"crit_home": True, "injections": True, "lss": False})
        assert found.verdict is Verdict.NOT_ENTITLED

    def test_a_text_decides_nothing(self) -> None:
        assert judged({"basis": "Samtal med dottern", "lss": True}).verdict is Verdict.ENTITLED
        assert judged({"basis": "Samtal"}).unanswered == judged({}).unanswered

    @pytest.mark.parametrize(
        ("answers", "code", "words"),
        [
            ({"hem": True}, "criteria_unknown_answer", "Frågan hem finns inte"),
            ({"19360101-6987": True}, "criteria_unknown_answer", "En av frågorna finns inte"),
            ({"home": "ja"}, "criteria_answer_kind", "ja eller nej"),
            ({"crit_home": "ja"}, "criteria_answer_kind", "ja eller nej"),
            ({"basis": True}, "criteria_answer_kind", "en text"),
        ],
    )
    def test_what_cannot_be_an_answer_is_refused(
        self, answers: Mapping[str, bool | str], code: str, words: str
    ) -> None:
        with pytest.raises(Rejected, match=words) as caught:
            judged(answers)
        assert (caught.value.code, caught.value.field) == (code, "answers")


class TestWorthAsking:
    BOOK = rule_book(
        questions=(
            question("lss"),
            question(
                "home",
                first_for=(HomeKind.NURSING_HOME,),
                at_home=((HomeKind.OWN_HOME, False),),
            ),
            question("lasting", first_for=(HomeKind.NURSING_HOME, HomeKind.OWN_HOME)),
            question("injections", default=False),
            question("basis", kind=AnswerKind.TEXT),
        )
    )

    def asked(
        self, answers: Mapping[str, bool | str], home: HomeKind = HomeKind.NURSING_HOME
    ) -> tuple[str, ...]:
        return worth_asking(
            rules=self.BOOK,
            day=DAY,
            home=home,
            answers=answers,
            said=judged(answers, rules=self.BOOK),
        )

    def test_first_what_matters_for_the_home_in_the_order_of_the_rules(self) -> None:
        assert self.asked({}) == ("home", "lasting")
        assert self.asked({"home": True}) == ("home", "lasting")
        assert self.asked({}, HomeKind.OWN_HOME) == ("lasting",)

    def test_nothing_more_once_it_is_settled(self) -> None:
        assert self.asked({"home": True, "lasting": True}) == ("home", "lasting")

    def test_else_what_still_could_settle_it(self) -> None:
        assert self.asked({"home": False, "lasting": True}) == ("lss", "home", "lasting")

    def test_what_was_answered_stays_and_a_text_is_no_question_of_these(self) -> None:
        answers: dict[str, bool | str] = {"injections": True, "basis": "Vårdplan"}
        assert self.asked(answers) == ("home", "lasting", "injections")

    def test_a_home_may_answer(self) -> None:
        home = next(row for row in self.BOOK.questions if row.id == "home")
        assert home.answer_at(HomeKind.OWN_HOME) is False
        assert home.answer_at(HomeKind.NURSING_HOME) is None


three_valued = st.sampled_from([True, False, None])


@given(three_valued, three_valued, three_valued, three_valued)
def test_an_answer_more_never_turns_a_settled_verdict(
    home: bool | None, lasting: bool | None, lss: bool | None, more: bool | None
) -> None:
    """What is entitled or not by some answers stays so whatever the rest is answered."""
    given_answers = {"home": home, "lasting": lasting, "lss": lss}
    known = {name: answer for name, answer in given_answers.items() if answer is not None}
    settled = judged(known)
    if settled.verdict is not Verdict.NEEDS_JUDGEMENT and more is not None:
        rest = {name: more for name, answer in given_answers.items() if answer is None}
        assert judged({**known, **rest}).verdict is settled.verdict
    else:
        assert settled.unanswered == () or set(settled.unanswered) <= set(given_answers) - set(
            known
        )
