"""The lists of people who wait, on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.districts import district_by_name
from munhalsa.application.due_list import due_counts, due_page, note_due_list
from munhalsa.application.due_words import DUE_NAMES
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports_due import DueFilter
from munhalsa.application.workplace import Workplace
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.cli.values import choice_of
from munhalsa.domain.due import DueList


def _due(desk: Desk, asked: Namespace) -> Answer:
    which = None if asked.list is None else _list_called(asked.list)
    with desk.open() as workplace:
        narrowed = _filter(workplace, asked)
        if which is None:
            return _counted(workplace, narrowed)
        rows = due_page(workplace.context, which, narrowed).rows
        note_due_list(workplace.context, which, narrowed, hits=len(rows))
    return Answer(
        document={
            "persons": [
                {
                    "personal_identity_number": row.identity,
                    "reason": row.reason,
                    "since": row.since,
                    "contacts": row.contacts,
                }
                for row in rows
            ]
        },
        lines=table_lines(
            ("Namn", "Personnummer", "Boende", "Orsak", "Sedan", "Kontakter"),
            [(row.name, row.number, row.home, row.reason, row.since, row.contacts) for row in rows],
            empty=f"Listan är tom: {DUE_NAMES[which].lower()}.",
        ),
    )


def _list_called(name: str) -> DueList:
    """The list by its word, or by the name that the table of counts shows."""
    shown = {shown.casefold(): which for which, shown in DUE_NAMES.items()}
    return shown.get(name.casefold()) or choice_of(name, DueList, field="list")


def _counted(workplace: Workplace, narrowed: DueFilter) -> Answer:
    counts = due_counts(workplace.context, narrowed)
    return Answer(
        document={"counts": {which.value: count for which, count in counts.items()}},
        lines=table_lines(
            ("Lista", "Antal", "Visas med"),
            [(name, counts[which], f"due {which}") for which, name in DUE_NAMES.items()],
        ),
    )


def _filter(workplace: Workplace, asked: Namespace) -> DueFilter:
    if asked.unit is None and asked.district is None:
        return DueFilter()
    with workplace.context.read() as reader:
        unit = None if asked.unit is None else unit_by_code_or_name(reader, asked.unit)
        district = None if asked.district is None else district_by_name(reader, asked.district)
    return DueFilter(
        unit_id=None if unit is None else unit.id,
        district_id=None if district is None else district.id,
    )


COMMANDS = (
    Command(
        words="due",
        help="visa vilka som väntar på något, eller hur många på varje lista",
        run=_due,
        arguments=(
            word(
                "list",
                "candidates, assessment, offer, never-asked, ending, unregistered, late, "
                "unmet-need, no-care eller no-dentist",
                shown="LISTA",
                optional=True,
            ),
            option("--unit", "bara en boendeenhet, kod eller namn", word="ENHET"),
            option("--district", "bara en organisationsdel", word="NAMN"),
        ),
        example="due never-asked --unit 14",
    ),
)
