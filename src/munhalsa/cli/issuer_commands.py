"""The register of issuers on the command line."""

from __future__ import annotations

from argparse import Namespace
from typing import Any, cast

from munhalsa.application.issuer_fields import IssuerChanged, IssuerDetails
from munhalsa.application.issuer_words import missing_words, needs_words
from munhalsa.application.issuers import (
    EndIssuer,
    add_issuer,
    change_issuer,
    end_issuer,
    list_issuers,
)
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, option, word
from munhalsa.cli.values import day_of, day_or_none
from munhalsa.domain.swedish import counted

_TEXTS = ("title", "workplace", "email", "hsa_id", "unit", "district", "authorised_by")
_DAYS = ("authorised_on", "ordered_on", "closed_on", "from_day")


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        found = list_issuers(workplace.context)
    issuers = [
        {
            "issuer": one.issuer,
            "user": found.users.get(one.issuer.account_id or ""),
            "active": one.is_active,
            "last_training": one.trained,
            "last_issued": one.issued,
            "trained": one.is_trained,
            "handles": one.handles,
            "needs": one.needs,
            "checklist": dict(one.checklist),
        }
        for one in found.issuers
    ]
    rows = [
        (
            one.issuer.name,
            one.issuer.workplace,
            one.trained,
            one.issued,
            needs_words(one),
            missing_words(one) if one.is_active else f"slutade {one.issuer.to_day}",
        )
        for one in found.issuers
    ]
    lines = table_lines(
        ("Namn", "Arbetsplats", "Utbildad", "Senaste intyg", "Att göra", "Saknas"), rows
    )
    lines += [f"{name} har ingen intygsutfärdare." for name in found.without_issuer]
    if found.no_contact_person:
        lines.append("Kommunen har ingen kontaktperson.")
    document = {
        "issuers": issuers,
        "without_issuer": found.without_issuer,
        "no_contact_person": found.no_contact_person,
    }
    return Answer(document=document, lines=lines)


def _add(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = add_issuer(workplace.context, _details(asked, name=asked.name))
    return _answer(done, "Intygsutfärdaren är tillagd.")


def _change(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = change_issuer(workplace.context, asked.issuer, _details(asked, name=asked.name))
    return _answer(done, "Intygsutfärdaren är ändrad.")


def _end(desk: Desk, asked: Namespace) -> Answer:
    command = EndIssuer(
        issuer=asked.issuer,
        day=day_of(asked.date, field="date"),
        to=asked.to,
        closed_on=day_or_none(asked.closed_on, field="closed_on"),
    )
    with desk.open() as workplace:
        done = end_issuer(workplace.context, command)
    people = counted(done.handed_over, "person är överlämnad", "personer är överlämnade")
    over = f" {people}." if done.handed_over else ""
    return _answer(done, f"Intygsutfärdaren är avslutad, sista dag {command.day}.{over}")


def _details(asked: Namespace, *, name: str | None) -> IssuerDetails:
    """What was given; an empty text takes it away."""
    given: dict[str, Any] = {} if name is None else {"name": name}
    given |= {key: text for key in _TEXTS if (text := getattr(asked, key)) is not None}
    if asked.account is not None:
        given["user"] = asked.account
    for key in _DAYS:
        text = getattr(asked, key)
        if text is not None:
            given[key] = day_of(text, field=key) if text.strip() else None
    return cast(IssuerDetails, given)


def _answer(done: IssuerChanged, said: str) -> Answer:
    return Answer(
        document={"issuer": done.issuer, "handed_over": done.handed_over, "event": done.event},
        lines=[said],
        warnings=done.warnings,
    )


_ISSUER = word("issuer", "namn eller id", shown="NAMN")
_DETAILS = (
    option("--title", "titel", word="TEXT"),
    option("--workplace", "arbetsplats", word="TEXT"),
    option("--email", "e-post", word="ADRESS"),
    option("--hsa-id", "HSA-id", word="ID"),
    option("--account", "användaren här, annars den som har samma namn", word="NAMN"),
    option("--unit", "utfärdar för en enhet", word="ENHET"),
    option("--district", "utfärdar för en organisationsdel", word="NAMN"),
    option("--authorised-by", "MAS eller områdeschef som har utsett", word="NAMN"),
    option("--authorised-on", "dagen för det", word="DATUM"),
    option("--ordered-on", "dagen kontot i Intygsbeställningen beställdes", word="DATUM"),
    option("--closed-on", "dagen det kontot avslutades", word="DATUM"),
    Argument("--from", "första dagen, annars i dag", {"metavar": "DATUM", "dest": "from_day"}),
)

COMMANDS = (
    Command(
        words="issuer list",
        help="visa intygsutfärdare, vad som ska göras, och var ingen finns",
        run=_list,
        example="issuer list",
    ),
    Command(
        words="issuer add",
        help="lägg till en intygsutfärdare",
        run=_add,
        arguments=(word("name", "namn", shown="NAMN"), *_DETAILS),
        example="issuer add 'Eva Ek' --title biståndshandläggare --authorised-by 'Maj Lind' "
        "--authorised-on 2026-11-01",
    ),
    Command(
        words="issuer change",
        help="rätta uppgifter om en intygsutfärdare",
        run=_change,
        arguments=(_ISSUER, option("--name", "nytt namn", word="NAMN"), *_DETAILS),
        example="issuer change 'Eva Ek' --ordered-on 2026-11-20",
    ),
    Command(
        words="issuer end",
        help="avsluta en intygsutfärdare och lämna över allt i samma steg",
        run=_end,
        arguments=(
            _ISSUER,
            option("--date", "sista dagen", word="DATUM", required=True),
            option("--to", "användaren som tar över", word="NAMN"),
            option("--closed-on", "dagen kontot i Intygsbeställningen avslutades", word="DATUM"),
        ),
        example="issuer end 'Eva Ek' --date 2026-12-31 --to 'Kim Lind'",
    ),
)
