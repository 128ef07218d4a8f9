"""Each reason on each list, in words."""

from __future__ import annotations

from datetime import date

import pytest

from munhalsa.application.due_words import CHANGE_NAMES, DUE_NAMES, reason_words
from munhalsa.domain.candidate import CandidateState
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.due import DueList

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("which", "detail", "words"),
    [
        (DueList.CANDIDATES, "not_assessed", "Inte bedömd ännu"),
        (
            DueList.CANDIDATES,
            "declines Hemtjänst, Larm",
            "Avstod från intyg: fråga igen (Hemtjänst, Larm)",
        ),
        (DueList.OFFER, "2026-11-22", "Önskade inte 2026-11-22"),
        (
            DueList.OFFER,
            "2025-01-02",
            "Inget svar på erbjudandet 2026-11-22, nej sedan 2025-01-02",
        ),
        (DueList.NEVER_ASKED, None, "Har intyg men har inte fått frågan"),
        (DueList.ENDING, "1490-2024-0001", "Intyget gäller till 2026-11-22"),
        (DueList.UNREGISTERED, "response new response", "Nytt intyg"),
        (DueList.UNREGISTERED, "unit response unit", "Ändrat svar, ändrad boendeenhet"),
        (DueList.NO_DENTIST, None, "Ingen behandlare är känd"),
    ],
)
def test_the_reason(which: DueList, detail: str | None, words: str) -> None:
    assert reason_words(which, mark=DAY, detail=detail) == words


def test_everything_has_words() -> None:
    assert list(DUE_NAMES) == list(DueList)
    assert list(CHANGE_NAMES) == list(RegistrationKind)
    for state in CandidateState:
        assert reason_words(DueList.CANDIDATES, mark=DAY, detail=state)
