"""Whom a user may see where a role holds for a part of the municipality (spec: security, roles)."""

from __future__ import annotations

from datetime import date

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import NotAllowed

OUTSIDE_SCOPE = "outside_scope"
PROTECTION_STAYS = "protection_stays"
DAYS_AFTER = 30
"""So long after a round its hygienist may still write what came of it (antagande)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The part of the municipality that is in sight; where all of it is, there is no ``Sight``.

    A person is inside when home, responsible unit or place of visits on ``day`` is one of
    ``units``. Of whom no unit at all is: when the account ``own`` handles the person, or one of
    ``units`` gives the care that the care system tells of. ``also`` are persons whom the deed at
    hand was let in to, and may have moved since. ``rounds_of`` is an account that besides sees the
    rounds assigned to it, and whom they visit, from ``DAYS_AFTER`` days back.
    """

    units: frozenset[str]
    own: str
    day: date
    also: frozenset[str] = frozenset()
    rounds_of: str | None = None


def outside_scope() -> NotAllowed:
    """The person or unit lies in a part that the user's role does not hold for."""
    return NotAllowed(
        OUTSIDE_SCOPE,
        "Det ligger utanför de enheter som din roll gäller för. "
        "Fråga kommunens kontaktperson om det ska höra dit.",
    )
