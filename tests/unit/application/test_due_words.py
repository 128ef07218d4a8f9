"""Each reason on each list, in words."""

from __future__ import annotations

from datetime import date

import pytest

from munhalsa.application.due_words import CHANGE_NAMES, DUE_NAMES, TRIED_WORDS, reason_words
from munhalsa.domain.assessment import AssessmentOutcome
from munhalsa.domain.candidate import CandidateState
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.due import DueList

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("which", "detail", "words"),
    [
        (DueList.CANDIDATES, "not_assessed", "Inte bedömd än"),
        (
            DueList.CANDIDATES,
            "declines Hemtjänst, LSS, bostad",
            "Avstod från intyg: fråga igen (hemtjänst, LSS, bostad)",
        ),
        (DueList.OFFER, "2026-11-22", "Önskade inte 2026-11-22"),
        (
            DueList.OFFER,
            "2025-01-02",
            "Inget svar på erbjudandet 2026-11-22, nej sedan 2025-01-02",
        ),
        (DueList.NEVER_ASKED, None, "Har intyg men har inte fått frågan"),
        (DueList.ENDING, "1490-2024-0001", "Intyget gäller till och med 2026-11-22"),
        (DueList.UNREGISTERED, "response new response", "Nytt intyg"),
        (DueList.UNREGISTERED, "unit response unit", "Ändrat svar, ändrad boendeenhet"),
        (DueList.ASSESSMENT, "- - ", "Aldrig bedömd"),
        (
            DueList.ASSESSMENT,
            "2025-01-02 - 2026-10-01 not_present parked",
            (
                "Senast bedömd 2025-01-02; försökt 2026-10-01: inte på plats, "
                "väntar på nästa besöksdag"
            ),
        ),
        (
            DueList.ASSESSMENT,
            "- 2026-12-01 2026-10-01 unwell parked",
            "Aldrig bedömd; försökt 2026-10-01: för trött eller sjuk; besöksdag 2026-12-01",
        ),
        (
            DueList.LATE,
            "2026-11-22",
            "Intyg sedan 2026-11-22, ingen bedömning än",
        ),
        (
            DueList.UNMET_NEED,
            "urgent",
            "Akut vårdbehov sedan 2026-11-22, inget besök än",
        ),
        (
            DueList.UNMET_NEED,
            "not_urgent",
            "Vårdbehov sedan 2026-11-22, inget besök än",
        ),
        (DueList.NO_CARE, "2026-11-22", "Senaste tandvårdsbesök 2026-11-22"),
        (DueList.NO_CARE, None, "Inget känt tandvårdsbesök"),
        (DueList.NO_DENTIST, None, "Ingen behandlare är känd"),
    ],
)
def test_the_reason(which: DueList, detail: str | None, words: str) -> None:
    assert reason_words(which, mark=DAY, detail=detail) == words


def test_everything_has_words() -> None:
    assert list(DUE_NAMES) == list(DueList)
    assert list(CHANGE_NAMES) == list(RegistrationKind)
    assert {*TRIED_WORDS} == {
        one for one in AssessmentOutcome if one != "performed" and not one.startswith("cancelled")
    }
    for state in CandidateState:
        assert reason_words(DueList.CANDIDATES, mark=DAY, detail=state)
