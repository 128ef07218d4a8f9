"""What differs, in words."""

from __future__ import annotations

from datetime import date

import pytest

from munhalsa.application.reconciliation_words import (
    ASPECT_WORDS,
    CHOICE_WORDS,
    here_words,
    there_words,
)
from munhalsa.domain.reconciliation import Aspect, Choice, Standing, Value

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("aspect", "value", "here", "there"),
    [
        (Aspect.ONLY_HERE, DAY, "intyg 2026-03-01", "finns inte"),
        (Aspect.ONLY_THERE, None, "okänd", "intyg"),
        (Aspect.ANSWER, None, "inte tillfrågad", "inte tillfrågad"),
        (Aspect.ANSWER, True, "ja", "ja"),
        (Aspect.ANSWER, False, "nej", "nej"),
        (Aspect.UNIT, None, "eget boende", "eget boende"),
        (Aspect.UNIT, "Ekgården", "Ekgården", "Ekgården"),
        (Aspect.VALID_TO, None, "tills vidare", "tills vidare"),
        (Aspect.VALID_TO, DAY, "2026-03-01", "2026-03-01"),
        (Aspect.ENDED_HERE, DAY, "t.o.m. 2026-03-01", "t.o.m. 2026-03-01"),
        (Aspect.NUMBER, "191601012394", "19160101-••••", "19160101-••••"),
        (Aspect.NUMBER, None, "ett annat", "ett annat"),
    ],
)
def test_each_side_is_said(aspect: Aspect, value: Value, here: str, there: str) -> None:
    assert (here_words(aspect, value), there_words(aspect, value)) == (here, there)


def test_what_is_known_of_whom_only_the_list_has() -> None:
    known = [here_words(Aspect.ONLY_THERE, None, standing) for standing in Standing]
    assert known == ["okänd", "inget intyg", "avliden", "utflyttad"]


def test_every_kind_and_choice_has_its_words() -> None:
    assert (set(ASPECT_WORDS), set(CHOICE_WORDS)) == (set(Aspect), set(Choice))
