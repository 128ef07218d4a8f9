"""The words for issuers that screens and commands share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from munhalsa.domain.issuer import ChecklistItem, IssuerNeed, IssuerStanding

NEED_WORDS: Mapping[IssuerNeed, str] = MappingProxyType(
    {
        IssuerNeed.TRAINING: "behöver utbildning",
        IssuerNeed.IDLE: "inget intyg på ett år",
        IssuerNeed.CLOSE_ACCOUNT: "konto kvar i Intygsbeställningen",
        IssuerNeed.HAND_OVER: "har personer att lämna över",
    }
)
CHECKLIST_WORDS: Mapping[ChecklistItem, str] = MappingProxyType(
    {
        ChecklistItem.AUTHORISED: "Utsedd av MAS eller områdeschef",
        ChecklistItem.TRAINED: "Utbildning för intygsutfärdare",
        ChecklistItem.ORDERED: "Konto i Intygsbeställningen beställt",
        ChecklistItem.USER: "Användare här",
        ChecklistItem.REACHED: "E-post och arbetsplats",
    }
)


def needs_words(standing: IssuerStanding) -> str:
    """What waits about an issuer, in one line; empty where nothing does."""
    return ", ".join(NEED_WORDS[need] for need in standing.needs)


def missing_words(standing: IssuerStanding) -> str:
    """What of the checklist is not there, in one line."""
    return ", ".join(CHECKLIST_WORDS[item] for item, done in standing.checklist if not done)
