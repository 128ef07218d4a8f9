"""Persons and their answers on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.application.view_person import history_of, list_persons, show_person
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, option, word
from munhalsa.cli.person_text import WISH, history_table, record_lines
from munhalsa.cli.values import choice_of, day_of, day_or_none, whole_number, yes_or_no
from munhalsa.domain.identity import masked
from munhalsa.domain.response import AnsweredBy

_MOST = 1_000_000


def _list(desk: Desk, asked: Namespace) -> Answer:
    limit = asked.limit
    if limit is not None:
        limit = whole_number(limit, field="limit", lowest=1, highest=_MOST)
    with desk.open() as workplace:
        lines = list_persons(workplace.context, search=asked.search, limit=limit)
    persons = [
        {
            "personal_identity_number": None if line.masked else line.number,
            "name": line.name,
            "unit": line.unit,
            "certificate": line.certificate,
            "ground": line.ground,
            "wants": line.wants,
            "protected": line.protected,
            "found_by_contact": line.contact,
        }
        for line in lines
    ]
    rows = [
        (
            line.name if line.contact is None else f"{line.name} (kontakt: {line.contact})",
            line.number if line.masked else masked(line.number),
            line.unit,
            line.certificate,
            line.ground,
            "–" if line.masked else WISH[line.wants],
        )
        for line in lines
    ]
    headings = ("Namn", "Personnummer", "Boende", "Intyg", "Personkrets", "Svar")
    return Answer(
        document={"persons": persons},
        lines=table_lines(headings, rows, empty="Ingen person hittades."),
    )


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        record = show_person(workplace.context, asked.number, purpose=asked.reason or "")
    person = record.person
    document = {
        "personal_identity_number": person.number,
        "person": person,
        "former_numbers": [one.number for one in record.former_numbers],
        "residences": record.residences,
        "units": record.units,
        "contacts": record.contacts,
        "dentists": record.dentists,
        "notes": record.notes,
        "paper_steps": record.paper_steps,
        "certificates": record.certificates,
        "registrations": record.registrations,
        "responses": record.responses,
        "offers": record.offers,
        "disclosures": record.disclosures,
        "decisions": record.decisions,
    }
    return Answer(document=document, lines=record_lines(record))


def _add(desk: Desk, asked: Namespace) -> Answer:
    command = RegisterPerson(
        number=asked.number,
        given_name=asked.given,
        family_name=asked.family,
        unit=asked.unit,
        room=asked.room,
        from_day=day_or_none(asked.from_day, field="from"),
    )
    with desk.open() as workplace:
        done = register_person(workplace.context, command)
    return Answer(
        document={"event": done.event, "person": done.person_id},
        lines=["Personen är registrerad."],
        warnings=done.warnings,
    )


def _history(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        events = history_of(workplace.context, asked.number, purpose=asked.reason or "")
    return Answer(document={"events": events}, lines=history_table(events))


def _respond(desk: Desk, asked: Namespace) -> Answer:
    command = RecordResponse(
        number=asked.number,
        answered=day_of(asked.date, field="date"),
        wants=yes_or_no(asked.wants, field="wants"),
        answered_by=choice_of(asked.by, AnsweredBy, field="by"),
        name=asked.name,
    )
    with desk.open() as workplace:
        done = record_response(workplace.context, command)
    return Answer(
        document={"event": done.event},
        lines=[f"Svaret är sparat: {WISH[done.response.wants].lower()}."],
        warnings=done.warnings,
    )


_NUMBER = word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER")
_REASON = option("--reason", "varför, för den som har skyddade uppgifter", word="TEXT")

COMMANDS = (
    Command(
        words="person list",
        help="visa personer i namnordning, eller dem som en sökning hittar",
        run=_list,
        arguments=(
            option(
                "--search",
                "namn, nummer, sista fyra, eller en kontakts namn eller telefon",
                word="TEXT",
            ),
            option("--limit", "högst så många", word="ANTAL"),
        ),
        example="person list --search anders --limit 20",
    ),
    Command(
        words="person show",
        help="visa allt som finns om en person",
        run=_show,
        arguments=(_NUMBER, _REASON),
        example="person show 19360101-6987",
    ),
    Command(
        words="person add",
        help="registrera en ny person",
        run=_add,
        arguments=(
            option("--number", "personnummer", word="NUMMER", required=True),
            option("--given", "förnamn", word="NAMN", required=True),
            option("--family", "efternamn", word="NAMN", required=True),
            option("--unit", "boendeenhet, kod eller namn", word="ENHET"),
            option("--room", "rum eller avdelning", word="RUM"),
            Argument("--from", "bor där från", {"metavar": "DATUM", "dest": "from_day"}),
        ),
        example="person add --number 19360101-6987 --given Maj --family Svensson --unit 14",
    ),
    Command(
        words="history",
        help="visa vad som har gjorts med en person",
        run=_history,
        arguments=(_NUMBER, _REASON),
        example="history 19360101-6987",
    ),
    Command(
        words="response add",
        help="spara ett svar på erbjudandet om munhälsobedömning",
        run=_respond,
        arguments=(
            _NUMBER,
            option("--date", "dagen svaret gavs", word="DATUM", required=True),
            option("--wants", "yes eller no", word="SVAR", required=True),
            option("--by", "self, guardian, relative eller other", word="VEM", required=True),
            option("--name", "namnet på den som svarade", word="NAMN"),
        ),
        example="response add 19360101-6987 --date 2026-11-22 --wants yes --by guardian",
    ),
)
