"""Adding and changing units on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any, cast

from munhalsa.application.add_unit import AddUnit, add_unit
from munhalsa.application.change_unit import ChangeUnit, change_unit
from munhalsa.application.rename_unit import rename_unit
from munhalsa.application.unit_fields import UnitChanged, UnitDetails
from munhalsa.application.verify_unit import verify_unit
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, option, word
from munhalsa.cli.values import choice_of, day_of, day_or_none, whole_number
from munhalsa.domain.unit import RunBy, UnitType

_MOST = 9999


def _number(text: str, field: str) -> int:
    return whole_number(text, field=field, lowest=0, highest=_MOST)


def _type(text: str, field: str) -> UnitType:
    return choice_of(text, UnitType, field=field)


def _run_by(text: str, field: str) -> RunBy:
    return choice_of(text, RunBy, field=field)


def _day(text: str, field: str) -> Any:
    return day_of(text, field=field)


_READ: dict[str, Callable[[str, str], Any]] = {
    "type": _type,
    "run_by": _run_by,
    "places": _number,
    "care_staff": _number,
    "active_from": _day,
    "no_visits_until": _day,
}
_ALWAYS = frozenset({"type", "run_by", "responsible_name", "responsible_phone"})


def details_of(asked: Namespace) -> UnitDetails:
    """What was given of a unit; an empty text takes a detail away where it may be missing."""
    details: dict[str, Any] = {}
    for name in UnitDetails.__annotations__:
        text = getattr(asked, name, None)
        if text is None:
            continue
        if not text.strip() and name not in _ALWAYS:
            details[name] = None
        else:
            details[name] = _READ[name](text, name) if name in _READ else text
    return cast(UnitDetails, details)


def _add(desk: Desk, asked: Namespace) -> Answer:
    command = AddUnit(name=asked.name, details=details_of(asked))
    with desk.open() as workplace:
        done = add_unit(workplace.context, command)
    return _answer(done, f"{done.unit.name} är tillagd.")


def _change(desk: Desk, asked: Namespace) -> Answer:
    command = ChangeUnit(unit=asked.unit, details=details_of(asked))
    with desk.open() as workplace:
        done = change_unit(workplace.context, command)
    return _answer(done, f"{done.unit.name} är ändrad.")


def _rename(desk: Desk, asked: Namespace) -> Answer:
    day = day_or_none(asked.date, field="date")
    with desk.open() as workplace:
        done = rename_unit(workplace.context, asked.unit, name=asked.name, day=day)
    return _answer(done, f"Enheten heter nu {done.unit.name}.")


def _verified(desk: Desk, asked: Namespace) -> Answer:
    day = day_or_none(asked.date, field="date")
    with desk.open() as workplace:
        done = verify_unit(workplace.context, asked.unit, day=day)
    return _answer(done, f"Kontaktuppgifterna är bekräftade {done.unit.verified_on}.")


def _answer(done: UnitChanged, line: str) -> Answer:
    return Answer(
        document={"unit": done.unit, "event": done.event}, lines=[line], warnings=done.warnings
    )


def _field(name: str, help: str, *, word: str, dest: str | None = None) -> Argument:
    more = {"metavar": word} if dest is None else {"metavar": word, "dest": dest}
    return Argument(name, help, more)


UNIT = word("unit", "enhetskod eller namn", shown="ENHET")
_TYPES = ", ".join(kind.value for kind in UnitType)
_FIELDS = (
    _field("--type", _TYPES, word="TYP"),
    _field("--responsible", "ansvarig person", word="NAMN", dest="responsible_name"),
    _field("--phone", "telefon till den ansvariga", word="NUMMER", dest="responsible_phone"),
    _field("--email", "e-post", word="ADRESS"),
    _field("--street", "gatuadress", word="TEXT"),
    _field("--postal-code", "postnummer", word="NUMMER"),
    _field("--city", "postort", word="ORT"),
    _field("--places", "platsantal", word="ANTAL"),
    _field("--care-staff", "antal omvårdnadspersonal", word="ANTAL"),
    _field("--entry-instructions", "portkod, parkering och annat", word="TEXT"),
    _field("--run-by", "municipality eller contractor", word="VEM"),
    _field("--contractor", "företaget som driver enheten", word="NAMN"),
    _field("--parent", "överordnad enhet, kod eller namn", word="ENHET"),
    _field("--district", "organisationsdel", word="NAMN"),
    _field("--lies-in", "kommunkod där enheten ligger, om en annan", word="KOD"),
    _field("--active-from", "första dagen", word="DATUM"),
    _field("--no-visits-until", "inga besök till och med, vid smitta", word="DATUM"),
)

COMMANDS = (
    Command(
        words="unit add",
        help="lägg till en enhet",
        run=_add,
        arguments=(
            word("code", "enhetskod, om den har någon", shown="KOD", optional=True),
            option("--name", "enhetens namn", word="NAMN", required=True),
            *_FIELDS,
        ),
        example="unit add 14 --name Björkgården --type nursing_home --responsible 'Eva Ek' "
        "--phone '033-35 70 00'",
    ),
    Command(
        words="unit change",
        help="ändra uppgifter om en enhet; tom text tar bort en uppgift",
        run=_change,
        arguments=(UNIT, _field("--code", "ny enhetskod", word="KOD"), *_FIELDS),
        example="unit change 14 --responsible 'Bo Ek' --phone '033-35 70 01'",
    ),
    Command(
        words="unit rename",
        help="ge en enhet ett nytt namn; det gamla finns kvar i historiken",
        run=_rename,
        arguments=(
            UNIT,
            option("--name", "det nya namnet", word="NAMN", required=True),
            option("--date", "första dagen med det nya namnet", word="DATUM"),
        ),
        example="unit rename 14 --name Ekgården",
    ),
    Command(
        words="unit verified",
        help="bekräfta att en enhets kontaktuppgifter stämmer",
        run=_verified,
        arguments=(UNIT, option("--date", "dagen de bekräftades", word="DATUM")),
        example="unit verified 14",
    ),
)
