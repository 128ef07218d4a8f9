"""What a field of a record is told as, for each kind of value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from munhalsa.application.record_words import value_words
from munhalsa.domain.person import Person
from munhalsa.domain.round import Round, RoundState
from munhalsa.domain.training import Training
from tests.support.deeds import SIGNE


@pytest.mark.parametrize(
    ("kind", "field", "value", "words"),
    [
        (Round, "state", RoundState.CANCELLED, "inställd"),
        (Round, "day", date(2026, 3, 1), "2026-03-01"),
        (Training, "hundredths", 150, "1,5"),
        (Person, "needs_interpreter", True, "ja"),
        (Person, "number", SIGNE, "19410101-••••"),
        (Person, "family_name", "", "–"),
    ],
)
def test_a_value_in_words(kind: type[Any], field: str, value: Any, words: str) -> None:
    assert value_words(kind, field, value) == words
