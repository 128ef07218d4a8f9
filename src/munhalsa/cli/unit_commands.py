"""Units and users on the command line."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from munhalsa.application.addresses import city_line
from munhalsa.application.staff_words import named_words
from munhalsa.application.training_words import trained_words
from munhalsa.application.unit_words import UNIT_TYPE_WORDS
from munhalsa.application.view_unit import UnitRecord, open_unit
from munhalsa.application.view_units import list_units
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, word
from munhalsa.domain.staff import StaffStanding


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        units = list_units(workplace.context)
    rows = [
        (
            *(one.code, one.name, one.city, one.places, one.responsible_name),
            *(one.responsible_phone, one.active_to),
        )
        for one in units
    ]
    headings = ("Kod", "Namn", "Ort", "Platser", "Ansvarig", "Telefon", "Stängd")
    return Answer(document={"units": units}, lines=table_lines(headings, rows))


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        record = open_unit(workplace.context, asked.code)
    document = {
        "unit": record.unit,
        "parent": record.parent,
        "parts": record.parts,
        "district": record.district,
        "names": record.names,
        "to_tell": record.to_tell,
        "confirm_contacts": record.confirm_contacts,
        "training": _training(record),
        "next_visit": record.next_visit,
        "staff": [
            {"member": one.member, "last_named": one.named, "named": one.is_named}
            for one in record.staff
        ],
    }
    return Answer(document=document, lines=card_lines(record))


def _training(record: UnitRecord) -> dict[str, Any] | None:
    training = record.training
    if training is None:
        return None
    return {
        "held": training.held,
        "trained": training.is_trained,
        "due": training.due,
        "planned": training.planned,
    }


def card_lines(record: UnitRecord) -> list[str]:
    """A unit for people: what is known of it, one thing a line."""
    unit = record.unit
    old = " (bekräfta dem)" if record.confirm_contacts else ""
    facts = (
        ("Kod", unit.code),
        ("Typ", UNIT_TYPE_WORDS[unit.type]),
        ("Drivs av", unit.contractor),
        ("Hör till", None if record.parent is None else record.parent.name),
        ("Organisationsdel", None if record.district is None else record.district.name),
        ("Ligger i kommun", unit.lies_in),
        ("Adress", unit.street),
        ("Ort", city_line(unit.postal_code, unit.city)),
        ("Ansvarig", unit.responsible_name),
        ("Telefon", unit.responsible_phone),
        ("E-post", unit.email),
        ("Kontaktuppgifter bekräftade", f"{unit.verified_on or 'aldrig'}{old}"),
        (
            "Personalen utbildad",
            None if record.training is None else trained_words(record.training),
        ),
        ("Nästa besöksdag", record.next_visit),
        ("Portkod och annat", unit.entry_instructions),
        ("Platser", unit.places),
        ("Omvårdnadspersonal", unit.care_staff),
        ("Inga besök till och med", unit.no_visits_until),
        ("Aktiv från", unit.active_from),
        ("Aktiv till", unit.active_to),
        *(("Hette tidigare", f"{one.name} (till och med {one.until})") for one in record.names),
        *(("Del", part.name) for part in record.parts),
        *(("Personal", _staff_words(one)) for one in record.staff),
    )
    return [unit.name, *(f"  {label}: {value}" for label, value in facts if value is not None)]


def _staff_words(one: StaffStanding) -> str:
    """Name and title, and when a session of training named them."""
    who = ", ".join(part for part in (one.member.name, one.member.title) if part)
    return f"{who} (utbildad: {named_words(one)})"


COMMANDS = (
    Command(words="unit list", help="visa alla enheter", run=_list, example="unit list"),
    Command(
        words="unit show",
        help="visa en enhet",
        run=_show,
        arguments=(word("code", "enhetskod eller namn", shown="ENHET"),),
        example="unit show 14",
    ),
)
