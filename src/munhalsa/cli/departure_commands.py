"""A death, and a move out of the region, on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.departures import Departed
from munhalsa.application.leave_region import LeaveRegion, leave_region
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.cli.values import day_of


def _died(desk: Desk, asked: Namespace) -> Answer:
    command = RecordDeath(number=asked.number, day=day_of(asked.date, field="date"))
    with desk.open() as workplace:
        done = record_death(workplace.context, command)
    return _answer(done, "Dödsfallet är registrerat.")


def _leaves(desk: Desk, asked: Namespace) -> Answer:
    command = LeaveRegion(number=asked.number, day=day_of(asked.date, field="date"), to=asked.to)
    with desk.open() as workplace:
        done = leave_region(workplace.context, command, region=workplace.region)
    return _answer(done, "Flytten från regionen är registrerad.")


def _answer(done: Departed, what: str) -> Answer:
    return Answer(
        document={
            "event": done.event,
            "ended": [one.number for one in done.ended],
            "voided": [one.number for one in done.voided],
            "residences": len(done.homes),
        },
        lines=[what, *(f"  {sentence}" for sentence in done.told)],
        warnings=done.warnings,
    )


_NUMBER = word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER")

COMMANDS = (
    Command(
        words="person died",
        help="registrera ett dödsfall: intyg och boende slutar på dödsdagen",
        run=_died,
        arguments=(_NUMBER, option("--date", "dödsdagen", word="DATUM", required=True)),
        example="person died 19360101-6987 --date 2026-11-22",
    ),
    Command(
        words="person leaves",
        help="registrera en flytt från regionen: intyg och boende slutar",
        run=_leaves,
        arguments=(
            _NUMBER,
            option("--date", "sista dagen i kommunen", word="DATUM", required=True),
            option("--to", "vart personen flyttar", word="TEXT"),
        ),
        example="person leaves 19360101-6987 --date 2026-11-30 --to Stockholm",
    ),
)
