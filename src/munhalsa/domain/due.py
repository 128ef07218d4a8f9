"""What about a person waits to be done on a day (spec: metrics, D2 to D5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from munhalsa.domain.dates import months_before

MONTHS_TO_NEW_OFFER = 12
"""How long a no stands before the person is asked again."""

DAYS_TO_EXPIRY = 60
"""How long before its last day a certificate soon ends."""


class ToDo(StrEnum):
    """What waits; the order is that in which it is shown."""

    ON_PAPER = "on_paper"
    ASK = "ask"
    EXPIRES = "expires"
    ASK_AGAIN = "ask_again"
    REGISTER = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a person stands on a day.

    ``valid_to`` and ``renewed`` are of the certificate that is valid that day, ``wants`` and
    ``answered`` of the response that counts, ``waits`` whether anything is to be registered.
    """

    protected: bool
    certified: bool
    valid_to: date | None
    renewed: bool
    wants: bool | None
    answered: date | None
    waits: bool


def asked_before(day: date) -> date:
    """A no given on this day or earlier is to be asked about again on ``day``."""
    return months_before(day, MONTHS_TO_NEW_OFFER)


def expires_by(day: date) -> date:
    """A certificate valid to this day or an earlier one soon ends on ``day``."""
    return day + timedelta(days=DAYS_TO_EXPIRY)


def to_do_of(standing: Standing, day: date) -> tuple[ToDo, ...]:
    """Everything that waits, in the order of ToDo."""
    waiting = {
        ToDo.ON_PAPER: standing.protected,
        ToDo.ASK: standing.certified and standing.wants is None,
        ToDo.EXPIRES: standing.certified
        and standing.valid_to is not None
        and standing.valid_to <= expires_by(day)
        and not standing.renewed,
        ToDo.ASK_AGAIN: standing.certified
        and standing.wants is False
        and standing.answered is not None
        and standing.answered <= asked_before(day),
        ToDo.REGISTER: standing.waits,
    }
    return tuple(one for one, waits in waiting.items() if waits)
