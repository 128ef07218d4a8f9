"""How long what is kept of a person stays, by legal regime (spec: security, privacy)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from munhalsa.domain.certificate import Ground
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.rules import Rule
from munhalsa.domain.unit import UnitType


class Regime(StrEnum):
    """Under which law somebody's records are kept."""

    SOCIAL_SERVICES = "sol"
    DISABILITY = "lss"
    PATIENT = "patient"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalRule(Rule):
    """The time of one regime, counted from the last note, and whose records it holds for.

    ``finish_within_calendar_years``: so many calendar years after the one in which the time ran out
    it must be done; None: no source says when. ``municipality``: the code of the only one it holds
    in. ``findings``: it holds where the provider's part of an assessment is kept.
    """

    regime: Regime
    name: str
    years: int
    finish_within_calendar_years: int | None = None
    research_birth_days: tuple[int, ...] = ()
    keeps_everybody: bool = False
    municipality: str | None = None
    grounds: tuple[Ground, ...] = ()
    unit_types: tuple[UnitType, ...] = ()
    findings: bool = False
    otherwise: bool = False


def rules_in(
    rules: Iterable[DisposalRule], *, day: date, municipality: str
) -> tuple[DisposalRule, ...]:
    """What holds there that day: one row a regime, the municipality's own before the general."""
    found: dict[Regime, DisposalRule] = {}
    for row in rules:
        own = row.municipality == municipality
        if row.holds_on(day) and (own or (row.municipality is None and row.regime not in found)):
            found[row.regime] = row
    return tuple(found.values())
