"""The care staff of the units on the command line."""

from __future__ import annotations

from argparse import Namespace
from typing import Any, cast

from munhalsa.application.keep_staff import (
    AddStaff,
    ChangeStaff,
    EndStaff,
    StaffChanged,
    StaffDetails,
    add_staff,
    change_staff,
    end_staff,
)
from munhalsa.application.list_staff import StaffLine, list_staff
from munhalsa.application.staff_words import named_words
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, flag, option, word
from munhalsa.cli.values import day_of

_DAYS = {"from_day": "from_day", "until": "to_day"}


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        found = list_staff(workplace.context, unit=asked.unit, former=asked.former)
    rows = [
        (
            line.standing.member.name,
            line.standing.member.title,
            line.unit.name,
            line.standing.member.from_day,
            line.standing.member.to_day,
            named_words(line.standing),
        )
        for line in found
    ]
    return Answer(
        document={"staff": [_line(one) for one in found]},
        lines=table_lines(("Namn", "Titel", "Arbetsplats", "Från", "Till", "Utbildad"), rows),
    )


def _line(line: StaffLine) -> dict[str, Any]:
    return {
        "member": line.standing.member,
        "unit": line.unit.name,
        "last_named": line.standing.named,
        "named": line.standing.is_named,
    }


def _add(desk: Desk, asked: Namespace) -> Answer:
    command = AddStaff(unit=asked.unit, details=_details(asked, name=asked.name))
    with desk.open() as workplace:
        done = add_staff(workplace.context, command)
    return _answer(done, "Personen är tillagd i enhetens personal.")


def _change(desk: Desk, asked: Namespace) -> Answer:
    command = ChangeStaff(
        unit=asked.unit, name=asked.name, details=_details(asked, name=asked.new_name)
    )
    with desk.open() as workplace:
        done = change_staff(workplace.context, command)
    return _answer(done, "Uppgifterna är ändrade.")


def _end(desk: Desk, asked: Namespace) -> Answer:
    command = EndStaff(unit=asked.unit, name=asked.name, day=day_of(asked.date, field="date"))
    with desk.open() as workplace:
        done = end_staff(workplace.context, command)
    return _answer(done, f"Personen är avslutad, sista dag {command.day}.")


def _details(asked: Namespace, *, name: str | None) -> StaffDetails:
    """What was given; an empty text takes it away."""
    given: dict[str, Any] = {} if name is None else {"name": name}
    if asked.title is not None:
        given["title"] = asked.title
    for option_name, field in _DAYS.items():
        text = getattr(asked, option_name)
        if text is not None:
            given[field] = day_of(text, field=field) if text.strip() else None
    return cast(StaffDetails, given)


def _answer(done: StaffChanged, said: str) -> Answer:
    return Answer(
        document={"member": done.member, "event": done.event},
        lines=[said],
        warnings=done.warnings,
    )


_UNIT = word("unit", "enhetskod eller namn", shown="ENHET")
_NAME = word("name", "namn eller id", shown="NAMN")
_DETAILS = (
    option("--title", "titel, till exempel undersköterska", word="TEXT"),
    Argument("--from", "första dagen på enheten", {"metavar": "DATUM", "dest": "from_day"}),
    option("--until", "sista dagen på enheten", word="DATUM"),
)

COMMANDS = (
    Command(
        words="staff list",
        help="visa enheternas egen personal, och vem som inte är namngiven vid en utbildning",
        run=_list,
        arguments=(
            option("--unit", "bara den enhetens, kod eller namn", word="ENHET"),
            flag("--former", "även de som har slutat"),
        ),
        example="staff list --unit 14",
    ),
    Command(
        words="staff add",
        help="lägg till någon i en enhets personal",
        run=_add,
        arguments=(_UNIT, _NAME, *_DETAILS),
        example="staff add 14 'Sara Lind' --title undersköterska --from 2026-11-01",
    ),
    Command(
        words="staff change",
        help="rätta uppgifter om någon i personalen; tom text tar bort en uppgift",
        run=_change,
        arguments=(_UNIT, _NAME, option("--new-name", "nytt namn", word="NAMN"), *_DETAILS),
        example="staff change 14 'Sara Lind' --title sjuksköterska",
    ),
    Command(
        words="staff end",
        help="notera sista dagen för någon i personalen",
        run=_end,
        arguments=(_UNIT, _NAME, option("--date", "sista dagen", word="DATUM", required=True)),
        example="staff end 14 'Sara Lind' --date 2026-12-31",
    ),
)
