"""How disposal is told: what still stands in the way, and how far a list has come."""

from __future__ import annotations

from collections.abc import Mapping

from munhalsa.application.request_disposal import OrderLine
from munhalsa.domain.disposal import StillOpen
from munhalsa.domain.two_people import ApprovalState

OPEN_WORDS: Mapping[StillOpen, str] = {
    StillOpen.CERTIFICATE: "giltigt intyg",
    StillOpen.LIVES_HERE: "bor på eller hör till en boendeenhet",
    StillOpen.CARE: "pågående insats",
    StillOpen.VISIT: "planerat besök",
    StillOpen.REGISTRATION: "något att registrera i Intygsbeställningen",
    StillOpen.CANDIDATE: "ska bedömas eller frågas igen",
    StillOpen.DEVIATION: "öppen avvikelse",
    StillOpen.DISAGREEMENT: "öppen oenighet",
}

STATE_WORDS: Mapping[ApprovalState, str] = {
    ApprovalState.WAITING: "väntar på godkännande",
    ApprovalState.APPROVED: "godkänd",
    ApprovalState.LAPSED: "för sent, godkännandet har gått ut",
    ApprovalState.USED: "utförd",
    ApprovalState.WITHDRAWN: "återkallad",
}


def order_state_words(order: OrderLine) -> str:
    """How far it has come, with what is still to be done with the archive."""
    words = STATE_WORDS[order.state]
    if order.state is not ApprovalState.APPROVED or not order.archive_first:
        return words
    if order.delivered_at is None:
        return f"{words}, ska till arkivet först"
    if order.archive_reference is None:
        return f"{words}, väntar på arkivets kvitto"
    return f"{words}, levererad till arkivet"


def receipt_facts(order: OrderLine) -> tuple[tuple[str, str], ...]:
    """The receipt of a disposal that is carried out, line by line; it names no one it was about."""
    archive = order.archive_reference
    return (
        ("Utförd", f"{order.carried_out_on}"),
        ("Beslut", order.decision),
        ("Begärd av", order.requested_by),
        ("Godkänd av", order.approved_by or ""),
        ("Personer på listan", f"{order.asked_for}"),
        ("Gallrade personer", f"{order.disposed}"),
        ("Lämnade kvar", f"{order.left_out}"),
        ("Borttagna rader", f"{order.rows}"),
        ("Borttaget innehåll i loggen", f"{order.log_contents}"),
        ("Levererat till arkivet", "nej" if archive is None else f"ja, kvitto {archive}"),
        ("Sista säkerhetskopian är borta", f"{order.backups_gone_on}"),
    )


BACKUPS_NOTE = (
    "Säkerhetskopiorna i registrets egen mapp gallras av programmet, senast den dagen enligt "
    "inställningen i dag. Kopior på andra ställen, och kopior av en gemensam databas, tas bort av "
    "den som förvarar dem, senast samma dag. Filer som har lämnats ut omfattas inte."
)
