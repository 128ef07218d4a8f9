"""That the whole municipality goes out is asked for by one and approved by another (exchange)."""

from __future__ import annotations

from datetime import datetime, timedelta

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.two_people import ApprovalState, Terms, state_of

HOLDS_FOR = timedelta(hours=24)

TERMS = Terms(
    holds_for=HOLDS_FOR,
    own="Du kan inte godkänna det som du själv har begärt. Be en annan kontaktperson eller "
    "administratör att godkänna det.",
    another="Filen skrivs av den som begärde den. Gör en egen begäran och be någon godkänna den.",
    why_not={
        ApprovalState.WAITING: (
            "not_approved",
            (
                "Begäran är inte godkänd. Be en annan kontaktperson eller administratör att "
                "godkänna den."
            ),
        ),
        ApprovalState.LAPSED: (
            "approval_lapsed",
            "Godkännandet gällde i 24 timmar och har gått ut. Gör en ny begäran.",
        ),
        ApprovalState.USED: (
            "approval_used",
            "Godkännandet är redan använt. Det gäller en gång; gör en ny begäran.",
        ),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportApproval:
    """A request for the whole to go out, for whom and why, and what became of it.

    ``requested_by`` and ``approved_by`` are ids of accounts. It is used once, by who asked.
    """

    id: str
    version: int = 1
    recipient: str
    purpose: str
    requested_by: str
    requested_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None
    used_at: datetime | None = None

    def state(self, now: datetime) -> ApprovalState:
        """How far it has come at that time."""
        return state_of(self, TERMS, now=now)
