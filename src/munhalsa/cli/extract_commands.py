"""Registerutdrag on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.application.extract_person import ExtractPerson, extract_person
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word


def _extract(desk: Desk, asked: Namespace) -> Answer:
    command = ExtractPerson(
        number=asked.number,
        recipient=asked.recipient,
        purpose=asked.purpose,
        pdf=None if asked.out is None else Path(asked.out),
        data=None if asked.data is None else Path(asked.data),
    )
    with desk.open(confirm=True) as workplace:
        done = extract_person(workplace.context, workplace.printer, workplace.tables, command)
    return Answer(
        document={
            "files": done.files,
            "pages": done.pages,
            "records": done.records,
            "events": done.events,
        },
        lines=[f"Registerutdraget är sparat: {file}" for file in done.files],
        warnings=(),
    )


COMMANDS = (
    Command(
        words="person extract",
        help="spara ett registerutdrag: allt som finns om en person, med loggen",
        run=_extract,
        arguments=(
            word("number", "personens nummer", shown="NUMMER"),
            option("--recipient", "vem som ska ha utdraget", word="VEM", required=True),
            option("--purpose", "varför det lämnas ut", word="ÄNDAMÅL", required=True),
            option("--out", "PDF att läsa och skriva ut", word="FIL"),
            option("--data", "samma uppgifter som JSON", word="FIL"),
        ),
        example="person extract 194101012393 --recipient 'Personen själv' "
        "--purpose 'begäran enligt artikel 15' --out utdrag.pdf",
    ),
)
