"""What must hold when something has been taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from munhalsa.application.ports import Reader, Session
from munhalsa.application.sight import PROTECTION_STAYS
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.departure import Fate, fate_of, homes_to_end
from munhalsa.domain.person import Person, ProtectedIdentity, Residence
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.undo import RecordChange

_STRENGTH = {level.value: strength for strength, level in enumerate(ProtectedIdentity)}


def check_protection_stays(session: Session, net: Iterable[RecordChange]) -> None:
    """Refuse an undo that would lessen a protection, to whoever is not named for it."""
    if not session.sees_protected and any(_lessens(change) for change in net):
        raise NotAllowed(
            PROTECTION_STAYS,
            "Det går inte att ångra: skyddet av uppgifterna skulle minska. "
            "Be den som har särskild rätt till skyddade uppgifter.",
        )


def _lessens(change: RecordChange) -> bool:
    before, after = change.before or {}, change.after or {}
    if change.kind is not Person or not {"protected_identity"} <= before.keys() & after.keys():
        return False
    return _STRENGTH[before["protected_identity"]] < _STRENGTH[after["protected_identity"]]


def check_nothing_outlives(reader: Reader, net: Iterable[RecordChange], *, event: str) -> None:
    """Refuse an undo that would open a certificate or a home beyond a death recorded since.

    What stood beside a death that was known when the event was done comes back as it was.
    """
    touched: dict[type[Any], set[str]] = {Certificate: set(), Residence: set()}
    for change in net:
        if change.kind in touched:
            touched[change.kind].add(change.id)
    certificates = reader.find(Certificate, id=touched[Certificate])
    homes = reader.find(Residence, id=touched[Residence])
    owners = {one.person_id for one in certificates} | {one.person_id for one in homes}
    known = {one.id: one.died_on for one in reader.find(Person, id=owners) if one.died_on}
    since = _deaths_since(reader, event, known)
    dead = {person: day for person, day in known.items() if person in since}
    valid = (
        fate_of(one, last=dead[one.person_id]) is not Fate.STAYS
        for one in certificates
        if one.person_id in dead
    )
    lived_in = (
        bool(homes_to_end([one], last=dead[one.person_id]))
        for one in homes
        if one.person_id in dead
    )
    open_after = any(valid) or any(lived_in)
    if open_after:
        raise Rejected(
            "undo_after_death",
            "Det går inte att ångra: intyget eller boendet skulle gälla efter dödsdagen. "
            "Ångra dödsfallet först om det är fel.",
            field="event",
        )


def _deaths_since(reader: Reader, event: str, persons: Collection[str]) -> set[str]:
    """Those of the persons whose day of death a later event has set."""
    return {
        change.id
        for later, (_, subjects) in reader.undo.later_events(event).items()
        for change in _changes_of(reader, later, [one for one in subjects if one in persons])
        if change.kind is Person and change.after is not None and "died_on" in change.after
    }


def _changes_of(reader: Reader, event: str, subjects: Collection[str]) -> Iterable[RecordChange]:
    return reader.undo.changes(event, subjects=subjects) if subjects else ()
