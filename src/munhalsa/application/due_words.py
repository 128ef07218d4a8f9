"""Why somebody stands on a list, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from munhalsa.application.registration_queue import worth_telling
from munhalsa.domain.assessment import AssessmentOutcome, CareNeed
from munhalsa.domain.candidate import CandidateState
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.due import DueList
from munhalsa.domain.swedish import within_sentence

DUE_NAMES: dict[DueList, str] = {
    DueList.CANDIDATES: "Möjligen berättigade utan intyg",
    DueList.ASSESSMENT: "Dags för munhälsobedömning",
    DueList.OFFER: "Fråga igen",
    DueList.NEVER_ASKED: "Aldrig tillfrågade",
    DueList.ENDING: "Intyg som går ut",
    DueList.UNREGISTERED: "Att registrera i Intygsbeställningen",
    DueList.LATE: "Munhälsobedömningen är sen",
    DueList.UNMET_NEED: "Vårdbehov utan tandvård",
    DueList.NO_CARE: "Ingen tandvård på ett år",
    DueList.NO_DENTIST: "Utan känd behandlare",
}
"""What each list is called; the order is that of Översikt."""

CHANGE_NAMES: dict[RegistrationKind, str] = {
    RegistrationKind.NEW: "nytt intyg",
    RegistrationKind.VOIDED: "makulerat intyg",
    RegistrationKind.ENDED: "avslutat intyg",
    RegistrationKind.GROUND: "ändrad personkrets",
    RegistrationKind.VALIDITY: "ändrad giltighet",
    RegistrationKind.RESPONSE: "ändrat svar",
    RegistrationKind.UNIT: "ändrad boendeenhet",
    RegistrationKind.ADDRESS: "ändrad adress",
    RegistrationKind.CONTACT: "ändrad kontakt",
    RegistrationKind.NAME_OR_NUMBER: "ändrat namn eller nummer",
    RegistrationKind.LETTER_COPY: "kopia på brev",
}

TRIED_WORDS: dict[AssessmentOutcome, str] = {
    AssessmentOutcome.PARTLY_PERFORMED: "delvis utförd",
    AssessmentOutcome.DECLINED_AT_VISIT: "tackade nej vid besöket",
    AssessmentOutcome.NOT_PRESENT: "inte på plats",
    AssessmentOutcome.WRONG_UNIT: "fel boendeenhet",
    AssessmentOutcome.UNWELL: "för trött eller sjuk",
}
"""What came of a visit that was tried and was no assessment."""

_CANDIDATE_REASONS = {
    CandidateState.NOT_ASSESSED: "Inte bedömd än",
    CandidateState.NOT_ENTITLED: "Var inte berättigad: bedöm igen",
    CandidateState.DECLINES: "Avstod från intyg: fråga igen",
    CandidateState.NEEDS_JUDGEMENT: "VGR har svarat: bedöm",
}


def reason_words(which: DueList, *, mark: date, detail: str | None) -> str:
    """The reason; ``mark`` and ``detail`` as the list's query gives them."""
    told = detail or ""
    if which in _VISIT_REASONS:
        return _VISIT_REASONS[which](mark, told)
    if which is DueList.CANDIDATES:
        state, _, care = told.partition(" ")
        reason = _CANDIDATE_REASONS[CandidateState(state)]
        received = ", ".join(within_sentence(one) for one in care.split(", "))
        return f"{reason} ({received})" if care else reason
    if which is DueList.OFFER:
        if told == mark.isoformat():
            return f"Önskade inte {told}"
        return f"Inget svar på erbjudandet {mark}, nej sedan {told}"
    if which is DueList.NEVER_ASKED:
        return "Har intyg men har inte fått frågan"
    if which is DueList.ENDING:
        return f"Intyget gäller till och med {mark}"
    if which is DueList.UNREGISTERED:
        waiting = worth_telling(RegistrationKind(word) for word in told.split())
        words = ", ".join(CHANGE_NAMES[kind] for kind in RegistrationKind if kind in waiting)
        return words[0].upper() + words[1:]
    return "Ingen behandlare är känd"


def _assessment(_mark: date, told: str) -> str:
    last, planned, tried, outcome, parked = (*told.split(), "", "", "")[:5]
    parts = [f"Senast bedömd {last}" if last != "-" else "Aldrig bedömd"]
    if tried:
        wait = ", väntar på nästa besöksdag" if parked and planned == "-" else ""
        parts.append(f"försökt {tried}: {TRIED_WORDS[AssessmentOutcome(outcome)]}{wait}")
    if planned != "-":
        parts.append(f"besöksdag {planned}")
    return "; ".join(parts)


def _unmet_need(mark: date, told: str) -> str:
    need = "Akut vårdbehov" if told == CareNeed.URGENT else "Vårdbehov"
    return f"{need} sedan {mark}, inget besök än"


_VISIT_REASONS: dict[DueList, Callable[[date, str], str]] = {
    DueList.ASSESSMENT: _assessment,
    DueList.LATE: lambda mark, _: f"Intyg sedan {mark}, ingen bedömning än",
    DueList.UNMET_NEED: _unmet_need,
    DueList.NO_CARE: lambda mark, told: (
        f"Senaste tandvårdsbesök {mark}" if told else "Inget känt tandvårdsbesök"
    ),
}
