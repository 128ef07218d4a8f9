"""What a care card may say, which is valid, and when the unit has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.adapters.rules import load_rules
from munhalsa.domain.care_card import CareCard
from munhalsa.domain.care_card_rules import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_LINES,
    LineDraft,
    check_card,
    check_in_care_plan,
    check_received,
    valid_card,
)
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 20)
SIGNE = Person(
    id="p",
    number="194101012393",
    birth_year=1941,
    sex=Sex.MALE,
    given_name="Signe",
    family_name="Lind",
    sort_key="lind signe",
    died_on=date(2026, 11, 21),
)
LINE = LineDraft(what="Borsta tänderna")
CARD = CareCard(id="a", person_id="p", day=DAY, signed_by="Alma", signed_on=DAY)


def fault(check: Callable[[], None]) -> tuple[str, str | None]:
    with pytest.raises(Rejected) as caught:
        check()
    return caught.value.code, caught.value.field


@pytest.mark.parametrize(
    ("lines", "changes", "expected"),
    [
        ([LINE], {"day": date(2026, 11, 23)}, ("day_in_future", "day")),
        ([LINE], {"day": TODAY}, ("person_deceased", "day")),
        ([LINE], {"next_assessment": DAY}, ("next_before_card", "next_assessment")),
        ([], {}, ("card_empty", "lines")),
        ([LINE] * (MOST_LINES + 1), {}, ("card_too_long", "lines")),
        ([LINE], {"free_text": "x" * (LONGEST_TEXT + 1)}, ("text_too_long", "free_text")),
        ([LineDraft(with_what="tvål")], {}, ("line_empty", "what")),
        (
            [replace(LINE, by_whom="x" * (LONGEST_LINE + 1))],
            {},
            ("text_too_long", "by_whom"),
        ),
    ],
)
def test_what_cannot_stand_on_a_card_is_refused_at_the_field(
    lines: list[LineDraft], changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    values: dict[str, Any] = {
        "day": DAY,
        "free_text": None,
        "next_assessment": date(2027, 11, 20),
        "today": TODAY,
    }
    assert fault(lambda: check_card(SIGNE, lines, **{**values, **changes})) == expected
    check_card(SIGNE, [LINE], **values)
    check_card(SIGNE, [], **{**values, "free_text": "Lugnt", "next_assessment": None})


def test_the_newest_is_valid_and_of_a_day_the_one_entered_last() -> None:
    older = replace(CARD, id="z", day=date(2026, 1, 1))
    last = replace(CARD, id="b")
    assert valid_card([last, CARD, older]) is last
    assert valid_card([]) is None


def test_a_card_is_received_once_by_somebody_on_a_day_that_can_be() -> None:
    taken = replace(CARD, received_on=DAY, in_care_plan_on=DAY)
    cases = (
        (taken, "Eva", DAY, ("already_received", "number")),
        (CARD, " ", DAY, ("name_missing", "by")),
        (CARD, "Eva", date(2026, 11, 19), ("day_out_of_range", "date")),
        (CARD, "Eva", date(2026, 11, 23), ("day_out_of_range", "date")),
    )
    for card, by, day, expected in cases:
        assert fault(lambda: check_received(card, by=by, day=day, today=TODAY)) == expected  # noqa: B023
    check_received(CARD, by="Eva", day=TODAY, today=TODAY)
    assert fault(lambda: check_in_care_plan(taken, day=DAY, today=TODAY)) == (
        "already_in_plan",
        "number",
    )
    check_in_care_plan(CARD, day=DAY, today=TODAY)


def test_the_phrase_bank_is_examples_until_the_provider_has_approved_them() -> None:
    phrases = load_rules().care_phrases
    assert len({phrase.id for phrase in phrases}) == len(phrases) > 10
    assert not any(phrase.confirmed for phrase in phrases)
    assert {phrase.assumption for phrase in phrases} == {"Ska godkännas av vårdgivaren."}
