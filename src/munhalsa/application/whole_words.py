"""How a request for the whole municipality to go out is told."""

from __future__ import annotations

from collections.abc import Mapping

from munhalsa.domain.two_people import ApprovalState

STATE_WORDS: Mapping[ApprovalState, str] = {
    ApprovalState.WAITING: "väntar på godkännande",
    ApprovalState.APPROVED: "godkänd",
    ApprovalState.LAPSED: "för sent, godkännandet har gått ut",
    ApprovalState.USED: "skriven",
}
