"""Rules hold by the day, and an administrator may set the age limit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.certificate import EndReason, Ground
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import AgeLimit, CoverageTarget, Rule, RuleBook
from tests.support.rules import ALWAYS, START, question, rule_book

DAY = date(2026, 11, 22)


def test_a_row_holds_from_its_first_to_its_last_day() -> None:
    row = Rule(valid_from=date(2021, 1, 1), valid_to=date(2024, 12, 31), source="Källan")
    assert [row.holds_on(day) for day in (date(2020, 12, 31), date(2021, 1, 1))] == [False, True]
    assert [row.holds_on(day) for day in (date(2024, 12, 31), date(2025, 1, 1))] == [True, False]
    assert replace(row, valid_to=None).holds_on(date(2099, 1, 1))


def test_only_what_is_in_force_is_given() -> None:
    book = rule_book(
        questions=(
            question("old", valid_to=date(2009, 12, 31)),
            question("new", valid_from=date(2010, 1, 1)),
        )
    )
    assert [row.id for row in book.questions_on(date(2009, 12, 31))] == ["old"]
    assert [row.id for row in book.questions_on(date(2010, 1, 1))] == ["new"]
    before = date(1999, 12, 31)
    assert book.criteria_on(before) == ()
    assert book.exclusions_on(before) == ()
    assert book.end_reasons_on(before) == ()
    assert book.grounds_on(before) == ()
    assert book.age_groups_on(before) == ()
    assert len(book.criteria_on(DAY)) == 2
    assert len(book.exclusions_on(DAY)) == 1
    assert len(book.end_reasons_on(DAY)) == len(EndReason)
    assert len(book.grounds_on(DAY)) == len(Ground)
    assert len(book.age_groups_on(DAY)) == 3


def test_the_age_limit_of_the_day_and_the_last_confirmed_one() -> None:
    book = rule_book()
    assert book.age_limit_on(date(2024, 12, 31)).years == 24
    assert book.age_limit_on(date(2025, 1, 1)).years == 20
    assert not book.age_limit_on(DAY).confirmed
    assert book.confirmed_age_limit_on(DAY).years == 24
    assert book.lowest_age_limit == 20


@pytest.mark.parametrize(
    "look",
    [
        lambda book, day: book.age_limit_on(day),
        lambda book, day: book.confirmed_age_limit_on(day),
        lambda book, day: book.coverage_target_on(day),
        lambda book, day: book.ground_rule(Ground.LSS, day=day),
        lambda book, day: book.age_group_of(70, day=day),
    ],
)
def test_a_day_without_a_rule_is_refused(look: Callable[[RuleBook, date], object]) -> None:
    assert look(rule_book(), START) is not None
    with pytest.raises(Rejected, match="ingen regel om") as caught:
        look(rule_book(), date(1999, 12, 31))
    assert caught.value.code == "no_rule_for_day"


def test_the_words_of_a_ground() -> None:
    assert rule_book().ground_rule(Ground.AT_HOME, day=DAY).text == "Text 2c"


@pytest.mark.parametrize(
    ("age", "key"),
    [(0, "young"), (23, "young"), (24, "middle"), (64, "middle"), (65, "old"), (110, "old")],
)
def test_the_group_of_an_age(age: int, key: str) -> None:
    assert rule_book().age_group_of(age, day=DAY).key == key


@given(st.integers(min_value=0, max_value=2_000_000))
def test_the_target_is_counted_exactly_and_rounded_up(population: int) -> None:
    target = CoverageTarget(**ALWAYS, share=Fraction(3, 100), base_age=24)
    wanted = target.persons_wanted(population)
    assert wanted * 100 >= population * 3 > (wanted - 1) * 100


def test_the_definitions_of_figures_in_force() -> None:
    assert [row.id for row in rule_book().figures_on(DAY)] == ["M1"]
    assert rule_book().figures_on(date(1999, 12, 31)) == ()


class TestSettings:
    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("months", "1"),
            ("months", "13"),
            ("base", "over_24"),
            ("shown", "yes"),
            ("shown", "no"),
        ],
    )
    def test_a_value_that_a_setting_can_have(self, key: str, value: str) -> None:
        setting = rule_book().setting(key, day=DAY)
        setting.check(value)
        assert setting.key == key

    @pytest.mark.parametrize(
        ("key", "value", "words"),
        [
            ("months", "0", "ett helt tal från 1 till 13"),
            ("months", "14", "ett helt tal"),
            ("months", "", "ett helt tal"),
            ("months", "-3", "ett helt tal"),
            ("months", "²", "ett helt tal"),
            ("base", "24", "något av from_24, over_24"),
            ("shown", "ja", "något av yes, no"),
        ],
    )
    def test_a_value_that_it_cannot(self, key: str, value: str, words: str) -> None:
        with pytest.raises(Rejected, match=words) as caught:
            rule_book().setting(key, day=DAY).check(value)
        assert (caught.value.code, caught.value.field) == ("setting_value", "value")

    def test_values_in_words(self) -> None:
        base, shown, months = (
            rule_book().setting(key, day=DAY) for key in ("base", "shown", "months")
        )
        assert base.word("over_24") == "över 24 år"
        assert dict(shown.options) == {"yes": "Ja", "no": "Nej"}
        assert (months.options, months.word("12")) == ((), "12")

    def test_a_setting_that_nobody_knows(self) -> None:
        with pytest.raises(Rejected, match="setting list") as caught:
            rule_book().setting("other", day=DAY)
        assert (caught.value.code, caught.value.field) == ("setting_unknown", "key")


class TestAnAgeLimitSetByAnAdministrator:
    def test_it_holds_from_its_day_and_is_confirmed(self) -> None:
        book = rule_book().with_age_limit(
            years=22, valid_from=date(2026, 1, 1), source="Beslut av VGR"
        )
        assert book.age_limit_on(date(2024, 6, 1)).years == 24
        assert book.age_limit_on(date(2025, 12, 31)).years == 20
        own = AgeLimit(years=22, valid_from=date(2026, 1, 1), source="Beslut av VGR")
        assert book.age_limit_on(date(2026, 1, 1)) == own
        assert book.confirmed_age_limit_on(DAY) == own

    def test_it_takes_the_place_of_what_began_that_day_or_later(self) -> None:
        book = rule_book().with_age_limit(years=23, valid_from=date(2020, 1, 1), source="Beslut")
        assert [(row.years, row.valid_to) for row in book.age_limits] == [
            (24, date(2019, 12, 31)),
            (23, None),
        ]

    def test_the_version_tells(self) -> None:
        book = rule_book().with_age_limit(years=23, valid_from=date(2020, 1, 1), source="Beslut")
        assert book.version == "prov+age23.20200101"

    @pytest.mark.parametrize("years", [15, 101])
    def test_a_limit_nobody_can_have_meant_is_refused(self, years: int) -> None:
        with pytest.raises(Rejected, match="mellan 16 och 100") as caught:
            rule_book().with_age_limit(years=years, valid_from=DAY, source="Beslut")
        assert caught.value.field == "age_limit"
