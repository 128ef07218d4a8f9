"""A unit's answers on the command line: the list, and the same on paper."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from munhalsa.application.answer_sheet import answer_sheet, print_answer_sheet
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option

_WISH = {True: "önskar", False: "önskar inte", None: "inte tillfrågad"}


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        sheet = answer_sheet(workplace.context, asked.unit)
        printed = None
        if asked.out is not None:
            printed = print_answer_sheet(
                workplace.context, workplace.printer, unit=asked.unit, out=Path(asked.out)
            )
    document: dict[str, Any] = {
        "unit": sheet.unit.name,
        "persons": [
            {
                "personal_identity_number": line.identity,
                "name": line.name,
                "room": line.room,
                "wants": line.wants,
                "answered": line.answered,
            }
            for line in sheet.lines
        ],
    }
    if printed is not None:
        document |= {"file": str(printed.path), "pages": printed.pages}
    rows = [
        (line.room, line.name, line.number, _WISH[line.wants], line.answered)
        for line in sheet.lines
    ]
    return Answer(
        document=document,
        lines=table_lines(("Rum", "Namn", "Personnummer", "Svar", "Svarade"), rows),
    )


COMMANDS = (
    Command(
        words="response list",
        help="visa en enhets svarslista, eller skriv ut den",
        run=_list,
        arguments=(
            option("--unit", "boendeenhet, kod eller namn", word="ENHET", required=True),
            option("--out", "PDF att fylla i för hand", word="FIL"),
        ),
        example="response list --unit B-100 --out svarslista.pdf",
    ),
)
