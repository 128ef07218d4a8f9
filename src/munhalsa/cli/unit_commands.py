"""Units and users on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.view_units import list_units, list_users, show_unit
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, word
from munhalsa.domain.unit import Unit


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        units = list_units(workplace.context)
    rows = [
        (one.code, one.name, one.city, one.places, one.responsible_name, one.responsible_phone)
        for one in units
    ]
    headings = ("Kod", "Namn", "Ort", "Platser", "Ansvarig", "Telefon")
    return Answer(document={"units": units}, lines=table_lines(headings, rows))


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        unit = show_unit(workplace.context, asked.code)
    return Answer(document={"unit": unit}, lines=_card(unit))


def _card(unit: Unit) -> list[str]:
    facts = (
        ("Kod", unit.code),
        ("Adress", unit.street),
        ("Ort", unit.city),
        ("Ansvarig", unit.responsible_name),
        ("Telefon", unit.responsible_phone),
        ("Platser", unit.places),
        ("Aktiv till", unit.active_to),
    )
    return [unit.name, *(f"  {label}: {value}" for label, value in facts if value is not None)]


def _users(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        users = list_users(workplace.context)
    rows = [(one.name, ", ".join(one.roles), one.ended_on) for one in users]
    return Answer(
        document={"users": users}, lines=table_lines(("Namn", "Roller", "Avslutat"), rows)
    )


COMMANDS = (
    Command(words="unit list", help="visa alla enheter", run=_list, example="unit list"),
    Command(
        words="unit show",
        help="visa en enhet",
        run=_show,
        arguments=(word("code", "enhetskod eller namn", shown="ENHET"),),
        example="unit show 14",
    ),
    Command(words="user list", help="visa alla användare", run=_users, example="user list"),
)
