"""A list of whom to dispose of: asked for by one, approved by another; then its receipt."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from munhalsa.domain.dates import add_months
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.two_people import ApprovalState, Terms, state_of

HOLDS_FOR = timedelta(days=30)
"""Long enough for a delivery to the archive in between (an assumption: no source says)."""

WITHDRAWN = "disposal.withdraw"

TERMS = Terms(
    holds_for=HOLDS_FOR,
    own="Du kan inte godkänna den gallring som du själv har begärt. Be en annan kontaktperson att "
    "godkänna den.",
    another="Gallringen utförs av den som begärde den. Gör en egen begäran och be någon godkänna "
    "den.",
    why_not={
        ApprovalState.WAITING: (
            "not_approved",
            "Gallringen är inte godkänd. Be en annan kontaktperson att godkänna den.",
        ),
        ApprovalState.LAPSED: (
            "approval_lapsed",
            "Godkännandet gällde i 30 dagar och har gått ut. Gör en ny begäran.",
        ),
        ApprovalState.USED: (
            "approval_used",
            "Gallringen är redan utförd. Visa kvittot i stället.",
        ),
        ApprovalState.WITHDRAWN: (
            "request_withdrawn",
            "Begäran är återkallad. Gör en ny begäran om det behövs.",
        ),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal:
    """Whom to dispose of by which decision, and what came of it; in the end it names no one.

    ``persons`` are their ids, one a line, until it is carried out or withdrawn; ``used_at`` is
    when it was either, and ``carried_out_on`` tells which. ``requested_by`` and ``approved_by``
    are ids of accounts. ``delivered_at``, ``delivered_sha256`` and
    ``archive_reference`` tell of the delivery to the archive, where there is to be one
    (``archive_first``). The rest is the receipt: ``rules`` is JSON, ``backups_gone_on`` the day
    on which the last backup that holds them is gone.
    """

    id: str
    version: int = 1
    decision: str
    looked_at: date
    persons: str
    asked_for: int
    archive_first: bool = False
    requested_by: str
    requested_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None
    delivered_at: datetime | None = None
    delivered_sha256: str | None = None
    archive_reference: str | None = None
    used_at: datetime | None = None
    carried_out_on: date | None = None
    disposed: int | None = None
    left_out: int | None = None
    rows: int | None = None
    log_contents: int | None = None
    rules: str | None = None
    backups_gone_on: date | None = None

    @property
    def person_ids(self) -> tuple[str, ...]:
        """Who is on the list."""
        return tuple(self.persons.splitlines())

    def state(self, now: datetime) -> ApprovalState:
        """How far it has come at that time."""
        if self.used_at is not None and self.carried_out_on is None:
            return ApprovalState.WITHDRAWN
        return state_of(self, TERMS, now=now)


def check_withdrawn(order: Disposal) -> None:
    """Refuse to withdraw what has been carried out, or withdrawn already."""
    if order.used_at is not None:
        # What is settled is so at any time.
        raise Rejected(*TERMS.why_not[order.state(order.used_at)], field="request")


def check_delivered(order: Disposal) -> None:
    """Refuse to go on before the archive has what it is to have."""
    if order.archive_first and order.archive_reference is None:
        raise Rejected(
            "not_delivered",
            "Uppgifterna ska till arkivet först. Skriv filen till arkivet och anteckna arkivets "
            "kvitto, sedan kan gallringen utföras.",
            field="request",
        )


def check_delivers(order: Disposal) -> None:
    """Refuse a file for the archive where none is wanted, or after it has been received."""
    if not order.archive_first:
        raise Rejected(
            "no_archive",
            "Den här gallringen ska inte till arkivet. Välj det i inställningarna innan begäran "
            "görs, om det står i dokumenthanteringsplanen.",
            field="request",
        )
    if order.archive_reference is not None:
        raise already_confirmed()


def check_confirms(order: Disposal) -> None:
    """Refuse a receipt of what has not been delivered, or a second one."""
    if order.delivered_at is None:
        raise Rejected(
            "not_delivered", "Filen till arkivet är inte skriven. Skriv den först.", field="request"
        )
    if order.archive_reference is not None:
        raise already_confirmed()


def already_confirmed() -> Rejected:
    """The archive has received it, and says so once."""
    return Rejected("already_confirmed", "Arkivets kvitto är redan antecknat.", field="request")


def backups_gone_on(day: date, *, months: int) -> date:
    """The day on which a backup taken on the day is kept no longer."""
    return add_months(day, months)
