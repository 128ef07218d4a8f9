"""Which answer counts."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.response import Response, response_on

days = st.dates(date(2026, 1, 1), date(2026, 1, 9))


def entered(answers: list[tuple[date, bool]]) -> list[Response]:
    """Responses whose ids rise in the order they were entered."""
    return [
        Response(id=f"{number:04d}", person_id="p", answered=answered, wants=wants)
        for number, (answered, wants) in enumerate(answers)
    ]


@given(
    st.lists(st.tuples(days, st.booleans()), max_size=6), days, st.randoms(use_true_random=False)
)
def test_the_newest_counts_and_of_one_day_the_one_entered_last(
    answers: list[tuple[date, bool]], day: date, random: Random
) -> None:
    responses = entered(answers)
    wanted = None
    for response in responses:
        if response.answered <= day and (wanted is None or response.answered >= wanted.answered):
            wanted = response
    random.shuffle(responses)
    assert response_on(day, responses) == wanted


def test_an_answer_counts_from_its_own_day() -> None:
    (response,) = entered([(date(2026, 1, 5), True)])
    assert response_on(date(2026, 1, 4), [response]) is None
    assert response_on(date(2026, 1, 5), [response]) is response
