"""Two records of the same person joined into one (spec: records, merge)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from munhalsa.domain.assessment import Assessment, DentalVisit, OralFindings
from munhalsa.domain.candidate import Candidate, Support
from munhalsa.domain.care_card import CareCard, CareCardLine
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    EligibilityDecision,
    Registration,
    is_ours_from,
    overlapping,
)
from munhalsa.domain.departure import Fate, fate_of, homes_to_end
from munhalsa.domain.deviation import Deviation, Disagreement
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import (
    Contact,
    Dentist,
    FormerNumber,
    Note,
    PaperStep,
    Person,
    ProtectedIdentity,
    Residence,
)
from munhalsa.domain.response import Offer, Response
from munhalsa.domain.round import PlannedVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """That ``other_id`` is now ``person_id``: its number and id still lead there.

    ``event_id`` is the event that did it and holds what the other record was.
    """

    id: str
    version: int = 1
    person_id: str
    other_id: str
    other_number: str
    event_id: str
    merged_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CameUnder:
    """A record added since under the number of the one that was joined: its own at an unmerge."""

    id: str
    version: int = 1
    person_id: str
    merge_id: str
    kind: str
    record_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSame:
    """That somebody has looked at two who are alike, and they are two."""

    id: str
    version: int = 1
    person_id: str
    other_id: str
    noted_on: date


HANGING: tuple[type[Any], ...] = (
    *(FormerNumber, Residence, Contact, Dentist, Certificate, Registration, Disclosure),
    *(EligibilityDecision, Response, Offer, Note, PaperStep, Candidate, Support),
    *(Assessment, OralFindings, DentalVisit, CareCard, CareCardLine, PlannedVisit),
    *(Deviation, Disagreement),
    *(Merge, CameUnder, NotSame),
)
"""Every kind of record that hangs on a person and goes where the person goes."""

CONCERNING: tuple[type[Any], ...] = (Deviation, Disagreement)
"""Those of them that have a history of their own and only concern the person."""

HANGING_NAMED: Mapping[str, type[Any]] = MappingProxyType({one.__name__: one for one in HANGING})

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("given_name", "family_name", "sort_key"),
        "protected_identity": ("protected_identity",),
        "language": ("language",),
        "needs_interpreter": ("needs_interpreter",),
        "died_on": ("died_on",),
        "moved_out": ("moved_out_on", "moved_out_to"),
        "handler": ("handler_id",),
    }
)
"""What is chosen as one of a person, by the name of the choice; the number tells who is kept."""

_STRENGTH = tuple(ProtectedIdentity)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChoice:
    """One choice: what each of the two has, and whether the other's is taken."""

    field: str
    keep: tuple[Any, ...]
    other: tuple[Any, ...]
    takes_other: bool


def field_choices(
    keep: Person, other: Person, *, from_other: Collection[str] = ()
) -> list[FieldChoice]:
    """One choice a field: the kept one's wins unless it is blank or the other's is asked for.

    The stronger protection of the two always stays.
    """
    choices = []
    for field, names in FIELDS.items():
        mine = tuple(getattr(keep, name) for name in names)
        theirs = tuple(getattr(other, name) for name in names)
        if field == "protected_identity":
            takes = _STRENGTH.index(theirs[0]) > _STRENGTH.index(mine[0])
        else:
            takes = mine != theirs and (field in from_other or not any(mine))
        choices.append(FieldChoice(field=field, keep=mine, other=theirs, takes_other=takes))
    return choices


def here_still(
    choices: Iterable[FieldChoice],
    homes: Collection[Residence],
    certificates: Collection[Certificate],
) -> list[FieldChoice]:
    """The same, but nobody has moved away who is here after that day by what both have.

    ``homes`` and ``certificates`` are those that the joined one will have.
    """

    def is_here_after(gone: date | None) -> bool:
        if gone is None:
            return False
        return any(one.to_day is None or one.to_day > gone for one in homes) or any(
            is_ours_from(one, gone + _A_DAY) for one in certificates
        )

    def fits(choice: FieldChoice) -> FieldChoice:
        if choice.field != "moved_out":
            return choice
        mine, theirs = is_here_after(choice.keep[0]), is_here_after(choice.other[0])
        return choice if mine is theirs else replace(choice, takes_other=mine)

    return [fits(choice) for choice in choices]


def fields_taken(choices: Iterable[FieldChoice]) -> dict[str, Any]:
    """The values that the kept person gets from the other."""
    return {
        name: value
        for choice in choices
        if choice.takes_other
        for name, value in zip(FIELDS[choice.field], choice.other, strict=True)
    }


def overlapping_homes(mine: Iterable[Residence], theirs: Iterable[Residence]) -> list[Residence]:
    """Those of the other that share a day with one of the same kind."""
    known = list(mine)
    return [one for one in theirs if any(_share_a_day(one, home) for home in known)]


def overlapping_certificates(
    mine: Sequence[Certificate], theirs: Iterable[Certificate]
) -> list[Certificate]:
    """Those of the other, not void, that share a day with one that is not void either."""
    return [
        one
        for one in theirs
        if one.voided_on is None and overlapping(mine, issued=one.issued, last_day=one.last_day)
    ]


def _share_a_day(first: Residence, second: Residence) -> bool:
    return (
        first.kind is second.kind
        and (first.to_day is None or second.from_day <= first.to_day)
        and (second.to_day is None or first.from_day <= second.to_day)
    )


def reaches_beyond(
    last: date | None, homes: Iterable[Residence], certificates: Iterable[Certificate]
) -> bool:
    """Whether a home or a certificate would hold after the day of death."""
    if last is None:
        return False
    return bool(homes_to_end(homes, last=last)) or any(
        fate_of(one, last=last) is not Fate.STAYS for one in certificates
    )


def unchanged_since(
    before: Mapping[str, Any], after: Mapping[str, Any], now: Any
) -> dict[str, Any]:
    """What a change can be taken back to: fields that nobody has changed since.

    Fields that are chosen as one are taken back as one.
    """
    changed = {name for name in after if getattr(now, name) != after[name]}
    for names in FIELDS.values():
        if not changed.isdisjoint(names):
            changed.update(names)
    return {name: value for name, value in before.items() if name not in changed}
