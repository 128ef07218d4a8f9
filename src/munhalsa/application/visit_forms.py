"""What the visit list (besökslista) of a round holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.application.forms import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """One person to visit; ``born`` as written, never the whole number.

    ``last`` None: never assessed. ``tried`` is what came of a visit since then. ``beside`` is who
    represents, and ``language`` is told where an interpreter is needed.
    """

    name: str
    born: str | None = None
    room: str | None = None
    place: str | None = None
    wants: bool | None = None
    last: date | None = None
    tried: str | None = None
    language: str | None = None
    beside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitListForm:
    """M5: a day at a unit, by room; ``on_paper`` are left out and only counted."""

    printed_on: date
    day: date
    unit: str
    address: str | None
    responsible: str
    entry: str | None
    hygienist: str | None
    staff: str | None
    note: str | None
    rows: tuple[VisitRow, ...]
    on_paper: int
    ask: Contact
