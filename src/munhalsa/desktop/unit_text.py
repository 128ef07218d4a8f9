"""What stands on a unit's card: plain text made of the record, before any widget."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from munhalsa.application.addresses import city_line
from munhalsa.application.training_words import trained_words
from munhalsa.application.unit_residents import Resident
from munhalsa.application.view_unit import UnitRecord
from munhalsa.desktop.models.columns import Cell
from munhalsa.desktop.person_words import answer_chip
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.unit_words import (
    change_words,
    confirmed_words,
    tie_words,
    unit_type_title,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.swedish import unbroken
from munhalsa.domain.unit import RunBy

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitText:
    """The card, in the order it is read; ``facts`` are titles with their words."""

    name: str
    where: str
    chips: tuple[Cell, ...]
    contact: str
    confirmed: str
    facts: tuple[tuple[str, str], ...]


def unit_text(record: UnitRecord) -> UnitText:
    """A unit in words."""
    unit = record.unit
    contact = (unit.responsible_name, unbroken(unit.responsible_phone), unit.email)
    where = (
        unit_type_title(unit.type),
        unit.street,
        city_line(unit.postal_code, unit.city),
    )
    return UnitText(
        name=unit.name,
        where=" · ".join(part for part in where if part),
        chips=tuple(_chips(record)),
        contact="\n".join(dict.fromkeys(part for part in contact if part)),
        confirmed=confirmed_words(unit.verified_on),
        facts=tuple(_facts(record)),
    )


def resident_words(resident: Resident) -> str:
    """Where somebody is and since when, and the answer to the yearly question."""
    row = resident.row
    room = translate("UnitCard", "rum {0}").format(resident.room) if resident.room else ""
    since = translate("UnitCard", "sedan {0}").format(resident.since)
    certificate = (
        answer_chip(row.wants).text.lower()
        if row.certificate
        else translate("UnitCard", "inget intyg")
    )
    parts = (tie_words(resident.kind), room, since, certificate)
    return " · ".join(part for part in parts if part)


def _chips(record: UnitRecord) -> Iterator[Cell]:
    unit, day = record.unit, record.day
    if unit.active_to is not None:
        words = (
            translate("UnitCard", "Stängd {0}")
            if unit.active_to < day
            else translate("UnitCard", "Stängs {0}")
        )
        yield Cell(words.format(unit.active_to), Tone.NEUTRAL)
    if unit.active_from is not None and unit.active_from > day:
        yield Cell(translate("UnitCard", "Öppnar {0}").format(unit.active_from), Tone.NEUTRAL)
    if unit.no_visits_until is not None and unit.no_visits_until >= day:
        words = translate("UnitCard", "Inga besök till och med {0}")
        yield Cell(words.format(unit.no_visits_until), Tone.BAD)
    if record.confirm_contacts:
        yield Cell(translate("UnitCard", "Bekräfta kontaktuppgifter"), Tone.WARN)
    if record.to_tell:
        changed = ", ".join(change_words(one) for one in record.to_tell)
        yield Cell(translate("UnitCard", "Att registrera: {0}").format(changed), Tone.NEUTRAL)


def _facts(record: UnitRecord) -> Iterator[tuple[str, str]]:
    unit = record.unit
    contractor = unit.contractor if unit.run_by is RunBy.CONTRACTOR else None
    places = None if unit.places is None else str(unit.places)
    staff = None if unit.care_staff is None else str(unit.care_staff)
    for title, words in (
        (translate("UnitCard", "Enhetskod"), unit.code),
        (
            translate("UnitCard", "Organisationsdel"),
            None if record.district is None else record.district.name,
        ),
        (translate("UnitCard", "Hör till"), None if record.parent is None else record.parent.name),
        (translate("UnitCard", "Delar"), ", ".join(part.name for part in record.parts)),
        (translate("UnitCard", "Drivs av"), contractor),
        (translate("UnitCard", "Ligger i kommun"), unit.lies_in),
        (translate("UnitCard", "Platser"), places),
        (translate("UnitCard", "Personal"), staff),
        (translate("UnitCard", "Utbildad"), _trained(record)),
        (translate("UnitCard", "Nästa besöksdag"), _next_visit(record)),
        (translate("UnitCard", "Inför besöket"), unit.entry_instructions),
        (translate("UnitCard", "Hette tidigare"), _names(record)),
    ):
        if words:
            yield title, words


def _trained(record: UnitRecord) -> str:
    if record.training is None:
        return ""
    words = trained_words(record.training)
    return words[0].upper() + words[1:]


def _next_visit(record: UnitRecord) -> str:
    return "" if record.next_visit is None else record.next_visit.isoformat()


def _names(record: UnitRecord) -> str:
    told = translate("UnitCard", "{0} till och med {1}")
    return "\n".join(told.format(one.name, one.until) for one in record.names)
