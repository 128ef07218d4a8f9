"""What one asks for and another lets through, to be used once by who asked (spec: security)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected


class ApprovalState(StrEnum):
    """How far it has come; nothing leaves ``USED`` and ``WITHDRAWN``."""

    WAITING = "waiting"
    APPROVED = "approved"
    LAPSED = "lapsed"
    USED = "used"
    WITHDRAWN = "withdrawn"


class Asked(Protocol):
    """A request and what became of it; ``requested_by`` is the id of an account."""

    @property
    def requested_by(self) -> str: ...

    @property
    def approved_at(self) -> datetime | None: ...

    @property
    def used_at(self) -> datetime | None: ...

    def state(self, now: datetime) -> ApprovalState: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long an approval holds, and the sentences of what is refused; each code's own words.

    ``why_not`` are those for each state in which it cannot be used.
    """

    holds_for: timedelta
    own: str
    another: str
    why_not: Mapping[ApprovalState, tuple[str, str]]


def state_of(asked: Asked, terms: Terms, *, now: datetime) -> ApprovalState:
    """How far it has come at that time, if nobody has withdrawn it."""
    if asked.used_at is not None:
        return ApprovalState.USED
    if asked.approved_at is None:
        return ApprovalState.WAITING
    lapsed = now >= asked.approved_at + terms.holds_for
    return ApprovalState.LAPSED if lapsed else ApprovalState.APPROVED


def check_approves(asked: Asked, terms: Terms, *, account: str, now: datetime) -> None:
    """Refuse an approval by who asked, or of what has been approved already."""
    if asked.requested_by == account:
        raise Rejected("own_request", terms.own, field="request")
    if asked.state(now) is not ApprovalState.WAITING:
        raise Rejected(
            "request_settled",
            "Begäran är redan godkänd, använd eller återkallad. Be om en ny begäran om det behövs.",
            field="request",
        )


def check_used_by(asked: Asked, terms: Terms, *, account: str, now: datetime) -> None:
    """Refuse unless who asked uses an approval that holds and has not been used."""
    if asked.requested_by != account:
        raise Rejected("request_of_another", terms.another, field="request")
    why = terms.why_not.get(asked.state(now))
    if why is not None:
        raise Rejected(*why, field="request")
