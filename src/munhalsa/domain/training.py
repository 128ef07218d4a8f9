"""Training of care staff and of issuers, and who the issuers are (spec: records)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass


class CancelledBy(StrEnum):
    """Who called a session off."""

    PROVIDER = "provider"
    MUNICIPALITY = "municipality"


class TrainingState(StrEnum):
    """How far a session has come."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """One session; ``hundredths`` are its hours in hundredths of an hour.

    ``kind`` is a code of the rule data or of the municipality's own kinds. ``participant_count``
    None: as many as are named, or not known.
    """

    id: str
    version: int = 1
    day: date
    kind: str
    hundredths: int
    state: TrainingState = TrainingState.HELD
    trainer: str | None = None
    place: str | None = None
    participant_count: int | None = None
    cancelled_on: date | None = None
    cancelled_by: CancelledBy | None = None
    reason: str | None = None
    note: str | None = None

    @property
    def hours(self) -> Decimal:
        """The session's length in hours."""
        return Decimal(self.hundredths) / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingUnit:
    """A unit whose staff the session is for."""

    id: str
    version: int = 1
    training_id: str
    unit_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody named who took part; ``issuer_id`` if it is one of the issuers."""

    id: str
    version: int = 1
    training_id: str
    name: str
    unit_id: str | None = None
    issuer_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingKind:
    """A kind of the municipality's own; ``for_issuers``: counts in K3 and not in M5."""

    id: str
    version: int = 1
    code: str
    name: str
    for_issuers: bool = False
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Somebody who issues certificates; ``account_id`` is the user here.

    ``ordered_on`` and ``closed_on`` are of the account in Intygsbeställningen.
    """

    id: str
    version: int = 1
    name: str
    sort_key: str
    title: str | None = None
    workplace: str | None = None
    email: str | None = None
    hsa_id: str | None = None
    account_id: str | None = None
    unit_id: str | None = None
    district_id: str | None = None
    authorised_by: str | None = None
    authorised_on: date | None = None
    ordered_on: date | None = None
    closed_on: date | None = None
    from_day: date | None = None
    to_day: date | None = None
