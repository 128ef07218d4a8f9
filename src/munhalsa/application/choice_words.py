"""What the code words that people give a command mean: told where one of them is not known."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from munhalsa.application.assessment_words import ASSESSMENT_CODE_WORDS
from munhalsa.application.due_words import DUE_NAMES
from munhalsa.application.extract_words import ROLE_WORDS
from munhalsa.application.record_words import CODE_WORDS
from munhalsa.application.report_words import PERIODS
from munhalsa.application.round_words import ROUND_CODE_WORDS
from munhalsa.application.training_words import TRAINING_CODE_WORDS
from munhalsa.domain.assessment import AssessmentOutcome
from munhalsa.domain.due import DueList
from munhalsa.domain.round import RoundState, Side
from munhalsa.domain.training import CancelledBy, TrainingState

_OF_KIND: Mapping[type[StrEnum], Mapping[str, str]] = MappingProxyType(
    {
        AssessmentOutcome: ASSESSMENT_CODE_WORDS["outcome"],
        CancelledBy: TRAINING_CODE_WORDS["cancelled_by"],
        DueList: {one.value: words for one, words in DUE_NAMES.items()},
        RoundState: ROUND_CODE_WORDS,
        Side: ROUND_CODE_WORDS,
        TrainingState: TRAINING_CODE_WORDS["state"],
    }
)
_OF_ANY: Mapping[str, str] = MappingProxyType(
    {
        **{one.value: words for one, words in PERIODS.items()},
        **ROLE_WORDS,
        **CODE_WORDS,
    }
)


def choices_told(kind: type[StrEnum]) -> str:
    """The words that can be given, each with what it means in brackets."""
    words = _OF_KIND.get(kind, _OF_ANY)
    return ", ".join(_told(one.value, words.get(one.value)) for one in kind)


def _told(value: str, meaning: str | None) -> str:
    return value if meaning in (None, value) else f"{value} ({meaning})"
