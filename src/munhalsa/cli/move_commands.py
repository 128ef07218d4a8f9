"""Moves of persons, of many at once and out of a unit that closes, on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.close_unit import CloseUnit, close_unit
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.move_residents import MoveResidents, move_residents
from munhalsa.application.set_care import SetPlace, set_responsible_unit, set_visiting_place
from munhalsa.application.unit_residents import unit_residents
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, flag, option, word
from munhalsa.cli.unit_edit_commands import UNIT
from munhalsa.cli.values import day_of, day_or_none
from munhalsa.domain.refusal import WrongUsage


def _move(desk: Desk, asked: Namespace) -> Answer:
    if asked.unit is None and asked.address is None:
        raise WrongUsage(
            "wrong_usage", "Ange --unit, --address eller båda. Se munhalsa person move --help."
        )
    command = MovePerson(
        number=asked.number,
        day=day_of(asked.date, field="date"),
        unit=asked.unit,
        room=asked.room,
        care_of=asked.care_of,
        street=asked.address,
        postal_code=asked.postal_code,
        city=asked.city,
        keep_care=asked.keep_care,
    )
    with desk.open() as workplace:
        done = move_person(workplace.context, command)
    return Answer(
        document={"event": done.event},
        lines=["Flytten är sparad."],
        warnings=done.warnings,
    )


def _place(asked: Namespace) -> SetPlace:
    if (asked.unit is None) is not asked.end:
        raise WrongUsage("wrong_usage", "Ange antingen --unit eller --end, med --date.")
    day = day_of(asked.date, field="date")
    return SetPlace(number=asked.number, day=day, unit=asked.unit)


def _responsible(desk: Desk, asked: Namespace) -> Answer:
    command = _place(asked)
    with desk.open() as workplace:
        done = set_responsible_unit(workplace.context, command)
    return Answer(document={"event": done.event}, lines=["Ansvarig enhet är sparad."], warnings=())


def _visit(desk: Desk, asked: Namespace) -> Answer:
    command = _place(asked)
    with desk.open() as workplace:
        done = set_visiting_place(workplace.context, command)
    return Answer(document={"event": done.event}, lines=["Besöksplatsen är sparad."], warnings=())


def _move_residents(desk: Desk, asked: Namespace) -> Answer:
    command = MoveResidents(
        unit=asked.unit,
        to=asked.to,
        day=day_of(asked.date, field="date"),
        only=asked.only or None,
    )
    with desk.open() as workplace:
        done = move_residents(workplace.context, command)
    return Answer(
        document={"moved": done.moved, "event": done.event},
        lines=[f"Flyttade: {done.moved}."],
        warnings=done.warnings,
    )


def _close(desk: Desk, asked: Namespace) -> Answer:
    command = CloseUnit(
        unit=asked.unit, day=day_of(asked.date, field="date"), move_to=asked.move_to
    )
    with desk.open() as workplace:
        done = close_unit(workplace.context, command)
    return Answer(
        document={
            "unit": done.unit,
            "moved": done.moved,
            "cancelled_rounds": done.cancelled,
            "event": done.event,
        },
        lines=[
            f"Enheten stängs, sista dag {done.unit.active_to}. Flyttade: {done.moved}.",
            f"Inställda besöksdagar: {done.cancelled}.",
        ],
        warnings=done.warnings,
    )


def _residents(desk: Desk, asked: Namespace) -> Answer:
    day = day_or_none(asked.date, field="date")
    with desk.open() as workplace:
        residents = unit_residents(workplace.context, asked.unit, day=day)
    document = [
        {
            "personal_identity_number": one.number,
            "name": one.row.name,
            "kind": one.kind,
            "room": one.room,
            "since": one.since,
            "certificate": one.row.certificate,
            "wants": one.row.wants,
        }
        for one in residents
    ]
    rows = [(one.row.name, one.row.number, one.room, one.since) for one in residents]
    headings = ("Namn", "Personnummer", "Rum", "Sedan")
    return Answer(
        document={"residents": document},
        lines=table_lines(headings, rows, empty="Ingen finns på enheten den dagen."),
    )


_NUMBER = word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER")
_DATE = option("--date", "första dagen", word="DATUM", required=True)
_SET = (
    _NUMBER,
    option("--unit", "enhetskod eller namn", word="ENHET"),
    flag("--end", "avsluta den som är nu"),
    option("--date", "första dagen, eller den sista med --end", word="DATUM", required=True),
)

COMMANDS = (
    Command(
        words="person move",
        help="flytta en person: det gamla boendet slutar dagen före",
        run=_move,
        arguments=(
            _NUMBER,
            option("--unit", "enhet att flytta till, kod eller namn", word="ENHET"),
            option("--address", "egen gatuadress", word="TEXT"),
            _DATE,
            option("--room", "rum eller avdelning", word="RUM"),
            option("--postal-code", "postnummer", word="NUMMER"),
            option("--city", "postort", word="ORT"),
            Argument("--care-of", "c/o", {"metavar": "NAMN", "dest": "care_of"}),
            flag("--keep-care", "låt hemtjänst eller hemsjukvård fortsätta ansvara"),
        ),
        example="person move 19360101-6987 --unit 14 --date 2026-12-01 --room 7",
    ),
    Command(
        words="person responsible",
        help="sätt eller avsluta den enhet som ansvarar för vården",
        run=_responsible,
        arguments=_SET,
        example="person responsible 19360101-6987 --unit Hemtjänst --date 2026-12-01",
    ),
    Command(
        words="person visit",
        help="sätt eller avsluta en annan besöksplats än hemmet",
        run=_visit,
        arguments=_SET,
        example="person visit 19360101-6987 --unit Slussen --date 2026-12-01",
    ),
    Command(
        words="unit move-residents",
        help="flytta alla, eller några, från en enhet till en annan; alla eller ingen",
        run=_move_residents,
        arguments=(
            UNIT,
            word("to", "enhet att flytta till", shown="TILL"),
            _DATE,
            Argument("--only", "bara dessa", {"metavar": "NUMMER", "nargs": "+"}),
        ),
        example="unit move-residents 14 15 --date 2026-12-01",
    ),
    Command(
        words="unit close",
        help="stäng en enhet; de som är kvar flyttar dagen efter",
        run=_close,
        arguments=(
            UNIT,
            option("--date", "sista dagen", word="DATUM", required=True),
            option("--move-to", "vart de som är kvar flyttar", word="ENHET"),
        ),
        example="unit close 14 --date 2026-12-31 --move-to 15",
    ),
    Command(
        words="unit residents",
        help="visa vilka som finns på en enhet",
        run=_residents,
        arguments=(UNIT, option("--date", "vilken dag, annars i dag", word="DATUM")),
        example="unit residents 14",
    ),
)
