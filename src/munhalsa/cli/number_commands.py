"""Another name or identity number, and breaking the link to earlier ones, on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.break_link import BreakLink, break_link
from munhalsa.application.change_number import ChangeNumber, change_number
from munhalsa.application.change_person import ChangePerson, change_person
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.domain.refusal import WrongUsage


def _number(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = change_number(workplace.context, ChangeNumber(number=asked.number, to=asked.to))
    return Answer(
        document={"event": done.event, "personal_identity_number": done.person.number},
        lines=["Det nya numret gäller. Det gamla finns kvar i sökningen."],
        warnings=(),
    )


def _change(desk: Desk, asked: Namespace) -> Answer:
    names = {"given_name": asked.given, "family_name": asked.family}
    fields = {name: text for name, text in names.items() if text is not None}
    if not fields:
        raise WrongUsage("wrong_usage", "Ange --given, --family eller båda.")
    with desk.open() as workplace:
        done = change_person(workplace.context, ChangePerson(number=asked.number, fields=fields))
    return Answer(document={"event": done.event}, lines=["Namnet är ändrat."], warnings=())


def _break_link(desk: Desk, asked: Namespace) -> Answer:
    command = BreakLink(number=asked.number, reason=asked.reason)
    with desk.open(confirm=True) as workplace:
        done = break_link(workplace.context, command)
    return Answer(
        document={"event": done.receipt, "cleaned": done.events},
        lines=[f"Kopplingen är bruten. {done.events} händelser i loggen är tömda för gott."],
        warnings=done.warnings,
    )


_WHO = word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER")

COMMANDS = (
    Command(
        words="person change",
        help="rätta eller ändra en persons namn",
        run=_change,
        arguments=(
            _WHO,
            option("--given", "förnamn", word="NAMN"),
            option("--family", "efternamn", word="NAMN"),
        ),
        example="person change 19360101-6987 --family Svensson",
    ),
    Command(
        words="person number",
        help="ge en person ett nytt nummer; det gamla behålls och hittas i sökning",
        run=_number,
        arguments=(_WHO, option("--to", "det nya numret", word="NUMMER", required=True)),
        example="person number 19360161-6983 --to 19360101-6987",
    ),
    Command(
        words="person break-link",
        help="bryt kopplingen till tidigare nummer för gott, när någon har fått en ny identitet",
        run=_break_link,
        arguments=(
            _WHO,
            option("--reason", "varför; sparas i loggen", word="TEXT", required=True),
        ),
        example='person break-link 19360101-6987 --reason "fingerade uppgifter"',
    ),
)
