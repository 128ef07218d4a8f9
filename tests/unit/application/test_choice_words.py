"""What a code word means is told in brackets where it does not speak for itself."""

from __future__ import annotations

from munhalsa.application.choice_words import choices_told
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import Ground
from munhalsa.domain.training import TrainingState


def test_each_word_has_its_meaning_and_what_needs_none_stands_alone() -> None:
    assert choices_told(Ground) == "1, 2a, 2b, 2c"
    assert choices_told(TrainingState).startswith("planned (planerad), held (hållen)")
    assert "coordinator (kontaktperson)" in choices_told(Role)
