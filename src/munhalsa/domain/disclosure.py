"""When a disclosure assessment (sekretessprövning) lets data go to a recipient (spec: records)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from munhalsa.domain.certificate import Disclosure, DisclosureBasis, Recipient
from munhalsa.domain.refusal import Rejected


def in_force(
    disclosures: Iterable[Disclosure], recipient: Recipient, day: date
) -> Disclosure | None:
    """The assessment that lets data go to the recipient that day, None if there is none.

    The newest counts, unless it was withdrawn or a consent was withdrawn after it was made.
    """
    made = [one for one in disclosures if one.recipient is recipient and one.decided_on <= day]
    newest = max(made, key=lambda one: (one.decided_on, one.id), default=None)
    if newest is None or _ended_by(newest, day):
        return None
    withdrawn = _withdrawals(made, day)
    return newest if all(ended <= newest.decided_on for ended in withdrawn) else None


def may_hand_over(disclosures: Iterable[Disclosure], recipient: Recipient, day: date) -> bool:
    """Whether an export may tell the recipient about the person.

    A withdrawn consent stops it, from the day itself until a new assessment is made. Where nothing
    was withdrawn it may go ahead: that an assessment is missing is warned of when a certificate is
    issued.
    """
    known = list(disclosures)
    mine = [one for one in known if one.recipient is recipient and one.decided_on <= day]
    return not _withdrawals(mine, day) or in_force(known, recipient, day) is not None


def check_details(basis: DisclosureBasis, details: str | None) -> None:
    """Refuse an assessment that does not say what it rests on."""
    if details is None or not details.strip():
        raise Rejected(
            "disclosure_details_missing", f"Sekretessprövningen {_WANTED[basis]}", field="details"
        )


_WANTED = {
    DisclosureBasis.CONSENT: "saknar uppgift om samtycket: vem, hur och till vad.",
    DisclosureBasis.HARM_TEST: "saknar skälen i menprövningen. Skriv dem.",
    DisclosureBasis.LAW: "saknar lagrum. Skriv vilken bestämmelse som gäller.",
}


def _ended_by(disclosure: Disclosure, day: date) -> bool:
    return disclosure.withdrawn_on is not None and disclosure.withdrawn_on <= day


def _withdrawals(disclosures: Iterable[Disclosure], day: date) -> list[date]:
    """When consents were withdrawn, up to the day."""
    return [
        one.withdrawn_on
        for one in disclosures
        if one.basis is DisclosureBasis.CONSENT
        and one.withdrawn_on is not None
        and one.withdrawn_on <= day
    ]
