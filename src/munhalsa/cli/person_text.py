"""A person's record and history as lines to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from munhalsa.application.addresses import residence_text
from munhalsa.application.deed_words import deed_words
from munhalsa.application.ports import HistoryLine
from munhalsa.application.view_person import PersonRecord
from munhalsa.cli.answer import table_lines
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.identity import masked
from munhalsa.domain.person import (
    Authority,
    Contact,
    PaperState,
    Relation,
    Residence,
    ResidenceKind,
)
from munhalsa.domain.unit import Unit

WISH = {True: "Önskar", False: "Önskar inte", None: "Inte tillfrågad"}
_PLACE = {
    ResidenceKind.HOME: "Boende",
    ResidenceKind.RESPONSIBLE: "Ansvarig enhet",
    ResidenceKind.VISIT: "Besöksplats",
}
_RELATION = {
    Relation.GUARDIAN: "God man",
    Relation.ADMINISTRATOR: "Förvaltare",
    Relation.LASTING_POWER: "Framtidsfullmakt",
    Relation.RELATIVE: "Närstående",
    Relation.CONTACT_STAFF: "Kontaktman",
    Relation.OTHER: "Annan kontakt",
}
_AUTHORITY = {
    Authority.REPRESENTS: "företräder personen",
    Authority.PASSES_ON: "framför personens svar",
    Authority.NONE: "får inte svara",
}
_ON_PAPER = {
    PaperState.FORM_PRINTED: "blanketten utskriven",
    PaperState.POSTED: "postad",
    PaperState.RECEIPT: "kvitto har kommit",
    PaperState.VISIT_BOOKED: "besök bokat per telefon",
}


def record_lines(record: PersonRecord) -> list[str]:
    """Who it is, where, certificates and answers, oldest first."""
    person = record.person
    units = {unit.id: unit for unit in record.units}
    return [
        f"{person.family_name}, {person.given_name}  {masked(person.number)}",
        *([f"Avliden {person.died_on}"] if person.died_on else []),
        *_places(record.residences, units),
        *_language(record),
        *(_contact(one) for one in record.contacts),
        *(
            _joined(f"Behandlare: {one.name}", _since(one.from_day, None))
            for one in record.dentists
        ),
        *(_certificate(one) for one in record.certificates),
        *(f"Svar {one.answered}: {WISH[one.wants].lower()}" for one in record.responses),
        *(f"På papper {one.day}: {_ON_PAPER[one.state]}" for one in record.paper_steps),
        *(f"Anteckning {one.day}, {one.author}: {one.text}" for one in record.notes),
    ]


def history_table(events: Sequence[HistoryLine]) -> list[str]:
    """When, who, what in words, and the number to undo by; below each what it changed."""
    rows = [
        (
            line.time.astimezone().strftime("%Y-%m-%d %H:%M"),
            line.user,
            deed_words(line.action, undone=line.undone),
            line.event,
        )
        for line in events
    ]
    heading, *table = table_lines(("Tid", "Användare", "Händelse", "Nummer"), rows)
    below = ([f"    {one.words}" for one in line.changes] for line in events)
    return [
        heading,
        *(text for row, more in zip(table, below, strict=True) for text in (row, *more)),
    ]


def _places(residences: Iterable[Residence], units: dict[str, Unit]) -> Iterator[str]:
    for stay in residences:
        unit = None if stay.unit_id is None else units[stay.unit_id]
        where = residence_text(stay, unit) if stay.kind is ResidenceKind.HOME else None
        name = where or (unit.name if unit else "") or "okänt"
        yield f"{_PLACE[stay.kind]}: {name}, {_period(stay.from_day, stay.to_day)}"


def _language(record: PersonRecord) -> Iterator[str]:
    person = record.person
    if person.language or person.needs_interpreter:
        tolk = ", tolk behövs" if person.needs_interpreter else ""
        yield f"Språk: {person.language or 'inte angivet'}{tolk}"


def _contact(one: Contact) -> str:
    parts = (
        *(one.name, one.phone, one.address, _AUTHORITY[one.authority], one.mandate),
        f"får veta: {one.may_be_told}" if one.may_be_told else None,
        "får breven" if one.gets_letters else None,
        _since(one.from_day, one.to_day),
    )
    return f"{_RELATION[one.relation]}: {_joined(*parts)}"


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _since(first: date | None, last: date | None) -> str:
    """As a period, where the beginning need not be known."""
    if first is not None:
        return _period(first, last)
    return "" if last is None else f"till och med {last}"


def _certificate(one: Certificate) -> str:
    text = f"Intyg {one.number}, personkrets {one.ground}, {_period(one.issued, one.last_day)}"
    return f"{text}, makulerat" if one.voided_on else text


def _period(first: date, last: date | None) -> str:
    return f"från {first}" if last is None else f"{first} till och med {last}"
