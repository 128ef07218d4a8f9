"""What a munvårdskort may say, which of several is valid, and when the unit has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from munhalsa.domain.care_card import CareCard
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected

MOST_LINES = 8
LONGEST_LINE = 120
LONGEST_TEXT = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """One line, chosen by ``phrase`` (its own words stand where they differ) or written whole."""

    what: str | None = None
    with_what: str | None = None
    how_often: str | None = None
    by_whom: str | None = None
    phrase: str | None = None


def valid_card(cards: Iterable[CareCard]) -> CareCard | None:
    """The newest is the valid one; of two of a day the one entered last."""
    return max(cards, key=lambda card: (card.day, card.id), default=None)


def check_card(
    person: Person,
    lines: Sequence[LineDraft],
    *,
    day: date,
    free_text: str | None,
    next_assessment: date | None,
    today: date,
) -> None:
    """Refuse an empty card, one that cannot be read at arm's length, and days that cannot be."""
    if day > today:
        raise Rejected(
            "day_in_future", "Kortets dag ligger framåt i tiden. Ange dagens datum.", field="day"
        )
    if person.died_on is not None and person.died_on < day:
        raise Rejected(
            "person_deceased",
            "Personen är registrerad som avliden före den dagen. Kontrollera dagen.",
            field="day",
        )
    if next_assessment is not None and next_assessment <= day:
        raise Rejected(
            "next_before_card",
            "Nästa munhälsobedömning ska ligga efter kortets dag. Rätta datumet.",
            field="next_assessment",
        )
    if not lines and not free_text:
        raise Rejected(
            "card_empty", "Kortet har inget på sig. Välj minst en fras, eller skriv en rad.",
            field="lines",
        )  # fmt: skip
    if len(lines) > MOST_LINES:
        raise Rejected(
            "card_too_long",
            f"Ett kort har högst {MOST_LINES} rader, för att kunna läsas i badrummet. Ta bort "
            "någon.",
            field="lines",
        )
    if free_text is not None and len(free_text) > LONGEST_TEXT:
        raise _too_long("free_text", LONGEST_TEXT)
    for line in lines:
        _check_line(line)


def _check_line(line: LineDraft) -> None:
    if not line.what:
        raise Rejected(
            "line_empty", "En rad på kortet säger inte vad som ska göras. Skriv det.",
            field="what",
        )  # fmt: skip
    for field in ("what", "with_what", "how_often", "by_whom"):
        if len(getattr(line, field) or "") > LONGEST_LINE:
            raise _too_long(field, LONGEST_LINE)


def _too_long(field: str, longest: int) -> Rejected:
    return Rejected(
        "text_too_long", f"Texten får ha högst {longest} tecken. Korta den.", field=field
    )


def check_received(card: CareCard, *, by: str, day: date, today: date) -> None:
    """Refuse to note a card as received twice, by nobody, before it was made, or ahead."""
    if card.received_on is not None:
        raise Rejected(
            "already_received",
            f"Kortet är redan noterat som mottaget {card.received_on.isoformat()}.",
            field="number",
        )
    if not by.strip():
        raise Rejected("name_missing", "Ange vem som tog emot kortet.", field="by")
    _check_day(card, day, today=today)


def check_in_care_plan(card: CareCard, *, day: date, today: date) -> None:
    """The same for noting that it stands in the care plan."""
    if card.in_care_plan_on is not None:
        raise Rejected(
            "already_in_plan",
            f"Kortet är redan noterat som inskrivet {card.in_care_plan_on.isoformat()}.",
            field="number",
        )
    _check_day(card, day, today=today)


def _check_day(card: CareCard, day: date, *, today: date) -> None:
    if not card.day <= day <= today:
        raise Rejected(
            "day_out_of_range",
            "Dagen ska ligga mellan kortets dag och i dag. Rätta den.",
            field="date",
        )
