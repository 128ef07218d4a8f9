"""The yearly work of a random municipality: visits, training and deviations, put into a store."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, UnitOfWork
from munhalsa.domain.assessment import Assessment, AssessmentOutcome, CareNeed, DentalVisit
from munhalsa.domain.deviation import Deviation, DeviationState, Direction
from munhalsa.domain.training import Participant, Training, TrainingState, TrainingUnit
from tests.support.figures_oracle import Records
from tests.support.random_municipality import any_day, put_into_store, random_municipality
from tests.support.work_oracle import months_later

_CATEGORIES = {
    Direction.TO_PROVIDER: (
        "assessment_not_done",
        "assessment_repeatedly_cancelled",
        "training_not_held",
        "necessary_care_not_given",
        "other",
    ),
    Direction.TO_MUNICIPALITY: (
        *("wrong_unit", "declined_at_visit") * 3,
        "not_informed",
        "staff_absent",
        "other",
    ),
}
_KINDS = ("general_oral_care", "dementia_care", "practical", "issuer_training")


def working_municipality(random: Random, *, persons: int) -> Records:
    """A random municipality with five years of work; some have none of one kind."""
    records = random_municipality(random, persons=persons)
    keys = [unit["key"] for unit in records["units"]]
    people = [person["id"] for person in records["persons"]]
    records["assessments"] = [one for person in people for one in _assessments(random, person)]
    seldom = random.random() < 0.15
    records["visits"] = [
        {"person": person, "day": any_day(random)}
        for person in people
        for _ in range(0 if seldom else random.randint(0, 3))
    ]
    if not seldom:
        records["visits"] += _at_the_edges(records["assessments"])
    records["trainings"] = [_training(random, keys) for _ in range(random.choice([0, 3, 60, 150]))]
    records["deviations"] = [
        _deviation(random, people, keys) for _ in range(random.choice([0, 10, 150]))
    ]
    return records


def _assessments(random: Random, person: Any) -> list[dict[str, Any]]:
    made = []
    for _ in range(random.randint(0, 12)):
        outcome = random.choice([AssessmentOutcome.PERFORMED] * 6 + list(AssessmentOutcome))
        first = {
            "person": person,
            "day": any_day(random),
            "outcome": outcome.value,
            "counts": outcome is AssessmentOutcome.PARTLY_PERFORMED and random.random() < 0.5,
            "duplicate": False,
            "staff": random.choice([True, False, None]),
            "need": random.choice([None, *(need.value for need in CareNeed)]),
        }
        made.append(first)
        if random.random() < 0.1:
            made.append({**first, "duplicate": True})
    return made


def _at_the_edges(assessments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Care on the day that a need was found, on the last day in time and the day after that."""
    in_need = [one for one in assessments if one["need"] in ("urgent", "not_urgent")]
    return [
        {"person": one["person"], "day": day}
        for number, one in enumerate(in_need)
        for place, day in enumerate(
            (
                one["day"],
                months_later(one["day"], 6),
                months_later(one["day"], 6) + timedelta(days=1),
            )
        )
        if number % 7 == place
    ]


def _training(random: Random, keys: list[str]) -> dict[str, Any]:
    names = random.sample(["Ada", "Bo", "Cia", "Dan", "Eva", "Finn"], random.randint(0, 6))
    return {
        "day": any_day(random),
        "kind": random.choice(_KINDS),
        "state": random.choice(["held", "held", "held", "planned", "cancelled"]),
        "hours": Decimal(random.choice([25, 50, 100, 125, 150, 200, 333])) / 100,
        "count": random.choice([None, random.randint(0, 40)]),
        "names": names,
        "units": random.sample(keys, random.randint(0, min(3, len(keys)))),
    }


def _deviation(random: Random, people: list[Any], keys: list[str]) -> dict[str, Any]:
    direction = random.choice(list(Direction))
    return {
        "day": any_day(random),
        "direction": direction.value,
        "category": random.choice(_CATEGORIES[direction]),
        "person": random.choice([None, *people[:10]]),
        "unit": random.choice([None, *keys]),
        "failure": random.random() < 0.4,
    }


def put_work_into_store(context: Context, records: Records) -> None:
    """The whole municipality with its work as records of the program."""
    units, persons = put_into_store(context, records)
    deed = Deed(action="test.fill", subject_kind="municipality", subject_id="1490")
    with context.write(deed) as work:
        _put_visits(context, work, records, persons)
        _put_trainings(context, work, records, units)
        for one in records["deviations"]:
            work.add(
                Deviation(
                    id=context.new_id(),
                    day=one["day"],
                    direction=Direction(one["direction"]),
                    category=one["category"],
                    state=DeviationState.REPORTED,
                    person_id=None if one["person"] is None else persons[one["person"]],
                    unit_id=None if one["unit"] is None else units[one["unit"]],
                    cooperation_failure=one["failure"],
                    reported_on=one["day"] + timedelta(days=1),
                )
            )
        work.commit()


def _put_visits(
    context: Context, work: UnitOfWork, records: Records, persons: dict[Any, str]
) -> None:
    newest: dict[Any, str] = {}
    for one in records["assessments"]:
        person = persons[one["person"]]
        made = Assessment(
            id=context.new_id(),
            person_id=person,
            day=one["day"],
            outcome=AssessmentOutcome(one["outcome"]),
            counts_as_performed=one["counts"],
            staff_took_part=one["staff"],
            care_need=None if one["need"] is None else CareNeed(one["need"]),
            duplicate_of_id=newest[person] if one["duplicate"] else None,
        )
        newest[person] = made.id
        work.add(made)
        work.flush()
    for one in records["visits"]:
        work.add(DentalVisit(id=context.new_id(), person_id=persons[one["person"]], day=one["day"]))


def _put_trainings(
    context: Context, work: UnitOfWork, records: Records, units: dict[str, str]
) -> None:
    for one in records["trainings"]:
        made = Training(
            id=context.new_id(),
            day=one["day"],
            kind=one["kind"],
            hundredths=int(one["hours"] * 100),
            state=TrainingState(one["state"]),
            participant_count=one["count"],
        )
        work.add(made)
        for key in one["units"]:
            work.add(TrainingUnit(id=context.new_id(), training_id=made.id, unit_id=units[key]))
        for name in one["names"]:
            work.add(Participant(id=context.new_id(), training_id=made.id, name=name))
