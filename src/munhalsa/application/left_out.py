"""Who is left out of what goes to Intygsbeställningen, and how that is said."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from munhalsa.application.ports import Reader
from munhalsa.domain.certificate import Disclosure, Recipient
from munhalsa.domain.disclosure import may_hand_over
from munhalsa.domain.refusal import Notice


def without_consent(
    reader: Reader, day: date, *, among: Collection[str] | None = None
) -> frozenset[str]:
    """Persons of whom nothing may be handed to VGR, as their consent was withdrawn."""
    withdrawn = reader.registrations.withdrawn(Recipient.VGR)
    whose = withdrawn if among is None else sorted(set(among).intersection(withdrawn))
    by_person: dict[str, list[Disclosure]] = {}
    for disclosure in reader.find(Disclosure, recipient=Recipient.VGR, person_id=whose):
        by_person.setdefault(disclosure.person_id, []).append(disclosure)
    return frozenset(
        person
        for person, disclosures in by_person.items()
        if not may_hand_over(disclosures, recipient=Recipient.VGR, day=day)
    )


def left_out(*, protected: int, consent: int) -> tuple[Notice, ...]:
    """How many are left out, and why."""
    notices = []
    if protected:
        notices.append(
            Notice(
                code="left_out_protected",
                message=f"{protected} med skyddade uppgifter är inte med. De hanteras på papper.",
            )
        )
    if consent:
        notices.append(
            Notice(
                code="left_out_consent",
                message=f"{consent} är inte med eftersom samtycket är återkallat.",
            )
        )
    return tuple(notices)
