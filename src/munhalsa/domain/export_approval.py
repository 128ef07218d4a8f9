"""That the whole municipality goes out is asked for by one and approved by another (exchange)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from munhalsa.domain.refusal import Rejected

HOLDS_FOR = timedelta(hours=24)


class ApprovalState(StrEnum):
    """How far it has come; nothing leaves ``LAPSED`` and ``USED``."""

    WAITING = "waiting"
    APPROVED = "approved"
    LAPSED = "lapsed"
    USED = "used"


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
        if self.used_at is not None:
            return ApprovalState.USED
        if self.approved_at is None:
            return ApprovalState.WAITING
        lapsed = now >= self.approved_at + HOLDS_FOR
        return ApprovalState.LAPSED if lapsed else ApprovalState.APPROVED


def check_approves(approval: ExportApproval, *, account: str, now: datetime) -> None:
    """Refuse an approval by who asked, or of what has been approved already."""
    if approval.requested_by == account:
        raise Rejected(
            "own_request",
            "Du kan inte godkänna det som du själv har begärt. Be en annan kontaktperson eller "
            "administratör att godkänna det.",
            field="request",
        )
    if approval.state(now) is not ApprovalState.WAITING:
        raise Rejected(
            "request_settled",
            "Begäran är redan godkänd eller använd. Be om en ny begäran om det behövs.",
            field="request",
        )


def check_used_by(approval: ExportApproval, *, account: str, now: datetime) -> None:
    """Refuse unless who asked uses an approval that holds and has not been used."""
    if approval.requested_by != account:
        raise Rejected(
            "request_of_another",
            "Filen skrivs av den som begärde den. Gör en egen begäran och be någon godkänna den.",
            field="request",
        )
    why = _WHY.get(approval.state(now))
    if why is not None:
        raise Rejected(*why, field="request")


_WHY = {
    ApprovalState.WAITING: (
        "not_approved",
        "Begäran är inte godkänd. Be en annan kontaktperson eller administratör att godkänna den.",
    ),
    ApprovalState.LAPSED: (
        "approval_lapsed",
        "Godkännandet gällde i 24 timmar och har gått ut. Gör en ny begäran.",
    ),
    ApprovalState.USED: (
        "approval_used",
        "Godkännandet är redan använt. Det gäller en gång; gör en ny begäran.",
    ),
}
