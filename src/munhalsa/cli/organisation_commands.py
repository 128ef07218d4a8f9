"""Parts of the organisation, contact persons and the contracted provider on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.dental_contracts import SetProvider, list_providers, set_provider
from munhalsa.application.districts import add_district, list_districts, rename_district
from munhalsa.application.municipality_contacts import (
    AddContactPerson,
    add_contact_person,
    end_contact_person,
    list_contact_persons,
)
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, option, word
from munhalsa.cli.values import day_of, day_or_none


def _districts(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        districts = list_districts(workplace.context)
    lines = table_lines(
        ("Organisationsdel",),
        [(one.name,) for one in districts],
        empty="Inga organisationsdelar är inlagda.",
    )
    return Answer(document={"districts": districts}, lines=lines)


def _add_district(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = add_district(workplace.context, asked.name)
    return Answer(
        document={"district": done.district, "event": done.event},
        lines=[f"{done.district.name} är tillagd."],
        warnings=(),
    )


def _rename_district(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = rename_district(workplace.context, name=asked.name, to=asked.to)
    return Answer(
        document={"district": done.district, "event": done.event},
        lines=[f"Organisationsdelen heter nu {done.district.name}."],
        warnings=(),
    )


def _contacts(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        contacts = list_contact_persons(workplace.context)
    rows = [(one.name, one.phone, one.email, one.from_day, one.to_day) for one in contacts]
    headings = ("Namn", "Telefon", "E-post", "Från", "Till")
    return Answer(document={"contacts": contacts}, lines=table_lines(headings, rows))


def _add_contact(desk: Desk, asked: Namespace) -> Answer:
    command = AddContactPerson(
        name=asked.name,
        phone=asked.phone,
        email=asked.email,
        district=asked.district,
        from_day=day_or_none(asked.from_day, field="from"),
    )
    with desk.open() as workplace:
        done = add_contact_person(workplace.context, command)
    return Answer(
        document={"contact": done.contact, "event": done.event},
        lines=["Kontaktpersonen är tillagd."],
        warnings=done.warnings,
    )


def _end_contact(desk: Desk, asked: Namespace) -> Answer:
    day = day_of(asked.date, field="date")
    with desk.open() as workplace:
        done = end_contact_person(workplace.context, asked.name, day=day)
    return Answer(
        document={"contact": done.contact, "event": done.event},
        lines=[f"Kontaktpersonen är avslutad, sista dag {day}."],
        warnings=done.warnings,
    )


def _providers(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        contracts = list_providers(workplace.context)
    rows = [
        (one.provider, one.contact_name, one.phone, one.email, one.from_day, one.to_day)
        for one in contracts
    ]
    headings = ("Vårdgivare", "Kontakt", "Telefon", "E-post", "Från", "Till")
    return Answer(document={"providers": contracts}, lines=table_lines(headings, rows))


def _set_provider(desk: Desk, asked: Namespace) -> Answer:
    command = SetProvider(
        provider=asked.provider,
        from_day=day_of(asked.from_day, field="from"),
        to_day=day_or_none(asked.to_day, field="to"),
        contact_name=asked.contact,
        phone=asked.phone,
        email=asked.email,
    )
    with desk.open() as workplace:
        done = set_provider(workplace.context, command)
    return Answer(
        document={"provider": done.contract, "event": done.event},
        lines=[f"{done.contract.provider} har avtalet från {done.contract.from_day}."],
        warnings=(),
    )


def _from(help: str, *, required: bool = False) -> Argument:
    return Argument("--from", help, {"metavar": "DATUM", "dest": "from_day", "required": required})


_PHONE = option("--phone", "telefon", word="NUMMER")
_EMAIL = option("--email", "e-post", word="ADRESS")

COMMANDS = (
    Command(
        words="district list",
        help="visa organisationsdelarna",
        run=_districts,
        example="district list",
    ),
    Command(
        words="district add",
        help="lägg till en organisationsdel",
        run=_add_district,
        arguments=(word("name", "dess namn", shown="NAMN"),),
        example="district add Norr",
    ),
    Command(
        words="district rename",
        help="ge en organisationsdel ett annat namn",
        run=_rename_district,
        arguments=(
            word("name", "namnet nu", shown="NAMN"),
            option("--to", "det nya namnet", word="NAMN", required=True),
        ),
        example="district rename Norr --to 'Område norr'",
    ),
    Command(
        words="municipality contact list",
        help="visa kommunens kontaktpersoner",
        run=_contacts,
        example="municipality contact list",
    ),
    Command(
        words="municipality contact add",
        help="lägg till en kontaktperson",
        run=_add_contact,
        arguments=(
            word("name", "kontaktpersonens namn", shown="NAMN"),
            _PHONE,
            _EMAIL,
            option("--district", "bara för en organisationsdel", word="NAMN"),
            _from("första dagen, annars i dag"),
        ),
        example="municipality contact add 'Eva Ek' --phone '033-35 70 00'",
    ),
    Command(
        words="municipality contact end",
        help="notera en kontaktpersons sista dag",
        run=_end_contact,
        arguments=(
            word("name", "kontaktpersonens namn", shown="NAMN"),
            option("--date", "sista dagen", word="DATUM", required=True),
        ),
        example="municipality contact end 'Eva Ek' --date 2026-12-31",
    ),
    Command(
        words="municipality provider list",
        help="visa vårdgivare med avtal, nu och förr",
        run=_providers,
        example="municipality provider list",
    ),
    Command(
        words="municipality provider set",
        help="registrera vårdgivaren med avtal; den förra slutar dagen före",
        run=_set_provider,
        arguments=(
            word("provider", "vårdgivarens namn", shown="NAMN"),
            _from("avtalets första dag", required=True),
            Argument("--to", "avtalets sista dag", {"metavar": "DATUM", "dest": "to_day"}),
            option("--contact", "kontakt hos vårdgivaren", word="NAMN"),
            _PHONE,
            _EMAIL,
        ),
        example="municipality provider set 'Folktandvården' --from 2027-01-01",
    ),
)
