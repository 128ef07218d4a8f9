"""Rules that do not hang together are found."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.domain.certificate import Ground
from munhalsa.domain.rule_faults import faults
from munhalsa.domain.rules import AgeLimit
from tests.support.rules import ALWAYS, conditions, criterion, question, rule_book

BOOK = rule_book()
FIRST_LIMIT, SECOND_LIMIT = BOOK.age_limits
YOUNG, MIDDLE, OLD = BOOK.age_groups
HOME, LSS = BOOK.criteria
DEVIATIONS = BOOK.deviations
DAY = date(2010, 1, 1)


def test_nothing_is_wrong_with_rules_that_follow_each_other() -> None:
    assert faults(BOOK) == ()
    renamed = (
        replace(YOUNG, valid_to=date(2009, 12, 31)),
        replace(YOUNG, valid_from=DAY, name="Yngre"),
        MIDDLE,
        OLD,
    )
    assert faults(rule_book(age_groups=renamed)) == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"questions": (*BOOK.questions, question("home", valid_from=DAY))},
            "frågan home: två rader gäller samma dag eller står i fel ordning",
        ),
        (
            {"criteria": (replace(HOME, valid_to=date(1999, 1, 1)), LSS)},
            "kriteriet crit_home: valid_to ligger före valid_from",
        ),
        (
            {"exclusions": BOOK.exclusions * 2},
            "undantaget only_injections: två rader gäller samma dag eller står i fel ordning",
        ),
        (
            {"age_limits": (SECOND_LIMIT, FIRST_LIMIT)},
            "åldersgränsen: två rader gäller samma dag eller står i fel ordning",
        ),
        ({"age_limits": ()}, "den första åldersgränsen saknas eller är inte bekräftad"),
        (
            {"age_limits": (replace(FIRST_LIMIT, assumption="Gissning"), SECOND_LIMIT)},
            "den första åldersgränsen saknas eller är inte bekräftad",
        ),
        (
            {"age_limits": (replace(FIRST_LIMIT, valid_to=date(2023, 12, 31)), SECOND_LIMIT)},
            "åldersgräns saknas från 2024-01-01",
        ),
        (
            {"age_limits": (AgeLimit(**ALWAYS, years=24, valid_to=date(2019, 12, 31)),)},
            "åldersgräns saknas från 2020-01-01",
        ),
        ({"grounds": BOOK.grounds[1:]}, "grunden 1 saknas från 2000-01-01"),
        (
            {"grounds": (*BOOK.grounds[:3], replace(BOOK.grounds[3], valid_to=date(2009, 12, 31)))},
            "grunden 2c saknas från 2010-01-01",
        ),
        ({"end_reasons": BOOK.end_reasons[1:]}, "avslutsorsaken deceased saknas"),
        (
            {"coverage_targets": BOOK.coverage_targets * 2},
            "målet: två rader gäller samma dag eller står i fel ordning",
        ),
        (
            {"figures": BOOK.figures * 2},
            "måttet M1: två rader gäller samma dag eller står i fel ordning",
        ),
        (
            {"settings": BOOK.settings * 2},
            "inställningen base: två rader gäller samma dag eller står i fel ordning",
        ),
        (
            {"deviations": replace(DEVIATIONS, categories=DEVIATIONS.categories[:1] * 2)},
            "avvikelsekategorin not_done: två rader gäller samma dag eller står i fel ordning",
        ),
        (
            {"deviations": replace(DEVIATIONS, handling=())},
            "hantering av avvikelser saknas",
        ),
        (
            {"deviations": replace(DEVIATIONS, ladder=DEVIATIONS.ladder * 2)},
            "steget 1: två rader gäller samma dag eller står i fel ordning",
        ),
        (
            {"criteria": (replace(HOME, id="lss"),)},
            "lss: både en fråga och ett kriterium har detta id",
        ),
        ({"criteria": (replace(LSS, grounds=()),)}, "crit_lss: ger ingen grund"),
        (
            {"criteria": (replace(LSS, excluded_by=("nothing",)),)},
            "crit_lss: undantaget nothing finns inte",
        ),
        (
            {"criteria": (criterion("odd", {"nobody": True}, Ground.LSS),)},
            "odd: nobody är ingen ja- eller nej-fråga från 2000-01-01",
        ),
        (
            {"criteria": (criterion("odd", {"basis": True}, Ground.LSS),)},
            "odd: basis är ingen ja- eller nej-fråga från 2000-01-01",
        ),
        (
            {
                "criteria": (
                    replace(
                        LSS,
                        grounds=(replace(LSS.grounds[0], when=conditions({"nobody": False})),),
                    ),
                )
            },
            "crit_lss: nobody är ingen ja- eller nej-fråga från 2000-01-01",
        ),
        (
            {
                "questions": tuple(
                    replace(row, valid_to=date(2009, 12, 31)) if row.id == "injections" else row
                    for row in BOOK.questions
                )
            },
            "only_injections: injections är ingen ja- eller nej-fråga från 2010-01-01",
        ),
        (
            {"age_groups": (YOUNG, OLD)},
            "åldersgrupperna täcker inte varje ålder en gång från 2000-01-01",
        ),
        (
            {"age_groups": (replace(YOUNG, highest=None), MIDDLE, OLD)},
            "åldersgrupperna täcker inte varje ålder en gång från 2000-01-01",
        ),
        (
            {"age_groups": (YOUNG, MIDDLE)},
            "åldersgrupperna täcker inte varje ålder en gång från 2000-01-01",
        ),
    ],
)
def test_a_fault_is_named(changes: dict[str, Any], fault: str) -> None:
    assert fault in faults(rule_book(**changes))


def test_each_fault_is_told_once_for_each_day_it_begins() -> None:
    odd = criterion("odd", {"nobody": True, "basis": False}, Ground.LSS)
    assert faults(rule_book(criteria=(odd, odd))) == (
        "kriteriet odd: två rader gäller samma dag eller står i fel ordning",
        "odd: nobody är ingen ja- eller nej-fråga från 2000-01-01",
        "odd: basis är ingen ja- eller nej-fråga från 2000-01-01",
        "odd: nobody är ingen ja- eller nej-fråga från 2025-01-01",
        "odd: basis är ingen ja- eller nej-fråga från 2025-01-01",
    )
