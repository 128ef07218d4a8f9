"""A municipality nobody planned: records for the oracle, and the same put into a store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, UnitOfWork
from munhalsa.domain.certificate import Certificate, EndReason, Ground, last_day_of
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.response import Response
from munhalsa.domain.swedish import name_sort_key, sort_key
from munhalsa.domain.unit import Population, Unit, UnitType
from tests.support.figures_oracle import Records

FIRST, LAST = date(2021, 1, 1), date(2026, 9, 30)
_DAYS = (LAST - FIRST).days


def random_municipality(random: Random, *, persons: int) -> Records:
    """Records of five years with moves, gaps, renewals, voids, ends and changed minds."""
    units: list[str | None] = [f"E{number:02d}" for number in range(random.randint(1, 8))]
    records: Records = {
        "units": [_unit(random, str(unit)) for unit in units],
        "persons": [],
        "certificates": [],
        "homes": [],
        "responses": [],
        "population": _population(random),
    }
    for number in range(persons):
        born = random.choice([None, *range(1920, 2007)])
        sex = random.choice(["female", "male", "male", "unknown"])
        records["persons"].append({"id": number, "sex": sex, "birth_year": born})
        records["certificates"] += _certificates(random, number)
        records["homes"] += _homes(random, number, [*units, None])
        records["responses"] += _responses(random, number)
    # Entered in no order of their dates; those of one day in the order that counts.
    random.shuffle(records["responses"])
    return records


def _unit(random: Random, key: str) -> dict[str, Any]:
    begun, ended = sorted(any_day(random) for _ in range(2))
    return {
        "key": key,
        "name": f"Enhet {key}",
        "active_from": random.choice([None, None, begun]),
        "active_to": random.choice([None, None, ended]),
    }


def any_day(random: Random) -> date:
    """A day of the five years, often one at the edge of a quarter."""
    # Many events on quarter ends, where the borders are.
    if random.random() < 0.3:
        borders = ((3, 31), (6, 30), (9, 30), (12, 31), (1, 1), (4, 1))
        month, day = random.choice(borders)
        return min(LAST, date(random.randint(2021, 2026), month, day))
    return FIRST + timedelta(days=random.randint(0, _DAYS))


def _periods(random: Random, most: int) -> list[tuple[date, date | None]]:
    """Periods that follow each other without sharing a day; the last may be open."""
    edges = sorted({any_day(random) for _ in range(random.randint(0, most) * 2)})
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    periods: list[tuple[date, date | None]] = list(pairs)
    if periods and random.random() < 0.6:
        periods[-1] = (periods[-1][0], None)
    return periods


def _certificates(random: Random, person: int) -> list[dict[str, Any]]:
    made = []
    for issued, last in _periods(random, 3):
        later = None if last is None else last + timedelta(days=random.randint(0, 400))
        valid_to, ended = random.choice([(last, None), (None, last), (last, later), (later, last)])
        if last is None:
            valid_to, ended = None, None
        made.append(
            {
                "person": person,
                "ground": random.choice(list(Ground)).value,
                "issued": issued,
                "valid_to": valid_to,
                "ended": ended,
                "void": random.random() < 0.1,
                "handed_over": issued + timedelta(days=random.randint(0, 500))
                if random.random() < 0.1
                else None,
            }
        )
    return made


def _homes(random: Random, person: int, units: list[str | None]) -> list[dict[str, Any]]:
    return [
        {"person": person, "unit": random.choice(units), "from_day": begun, "to_day": last}
        for begun, last in _periods(random, 3)
    ]


def _responses(random: Random, person: int) -> list[dict[str, Any]]:
    days = [any_day(random) for _ in range(random.randint(0, 3))]
    if days and random.random() < 0.3:
        days.append(days[0])
    return [{"person": person, "answered": day, "wants": random.random() < 0.7} for day in days]


def _population(random: Random) -> list[dict[str, Any]]:
    ages = random.choice([range(101), (0, 24, 25, 65), (24, 25), (0, 20, 65), ()])
    return [
        {"year": year, "age": age, "count": random.randint(0, 300)}
        for year in range(2020, 2026)
        for age in ages
        if random.random() < 0.97
    ]


def put_into_store(context: Context, records: Records) -> tuple[dict[str, str], dict[Any, str]]:
    """The same municipality as records of the program; their ids by unit key and by person."""
    deed = Deed(action="test.fill", subject_kind="municipality", subject_id="1490")
    with context.write(deed) as work:
        units = _put_units(work, context.new_id, records)
        persons = {person["id"]: context.new_id() for person in records["persons"]}
        for person in records["persons"]:
            work.add(_person(persons[person["id"]], person))
        for number, certificate in enumerate(records["certificates"]):
            work.add(_certificate(context.new_id(), number, persons, certificate))
        for home in records["homes"]:
            unit = None if home["unit"] is None else units[home["unit"]]
            work.add(
                Residence(
                    id=context.new_id(),
                    person_id=persons[home["person"]],
                    unit_id=unit,
                    street=None if unit else "Gatan 1",
                    from_day=home["from_day"],
                    to_day=home["to_day"],
                )
            )
        for response in records["responses"]:
            work.add(
                Response(
                    id=context.new_id(),
                    person_id=persons[response["person"]],
                    answered=response["answered"],
                    wants=response["wants"],
                )
            )
        for row in records["population"]:
            work.add(Population(id=context.new_id(), municipality_code="1490", **row))
        work.commit()
    return units, persons


def _put_units(work: UnitOfWork, new_id: Callable[[], str], records: Records) -> dict[str, str]:
    ids = {unit["key"]: new_id() for unit in records["units"]}
    for unit in records["units"]:
        work.add(
            Unit(
                id=ids[unit["key"]],
                code=unit["key"],
                name=unit["name"],
                sort_key=sort_key(unit["name"]),
                type=UnitType.NURSING_HOME,
                responsible_name="Chef",
                responsible_phone="031-390 06 00",
                active_from=unit["active_from"],
                active_to=unit["active_to"],
            )
        )
    return ids


def _person(id: str, person: dict[str, Any]) -> Person:
    family, given = f"Prov{person['id']}", "Person"
    return Person(
        id=id,
        number=person.get("number", f"9{person['id']:011d}"),
        birth_year=person["birth_year"],
        sex=Sex(person["sex"]),
        given_name=given,
        family_name=family,
        sort_key=name_sort_key(family=family, given=given),
    )


def _certificate(
    id: str, number: int, persons: dict[int, str], certificate: dict[str, Any]
) -> Certificate:
    ended = certificate["ended"]
    return Certificate(
        id=id,
        number=f"1490-2020-{number:06d}",
        person_id=persons[certificate["person"]],
        ground=Ground(certificate["ground"]),
        issued=certificate["issued"],
        valid_to=certificate["valid_to"],
        ended=ended,
        end_reason=None if ended is None else EndReason.NOT_ENTITLED,
        last_day=last_day_of(certificate["valid_to"], ended),
        voided_on=LAST if certificate["void"] else None,
        handed_over_on=certificate["handed_over"],
        handed_over_to=None if certificate["handed_over"] is None else "1489",
    )
