"""The municipality as sender of its forms, on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.change_municipality import (
    ChangeSender,
    change_municipality,
    show_municipality,
)
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option
from munhalsa.domain.unit import Municipality


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        municipality = show_municipality(workplace.context)
    return Answer(document={"municipality": municipality}, lines=_card(municipality))


def _set(desk: Desk, asked: Namespace) -> Answer:
    command = ChangeSender(
        department=asked.department,
        phone=asked.phone,
        street=asked.street,
        postal_code=asked.postal_code,
        city=asked.city,
    )
    with desk.open() as workplace:
        done = change_municipality(workplace.context, command)
    return Answer(
        document={"municipality": done.municipality, "event": done.event},
        lines=_card(done.municipality),
        warnings=(),
    )


def _card(municipality: Municipality) -> list[str]:
    facts = (
        ("Avdelning", municipality.department),
        ("Telefon", municipality.phone),
        ("Gatuadress", municipality.street),
        ("Postnummer", municipality.postal_code),
        ("Postort", municipality.city),
    )
    return [
        f"{municipality.name} ({municipality.id})",
        *(f"  {label}: {value or '–'}" for label, value in facts),
    ]


COMMANDS = (
    Command(
        words="municipality show",
        help="visa vad blanketterna säger om avsändaren",
        run=_show,
        example="municipality show",
    ),
    Command(
        words="municipality set",
        help="ändra vad blanketterna säger om avsändaren; tom text tar bort en uppgift",
        run=_set,
        arguments=(
            option("--department", "avdelning eller enhet", word="TEXT"),
            option("--phone", "telefon som den som får blanketten kan ringa", word="NUMMER"),
            option("--street", "gatuadress eller box", word="TEXT"),
            option("--postal-code", "postnummer", word="NUMMER"),
            option("--city", "postort", word="ORT"),
        ),
        example="municipality set --department 'Vård och omsorg' --phone '031-390 06 05'",
    ),
)
