"""The municipality as sender of its forms, on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.application.change_logo import logos, picture_in, remove_logo, set_logo
from munhalsa.application.change_municipality import (
    ChangeSender,
    change_municipality,
    show_municipality,
)
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, option, word
from munhalsa.domain.refusal import WrongUsage
from munhalsa.domain.unit import Municipality


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        municipality = show_municipality(workplace.context)
        logo = bool(logos(workplace.context))
    return Answer(
        document={"municipality": municipality, "logo": logo},
        lines=[*_card(municipality), f"  Logotyp: {'finns' if logo else '–'}"],
    )


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


def _logo(desk: Desk, asked: Namespace) -> Answer:
    if (asked.file is None) is not asked.remove:
        raise WrongUsage("wrong_usage", "Ange antingen en bildfil eller --remove.", field="logo")
    picture = None if asked.file is None else picture_in(Path(asked.file))
    with desk.open() as workplace:
        if picture is None:
            done = remove_logo(workplace.context)
        else:
            done = set_logo(workplace.context, workplace.printer, picture)
    said = "är borttagen" if picture is None else "är sparad och visas på blanketterna"
    return Answer(document={"event": done.event}, lines=[f"Logotypen {said}."], warnings=())


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
    Command(
        words="municipality logo",
        help="välj den logotyp som blanketterna visar, PNG eller JPEG, högst 200 kB",
        run=_logo,
        arguments=(
            word("file", "bildfilen", shown="BILD", optional=True),
            flag("--remove", "ta bort logotypen"),
        ),
        example="municipality logo logotyp.png",
    ),
)
