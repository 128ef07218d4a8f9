"""Contacts, dentist, notes and language of a person on the command line."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from munhalsa.application.contacts import (
    AddContact,
    ChangeContact,
    ContactChanged,
    EndContact,
    add_contact,
    change_contact,
    end_contact,
)
from munhalsa.application.context import Context
from munhalsa.application.person_details import (
    AddNote,
    NameDentist,
    SetLanguage,
    add_note,
    name_dentist,
    set_language,
)
from munhalsa.application.replace_contact import ReplaceContact, replace_contact
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, flag, option, word
from munhalsa.cli.values import choice_of, day_of, day_or_none, yes_or_no
from munhalsa.domain.person import Authority, Relation
from munhalsa.domain.refusal import WrongUsage

_TEXTS = ("name", "mandate", "phone", "address", "may_be_told")
_DAYS = {"from_day": "from", "to_day": "to"}
_SAID = {
    "add": "Kontakten är sparad.",
    "change": "Kontakten är ändrad.",
    "end": "Kontakten är avslutad.",
    "replace": "Kontakten är bytt: den gamla är avslutad och den nya börjar.",
}


def _contact(desk: Desk, asked: Namespace) -> Answer:
    if asked.action not in _SAID:
        raise WrongUsage("wrong_usage", "Ange add, change, end eller replace efter numret.")
    fields = _fields(asked)
    with desk.open() as workplace:
        done = _do(workplace.context, asked, fields)
    return Answer(
        document={"event": done.event, "contact": done.contact},
        lines=[_SAID[asked.action]],
        warnings=done.warnings,
    )


def _do(context: Context, asked: Namespace, fields: dict[str, Any]) -> ContactChanged:
    if asked.action == "add":
        return add_contact(context, AddContact(number=asked.number, fields=fields))
    if asked.action == "change":
        change = ChangeContact(number=asked.number, contact=asked.contact, fields=fields)
        return change_contact(context, change)
    if asked.action == "end":
        last = fields.get("to_day") or context.today
        return end_contact(
            context, EndContact(number=asked.number, contact=asked.contact, day=last)
        )
    day = fields.pop("from_day", None) or context.today
    return replace_contact(
        context,
        ReplaceContact(number=asked.number, contact=asked.contact, day=day, fields=fields),
    )


def _fields(asked: Namespace) -> dict[str, Any]:
    """What was said, and nothing else; an empty text or day takes away what was known."""
    given: dict[str, Any] = {name: getattr(asked, name) for name in _TEXTS}
    if asked.relation is not None:
        given["relation"] = choice_of(asked.relation, Relation, field="relation")
    if asked.authority is not None:
        given["authority"] = choice_of(asked.authority, Authority, field="authority")
    if asked.letters is not None:
        given["gets_letters"] = yes_or_no(asked.letters, field="letters")
    fields = {name: value for name, value in given.items() if value is not None}
    for name, field in _DAYS.items():
        text = getattr(asked, name)
        if text is not None:
            fields[name] = day_of(text, field=field) if text.strip() else None
    return fields


def _dentist(desk: Desk, asked: Namespace) -> Answer:
    command = NameDentist(
        number=asked.number,
        name=asked.name,
        from_day=day_or_none(asked.from_day, field="from"),
    )
    with desk.open() as workplace:
        done = name_dentist(workplace.context, command)
    return Answer(document={"event": done.event}, lines=["Behandlaren är sparad."], warnings=())


def _note(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = add_note(workplace.context, AddNote(number=asked.number, text=asked.text))
    return Answer(
        document={"event": done.event}, lines=["Anteckningen är sparad."], warnings=done.warnings
    )


def _language(desk: Desk, asked: Namespace) -> Answer:
    command = SetLanguage(
        number=asked.number, language=asked.language, needs_interpreter=asked.interpreter
    )
    with desk.open() as workplace:
        done = set_language(workplace.context, command)
    return Answer(document={"event": done.event}, lines=["Språket är sparat."], warnings=())


_NUMBER = word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER")
_FROM = Argument("--from", "första dagen", {"metavar": "DATUM", "dest": "from_day"})
_RELATIONS = ", ".join(one.value for one in Relation)

COMMANDS = (
    Command(
        words="person contact",
        help="lägg till, ändra, avsluta eller byt en kontakt, till exempel god man",
        run=_contact,
        arguments=(
            _NUMBER,
            word("action", "add, change, end eller replace (byt god man)", shown="GÖR"),
            option("--contact", "vilken, med namn eller id, om det finns flera", word="NAMN"),
            option("--name", "namn; vid byte den nyas", word="NAMN"),
            option("--relation", _RELATIONS, word="VAD"),
            option("--authority", "represents, passes_on eller none", word="RÄTT"),
            option("--mandate", "vad uppdraget omfattar", word="TEXT"),
            option("--phone", "telefon", word="TELEFON"),
            option("--address", "adress", word="ADRESS"),
            Argument(
                "--may-be-told",
                "vad kontakten får veta",
                {"metavar": "TEXT", "dest": "may_be_told"},
            ),
            option("--letters", "om kontakten får breven, yes eller no", word="SVAR"),
            _FROM,
            Argument("--to", "sista dagen", {"metavar": "DATUM", "dest": "to_day"}),
        ),
        example="person contact 19360101-6987 replace --name 'Per Ek' --from 2026-12-01",
    ),
    Command(
        words="person dentist",
        help="spara vem som är behandlare",
        run=_dentist,
        arguments=(
            _NUMBER,
            option("--name", "klinik eller tandläkare", word="NAMN", required=True),
            _FROM,
        ),
        example="person dentist 19360101-6987 --name 'Folktandvården Åsen'",
    ),
    Command(
        words="person note",
        help="skriv en kort anteckning, utan uppgifter om hälsa",
        run=_note,
        arguments=(_NUMBER, option("--text", "anteckningen", word="TEXT", required=True)),
        example="person note 19360101-6987 --text 'Ring helst på förmiddagen'",
    ),
    Command(
        words="person language",
        help="spara språk och behov av tolk",
        run=_language,
        arguments=(
            _NUMBER,
            option("--language", "språket; tomt tar bort det", word="SPRÅK", required=True),
            flag("--interpreter", "tolk behövs"),
        ),
        example="person language 19360101-6987 --language finska --interpreter",
    ),
)
