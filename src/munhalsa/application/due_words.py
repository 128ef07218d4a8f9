"""Why somebody stands on a list, in words."""

from __future__ import annotations

from datetime import date

from munhalsa.application.registration_queue import worth_telling
from munhalsa.domain.candidate import CandidateState
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.due import DueList

DUE_NAMES: dict[DueList, str] = {
    DueList.CANDIDATES: "Möjligen berättigade utan intyg",
    DueList.OFFER: "Fråga igen",
    DueList.NEVER_ASKED: "Aldrig tillfrågade",
    DueList.ENDING: "Intyg som går ut",
    DueList.UNREGISTERED: "Att registrera i Intygsbeställningen",
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

_CANDIDATE_REASONS = {
    CandidateState.NOT_ASSESSED: "Inte bedömd ännu",
    CandidateState.NOT_ENTITLED: "Var inte berättigad: bedöm igen",
    CandidateState.DECLINES: "Avstod från intyg: fråga igen",
    CandidateState.NEEDS_JUDGEMENT: "VGR har svarat: bedöm",
}


def reason_words(which: DueList, *, mark: date, detail: str | None) -> str:
    """The reason; ``mark`` and ``detail`` as the list's query gives them."""
    told = detail or ""
    if which is DueList.CANDIDATES:
        state, _, care = told.partition(" ")
        reason = _CANDIDATE_REASONS[CandidateState(state)]
        return f"{reason} ({care})" if care else reason
    if which is DueList.OFFER:
        if told == mark.isoformat():
            return f"Önskade inte {told}"
        return f"Inget svar på erbjudandet {mark}, nej sedan {told}"
    if which is DueList.NEVER_ASKED:
        return "Har intyg men har inte fått frågan"
    if which is DueList.ENDING:
        return f"Intyget gäller till {mark}"
    if which is DueList.UNREGISTERED:
        waiting = worth_telling(RegistrationKind(word) for word in told.split())
        words = ", ".join(CHANGE_NAMES[kind] for kind in RegistrationKind if kind in waiting)
        return words[0].upper() + words[1:]
    return "Ingen behandlare är känd"
