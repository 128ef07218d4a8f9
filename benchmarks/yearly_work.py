"""Twenty years of yearly work in a filled store: a million assessments at 50,000 persons.

It is written straight into the tables: a deed for each would take hours, and what is measured is
how it is read. Nothing of it stands in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import Table

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store import work_rows
from munhalsa.adapters.store.rows import response_table
from tests.support.stores import COORDINATOR, TODAY

YEARS = 20
_SEED = 22
_AT_ONCE = 5000
_STAMPED = "2026-01-01T00:00:00.000000+00:00"
# So many in a hundred: most visits lead to an assessment.
_OUTCOMES = (
    *["performed"] * 82,
    *["partly_performed"] * 4,
    *["declined_at_visit"] * 5,
    *["not_present"] * 4,
    *["unwell"] * 3,
    *["wrong_unit"] * 1,
    *["cancelled_by_provider"] * 1,
)
_NEEDS = (*["none"] * 7, *["not_urgent"] * 2, "urgent")


def add_yearly_work(connection: Any) -> None:
    """For every person an assessment a year, answers, dental care; for every unit its rounds.

    ``connection`` is the driver's own, of an embedded store.
    """
    chance = Random(_SEED)
    cursor = connection.cursor()
    (municipality,) = cursor.execute("SELECT municipality_id FROM municipality").fetchone()
    persons = [one for (one,) in cursor.execute("SELECT id FROM person ORDER BY id")]
    units = [one for (one,) in cursor.execute("SELECT id FROM unit ORDER BY id")]
    cursor.execute("BEGIN")
    for table, rows in (
        (work_rows.round_table, _rounds(chance, units)),
        (work_rows.training_table, _trainings(chance, units)),
        (work_rows.assessment_table, _assessments(chance, persons, units)),
        (work_rows.dental_visit, _dental_visits(chance, persons)),
        (response_table, _answers(chance, persons)),
        (work_rows.deviation_table, _deviations(chance, persons, units)),
    ):
        _pour(cursor, table, rows, municipality=municipality)
    trainings = cursor.execute("SELECT id FROM training ORDER BY id").fetchall()
    sessions = (
        {"training_id": training, "unit_id": units[place % len(units)]}
        for place, (training,) in enumerate(trainings)
    )
    _pour(cursor, work_rows.training_unit, sessions, municipality=municipality)
    cursor.execute("COMMIT")


def _assessments(
    chance: Random, persons: Sequence[str], units: Sequence[str]
) -> Iterator[dict[str, Any]]:
    for year in range(YEARS, 0, -1):
        for person in persons:
            outcome = chance.choice(_OUTCOMES)
            done = outcome in ("performed", "partly_performed")
            yield {
                "person_id": person,
                "day": _day(chance, year),
                "outcome": outcome,
                "counts_as_performed": outcome == "partly_performed",
                "unit_id": chance.choice(units),
                "performed_by": "Alma Ström",
                "title": "dental_hygienist",
                "staff_took_part": chance.random() < 0.7 if done else None,
                "help_need": "some" if done else None,
                "care_need": chance.choice(_NEEDS) if done else None,
            }


def _dental_visits(chance: Random, persons: Sequence[str]) -> Iterator[dict[str, Any]]:
    for person in persons:
        for year in range(YEARS, 0, -4):
            yield {"person_id": person, "day": _day(chance, year), "provider": "Folktandvården"}


def _answers(chance: Random, persons: Sequence[str]) -> Iterator[dict[str, Any]]:
    for person in persons:
        for year in range(YEARS, 0, -2):
            yield {
                "person_id": person,
                "answered": _day(chance, year),
                "wants": chance.random() < 0.7,
                "answered_by": "self",
                "passed_on": False,
            }


def _rounds(chance: Random, units: Sequence[str]) -> Iterator[dict[str, Any]]:
    for unit in units:
        for year in range(YEARS, 0, -1):
            yield {"unit_id": unit, "day": _day(chance, year), "state": "held"}


def _trainings(chance: Random, units: Sequence[str]) -> Iterator[dict[str, Any]]:
    for year in range(YEARS, 0, -2):
        for _unit in units:
            yield {
                "day": _day(chance, year),
                "kind": chance.choice(["general_oral_care", "practical"]),
                "hundredths": 200,
                "state": "held",
                "participant_count": chance.randint(4, 20),
            }


def _deviations(
    chance: Random, persons: Sequence[str], units: Sequence[str]
) -> Iterator[dict[str, Any]]:
    for person in persons[::10]:
        yield {
            "day": _day(chance, chance.randint(1, YEARS)),
            "direction": "provider_to_municipality",
            "category": chance.choice(["wrong_unit", "declined_at_visit", "staff_absent"]),
            "state": "closed",
            "person_id": person,
            "unit_id": chance.choice(units),
            "cooperation_failure": chance.random() < 0.3,
        }


def _day(chance: Random, years_ago: int) -> str:
    first = date(TODAY.year - years_ago, TODAY.month, 1)
    return (first + timedelta(days=chance.randrange(365))).isoformat()


def _pour(cursor: Any, table: Table, rows: Iterable[dict[str, Any]], *, municipality: str) -> None:
    stamps = {
        "version": 1,
        "municipality_id": municipality,
        "created_at": _STAMPED,
        "created_by": COORDINATOR.account_id,
        "changed_at": _STAMPED,
        "changed_by": COORDINATOR.account_id,
    }
    names = [column.name for column in table.columns]
    statement = (
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    )
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        cursor.executemany(
            statement,
            [[({"id": new_id()} | stamps | row).get(name) for name in names] for row in some],
        )
