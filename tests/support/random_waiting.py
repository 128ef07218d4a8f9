"""A municipality nobody planned, where something waits about almost everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from munhalsa.adapters.ids import new_id
from munhalsa.domain.account import ImportBatch
from munhalsa.domain.assessment import (
    Assessment,
    AssessmentOutcome,
    CareNeed,
    DentalVisit,
)
from munhalsa.domain.candidate import Candidate, CandidateState, Support
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    Ground,
    Registration,
    RegistrationKind,
    RegistrationState,
    last_day_of,
)
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import (
    Dentist,
    Person,
    ProtectedIdentity,
    Residence,
    ResidenceKind,
)
from munhalsa.domain.response import Offer, OfferChannel, Response
from munhalsa.domain.round import PlannedVisit, Round, RoundState
from munhalsa.domain.swedish import name_sort_key
from munhalsa.domain.unit import District
from tests.support.deeds import unit

TODAY = date(2026, 2, 28)


def waiting_municipality(random: Random, *, persons: int) -> dict[str, list[Any]]:
    """Records by kind; days crowd around the edges of every rule."""
    districts = [District(id=new_id(), name=name, sort_key=name) for name in ("norr", "soder")]
    units = [
        unit(f"Enhet {code}", code, district_id=random.choice([None, *districts]))
        for code in ("E1", "E2", "E3")
    ]
    units = [_linked(one) for one in units]
    first, second, third = units
    units = [first, replace(second, parent_id=first.id), replace(third, parent_id=second.id)]
    records: dict[str, list[Any]] = {
        "districts": districts,
        "units": units,
        **{
            kind: []
            for kind in (
                *("persons", "residences", "certificates", "registrations", "responses"),
                *("offers", "dentists", "candidates", "supports"),
                *("rounds", "planned", "assessments", "visits", "batches"),
            )
        },
    }
    records["batches"] = [_batch()]
    records["rounds"] = [_round(random, records) for _ in range(6)]
    for number in range(persons):
        person = _person(random, number)
        records["persons"].append(person)
        for add in (_homes, _certificates, _answers, _offers, _dentists, _candidacy, _visits):
            add(random, person.id, records)
    return records


def _linked(one: Any) -> Any:
    district = one.district_id
    return type(one)(**{**_fields(one), "district_id": district.id if district else None})


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def _near(random: Random, *edges: int) -> date:
    """A day at an edge so many days ago, or close by, or anywhere in three years."""
    if random.random() < 0.2:
        return TODAY - timedelta(days=random.randint(-200, 1100))
    return TODAY - timedelta(days=random.choice(edges) + random.choice([-1, 0, 0, 1]))


def _person(random: Random, number: int) -> Person:
    family = random.choice(["Ek", "Åberg", "Öst", "Wik"])
    gone = random.random()
    return Person(
        id=new_id(),
        number=f"9{number:011d}",
        birth_year=(None, 2004, 1970, 1950, 1930)[number % 5],
        sex=list(Sex)[number % 3],
        given_name=f"P{number}",
        family_name=family,
        sort_key=name_sort_key(family=family, given=f"P{number}"),
        protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING
        if random.random() < 0.15
        else ProtectedIdentity.NONE,
        died_on=_near(random, 0) if gone < 0.1 else None,
        moved_out_on=_near(random, 0) if gone > 0.9 else None,
    )


def _homes(random: Random, person: str, records: dict[str, list[Any]]) -> None:
    places = [one.id for one in records["units"]]
    for kind in (ResidenceKind.HOME, ResidenceKind.RESPONSIBLE, ResidenceKind.VISIT):
        if random.random() < 0.4:
            continue
        moved = _near(random, 0, 10)
        first = Residence(
            id=new_id(),
            person_id=person,
            kind=kind,
            unit_id=random.choice([*places, None]),
            from_day=moved - timedelta(days=400),
            to_day=moved - timedelta(days=1),
        )
        then = Residence(
            id=new_id(),
            person_id=person,
            kind=kind,
            unit_id=random.choice([*places, None]),
            from_day=moved,
            to_day=moved + timedelta(days=5) if random.random() < 0.2 else None,
        )
        records["residences"] += [first, then][: random.randint(1, 2)]


def _certificates(random: Random, person: str, records: dict[str, list[Any]]) -> None:
    long_ago = TODAY - timedelta(days=900)
    begun = random.choice([long_ago + timedelta(days=random.randint(0, 30)), _near(random, 92)])
    for number in range(random.choice([0, 1, 1, 1, 2])):
        issued = begun + timedelta(days=random.choice([0, 0, 30]) if number else 0)
        valid_to = random.choice([None, _near(random, -60, 0)])
        ended = random.choice([None, None, None, _near(random, 0)])
        begun = max(filter(None, (valid_to, ended, issued + timedelta(days=500)))) + timedelta(1)
        made = Certificate(
            id=new_id(),
            number=f"1490-2024-{person}-{number}",
            person_id=person,
            ground=list(Ground)[len(records["certificates"]) % 4],
            issued=issued,
            valid_to=valid_to if valid_to is None else max(valid_to, issued),
            ended=ended if ended is None else max(ended, issued),
            end_reason=None if ended is None else EndReason.MOVED_OUT,
            voided_on=TODAY if random.random() < 0.1 else None,
            handed_over_on=_near(random, 0) if random.random() < 0.1 else None,
        )
        last = last_day_of(made.valid_to, made.ended)
        if last is None:
            begun = issued + timedelta(days=4000)
        records["certificates"].append(type(made)(**{**_fields(made), "last_day": last}))
        records["registrations"] += _lines(random, person, made.id)
        if last is None:
            return


def _lines(random: Random, person: str, certificate: str) -> list[Registration]:
    return [
        Registration(
            id=new_id(),
            certificate_id=certificate,
            person_id=person,
            kind=kind,
            state=random.choice(list(RegistrationState)),
            since=_near(random, 10, 40),
            marked_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for kind in random.sample(list(RegistrationKind), random.randint(0, 2))
    ]


def _answers(random: Random, person: str, records: dict[str, list[Any]]) -> None:
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        records["responses"].append(
            Response(
                id=new_id(),
                person_id=person,
                answered=_near(random, 365, 500, 0),
                wants=random.random() < 0.3,
            )
        )


def _offers(random: Random, person: str, records: dict[str, list[Any]]) -> None:
    for number in range(random.choice([0, 1, 1, 1, 2, 3, 5])):
        records["offers"].append(
            Offer(
                id=new_id(),
                person_id=person,
                offered=_near(random, 30, 30, 365, 60, 365),
                channel=random.choice(list(OfferChannel)),
                offered_by="Kim Lind",
                reminder=number + 1,
            )
        )


def _dentists(random: Random, person: str, records: dict[str, list[Any]]) -> None:
    if random.random() < 0.6:
        day: Callable[[], date | None] = lambda: random.choice([None, _near(random, 0)])  # noqa: E731
        records["dentists"].append(
            Dentist(id=new_id(), person_id=person, name="Torget", from_day=day())
        )


def _candidacy(random: Random, person: str, records: dict[str, list[Any]]) -> None:
    for _ in range(random.choice([0, 1, 2])):
        records["supports"].append(
            Support(
                id=new_id(),
                person_id=person,
                name="Hemtjänst",
                unit_id=random.choice([None, *(one.id for one in records["units"])]),
                from_day=random.choice([None, _near(random, 100)]),
                to_day=random.choice([None, _near(random, 0)]),
            )
        )
    if random.random() < 0.6:
        state = random.choice(list(CandidateState))
        waits = state in (CandidateState.NOT_ENTITLED, CandidateState.DECLINES)
        asked = state is CandidateState.NEEDS_JUDGEMENT
        records["candidates"].append(
            Candidate(
                id=new_id(),
                person_id=person,
                state=state,
                listed_on=_near(random, 100),
                source="insatser",
                again_on=random.choice([None, _near(random, 0)]) if waits else None,
                asked_on=_near(random, 50) if asked else None,
                answered_on=random.choice([None, _near(random, 0)]) if asked else None,
            )
        )


def _batch() -> ImportBatch:
    """That dental care is taken in from lists here."""
    return ImportBatch(
        id=new_id(),
        kind="tandvardsbesok",
        file_sha256="",
        rows_in=0,
        new=0,
        changed=0,
        unchanged=0,
        duplicate=0,
        rejected=0,
    )


def _round(random: Random, records: dict[str, list[Any]]) -> Round:
    return Round(
        id=new_id(),
        unit_id=random.choice(records["units"]).id,
        day=_near(random, 0, -20, 30),
        state=random.choice(list(RoundState)),
    )


def _visits(random: Random, person: str, records: dict[str, list[Any]]) -> None:
    issued = [one.issued for one in records["certificates"] if one.person_id == person]
    for _ in range(random.choice([0, 1, 2, 4])):
        records["assessments"].append(
            Assessment(
                id=new_id(),
                person_id=person,
                day=random.choice([*issued, *(_near(random, 365, 365, 184, 92, 59, 30),) * 4]),
                outcome=random.choice([AssessmentOutcome.PERFORMED, *AssessmentOutcome]),
                counts_as_performed=random.random() < 0.5,
                care_need=random.choice([None, *CareNeed]),
                duplicate_of_id=records["assessments"][-1].id
                if records["assessments"] and random.random() < 0.1
                else None,
            )
        )
    for _ in range(random.choice([0, 0, 1, 2])):
        records["visits"].append(
            DentalVisit(id=new_id(), person_id=person, day=_near(random, 365, 184, 0))
        )
    for one in random.sample(records["rounds"], random.choice([0, 0, 1, 2])):
        records["planned"].append(
            PlannedVisit(
                id=new_id(),
                person_id=person,
                round_id=one.id,
                cancelled_on=TODAY if random.random() < 0.2 else None,
            )
        )
