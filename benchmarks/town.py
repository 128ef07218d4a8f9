"""The made-up municipality that everything is measured on: its files, and whom to ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.application.context import Context
from munhalsa.application.import_table.commit import commit_import
from munhalsa.application.ports import Deed, UnitOfWork
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    EligibilityDecision,
    EndReason,
    Ground,
    Recipient,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.identity import parse
from munhalsa.domain.person import (
    Contact,
    Dentist,
    FormerNumber,
    Person,
    Relation,
    Residence,
)
from munhalsa.domain.response import AnsweredBy, Response
from munhalsa.domain.swedish import name_sort_key
from munhalsa.domain.unit import Unit
from tests.support.stores import TODAY
from tools.example_municipality import generate, write_files
from tools.example_municipality.files import write_workbook

YEARS = 20
LONG_KNOWN = 20
# Most of their test numbers are taken in a large municipality.
MOST_NEWCOMERS = 2000
_SEED = 20
_SEED_OF_OTHERS = 21
_KINDS = ("boendeenheter", "personer", "befolkning")
_FOUNDATION = ("boendeenheter", "befolkning")
_PERSONS = "personer"
# An import takes 200 MB unpacked; so many persons are about half of it.
_MOST_IN_A_FILE = 100_000


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is not in the store."""

    number: str
    given_name: str
    family_name: str


def write_town(folder: Path, *, persons: int) -> None:
    """The files of a municipality with so many persons over twenty years."""
    town = generate(persons=persons, seed=_SEED, years=YEARS, today=TODAY, kinds=_KINDS)
    everybody = town.tables.pop(_PERSONS)
    write_files(town, folder)
    for first in range(0, len(everybody.rows), _MOST_IN_A_FILE):
        part = replace(everybody, rows=everybody.rows[first : first + _MOST_IN_A_FILE])
        file = folder / f"{_PERSONS}-{first // _MOST_IN_A_FILE:02}.xlsx"
        write_workbook(part, file, sheet=_PERSONS)


def persons_files(folder: Path) -> list[Path]:
    """The files of persons in their order: one, where they fit into it."""
    return sorted(folder.glob(f"{_PERSONS}-*.xlsx"))


def take_in(context: Context, file: Path, *, kind: str) -> None:
    """Import a file, plan and commit."""
    which = load_kind(kind)
    commit_import(context, read_table(file, kind=which), which)


def take_in_foundation(context: Context, folder: Path) -> None:
    """Units and inhabitants, which an import of persons needs."""
    for kind in _FOUNDATION:
        suffix = "csv" if kind == "befolkning" else "xlsx"
        take_in(context, folder / f"{kind}.{suffix}", kind=kind)


def take_in_persons(context: Context, folder: Path) -> None:
    """Everybody in the files of persons, and some who have been known for twenty years."""
    for file in persons_files(folder):
        take_in(context, file, kind=_PERSONS)
    add_long_known(context)


def newcomers(count: int) -> list[Newcomer]:
    """Persons with test numbers who most likely are in no store; the same ones each time."""
    others = generate(
        persons=count, seed=_SEED_OF_OTHERS, years=YEARS, today=TODAY, kinds=("personer",)
    )
    rows = {row[0]: row for row in others.tables["personer"].rows}.values()
    return [Newcomer(str(row[0]), str(row[1]), str(row[2])) for row in rows]


def add_long_known(context: Context) -> None:
    """Persons with a long history: a move, an answer and a decision for every year."""
    deed = Deed(action="benchmark.long_known", subject_kind="store", subject_id="")
    with context.write(deed) as work:
        units = work.find(Unit, order_by="sort_key")
        added = 0
        for newcomer in newcomers(MOST_NEWCOMERS):
            if added == LONG_KNOWN:
                break
            if work.persons.by_number(newcomer.number) is None:
                added += 1
                _add_one(work, newcomer, units, added)
        work.commit()


def _add_one(work: UnitOfWork, newcomer: Newcomer, units: list[Unit], place: int) -> None:
    chance = Random(place)
    number = parse(newcomer.number, today=TODAY)
    person = new_id()
    work.add(
        Person(
            id=person,
            number=number.value,
            birth_year=number.birth_year,
            sex=number.sex,
            given_name=newcomer.given_name,
            family_name=newcomer.family_name,
            sort_key=name_sort_key(family=newcomer.family_name, given=newcomer.given_name),
        )
    )
    # A number that no living person has had: the reserve number of an earlier stay in hospital.
    work.add(FormerNumber(id=new_id(), person_id=person, number=_former(number.value)))
    for year in range(TODAY.year - YEARS, TODAY.year):
        _add_year(work, person, year, unit=chance.choice(units), place=place)


def _former(number: str) -> str:
    return f"{number[:8]}R{number[9:]}"


def _add_year(work: UnitOfWork, person: str, year: int, *, unit: Unit, place: int) -> None:
    first, last = date(year, 3, 1), date(year + 1, 2, 28)
    certificate = new_id()
    work.add(Residence(id=new_id(), person_id=person, unit_id=unit.id, from_day=first, to_day=last))
    work.add(
        Certificate(
            id=certificate,
            number=f"9999-{year}-{place:04}",
            person_id=person,
            ground=Ground.CARE_HOUSING,
            issued=first,
            ended=last,
            end_reason=EndReason.REPLACED,
            last_day=last,
        )
    )
    for kind in (RegistrationKind.NEW, RegistrationKind.ENDED):
        work.add(
            Registration(
                id=new_id(),
                certificate_id=certificate,
                person_id=person,
                kind=kind,
                state=RegistrationState.REGISTERED,
                since=first,
                marked_at=work.now,
                registered_on=first,
            )
        )
    work.add(
        EligibilityDecision(
            id=new_id(),
            person_id=person,
            certificate_id=certificate,
            decided_on=first,
            decided_by="Kim Lind",
            verdict="entitled",
            ground=Ground.CARE_HOUSING,
            issued=True,
            answers="{}",
            because="[]",
            rule_set_version="1",
        )
    )
    work.add(
        Disclosure(
            id=new_id(),
            person_id=person,
            recipient=Recipient.VGR,
            basis=DisclosureBasis.CONSENT,
            decided_by="Kim Lind",
            decided_on=first,
        )
    )
    work.add(
        Response(
            id=new_id(),
            person_id=person,
            answered=first,
            wants=year % 3 > 0,
            answered_by=AnsweredBy.SELF,
        )
    )
    if year % 4 == 0:
        work.add(Dentist(id=new_id(), person_id=person, name="Folktandvården", from_day=first))
        work.add(
            Contact(
                id=new_id(),
                person_id=person,
                name="Kerstin Lindqvist",
                relation=Relation.RELATIVE,
                from_day=first,
                to_day=last,
            )
        )
