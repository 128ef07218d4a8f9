"""What the printed forms of the yearly visit hold: the care card, and two sheets for the unit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.application.forms import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCardRow:
    """One line of the card; ``symbol`` names a picture, None: only the number beside it."""

    what: str
    with_what: str | None = None
    how_often: str | None = None
    by_whom: str | None = None
    symbol: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCardForm:
    """M1: never an identity number, and of the family name only its first letter in ``name``."""

    printed_on: date
    day: date
    name: str
    room: str | None = None
    free_text: str | None = None
    rows: tuple[CareCardRow, ...]
    ring: Contact | None = None
    next_assessment: date | None = None
    signed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheetRow:
    """A resident on the unit's sheet; ``card_received``: the unit has noted that it has it."""

    name: str
    room: str | None = None
    dentist: str | None = None
    card: date | None = None
    card_received: bool = False
    next_visit: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheetForm:
    """M2: where each resident belongs in dental care, and whom to ring."""

    printed_on: date
    unit: str
    responsible: str
    provider: Contact | None
    rows: tuple[UnitSheetRow, ...]
    ask: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReportRow:
    """One visit; ``result`` as written, ``care_need`` a code word or None where it is not known."""

    name: str
    room: str | None = None
    day: date
    result: str
    care_need: str | None = None
    new_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReportForm:
    """M3: who was seen and who needs care, of the visits from ``first`` to ``last``."""

    printed_on: date
    unit: str
    responsible: str
    first: date
    last: date
    rows: tuple[UnitReportRow, ...]
    seen: int
    needs_care: int
    ask: Contact
