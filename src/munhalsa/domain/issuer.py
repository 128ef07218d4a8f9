"""Who may issue certificates: what is to be seen to about each, and where nobody is (issuers)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from munhalsa.domain.dates import months_before
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.training import Issuer

MONTHS_IDLE = 12
"""Whoever has issued nothing for so long is shown."""


class IssuerNeed(StrEnum):
    """What about an issuer waits to be seen to; the order is that in which it is shown."""

    TRAINING = "training"
    IDLE = "idle"
    CLOSE_ACCOUNT = "close_account"
    HAND_OVER = "hand_over"


class ChecklistItem(StrEnum):
    """What a new issuer needs before the first certificate."""

    AUTHORISED = "authorised"
    TRAINED = "trained"
    ORDERED = "ordered"
    USER = "user"
    REACHED = "reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerStanding:
    """Where an issuer stands on a day.

    ``trained`` is the last issuer training, ``issued`` the last certificate, ``handles`` how many
    persons the issuer's user handles. ``months`` is the period that the municipality has set.
    """

    issuer: Issuer
    day: date
    months: int
    trained: date | None
    issued: date | None
    handles: int

    @property
    def is_active(self) -> bool:
        """Whether the person is an issuer that day."""
        return is_active_on(self.issuer, self.day)

    @property
    def is_trained(self) -> bool:
        """Whether there was an issuer training within the period."""
        return self.trained is not None and self.trained > months_before(self.day, self.months)

    @property
    def is_idle(self) -> bool:
        """Whether nothing was issued for a year, by somebody who has been an issuer so long."""
        since = months_before(self.day, MONTHS_IDLE)
        is_new = self.issuer.from_day is not None and self.issuer.from_day > since
        return not is_new and (self.issued is None or self.issued <= since)

    @property
    def needs(self) -> tuple[IssuerNeed, ...]:
        """Everything that waits, in the order of IssuerNeed."""
        over = self.issuer.to_day is not None and self.issuer.to_day < self.day
        account = self.issuer.ordered_on is not None and self.issuer.closed_on is None
        waiting = {
            IssuerNeed.TRAINING: self.is_active and not self.is_trained,
            IssuerNeed.IDLE: self.is_active and self.is_idle,
            IssuerNeed.CLOSE_ACCOUNT: over and account,
            IssuerNeed.HAND_OVER: over and self.handles > 0,
        }
        return tuple(need for need, waits in waiting.items() if waits)

    @property
    def checklist(self) -> tuple[tuple[ChecklistItem, bool], ...]:
        """What a new issuer needs, and whether it is there."""
        issuer = self.issuer
        return (
            (
                ChecklistItem.AUTHORISED,
                issuer.authorised_by is not None and issuer.authorised_on is not None,
            ),
            (ChecklistItem.TRAINED, self.is_trained),
            (ChecklistItem.ORDERED, issuer.ordered_on is not None),
            (ChecklistItem.USER, issuer.account_id is not None),
            (ChecklistItem.REACHED, issuer.email is not None and issuer.workplace is not None),
        )


def is_active_on(issuer: Issuer, day: date) -> bool:
    """Whether somebody is an issuer that day; an open end counts as active."""
    return (issuer.from_day is None or issuer.from_day <= day) and (
        issuer.to_day is None or day <= issuer.to_day
    )


def check_issuer(issuer: Issuer) -> Issuer:
    """The issuer as kept, or why it cannot be so."""
    for first, last, field, what in (
        (issuer.from_day, issuer.to_day, "to_day", "Sista dagen ligger före första dagen"),
        (
            issuer.ordered_on,
            issuer.closed_on,
            "closed_on",
            "Kontot är avslutat före den dag det beställdes",
        ),
    ):
        if first is not None and last is not None and last < first:
            raise Rejected("days_in_wrong_order", f"{what}. Rätta ett av datumen.", field=field)
    if issuer.unit_id is not None and issuer.district_id is not None:
        raise Rejected(
            "one_place",
            "Ange antingen en enhet eller en organisationsdel, inte båda.",
            field="district",
        )
    return issuer


def districts_without(
    districts: Iterable[str], issuers: Sequence[Issuer], units: dict[str, str | None], day: date
) -> frozenset[str]:
    """The parts of the organisation that no active issuer is there for.

    ``units`` tells which part each unit is in. An issuer without a place is there for all.
    """
    active = [one for one in issuers if is_active_on(one, day)]
    if any(one.unit_id is None and one.district_id is None for one in active):
        return frozenset()
    covered = {one.district_id for one in active}
    covered |= {units.get(one.unit_id) for one in active if one.unit_id is not None}
    return frozenset(one for one in districts if one not in covered)
