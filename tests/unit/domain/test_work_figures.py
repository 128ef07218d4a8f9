"""What training and deviations come to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from munhalsa.domain.deviation import Direction
from munhalsa.domain.training import Issuer
from munhalsa.domain.unit_training import UnitTraining
from munhalsa.domain.work_figures import (
    DeviationCount,
    DeviationFacts,
    SessionFacts,
    deviation_count,
    failures_of,
    is_active,
    sessions_by_unit,
    trained_issuers,
    trained_units,
    training_held,
)

DAY = date(2026, 9, 30)


def test_hours_are_those_of_the_session_and_those_of_everybody() -> None:
    sessions = [
        SessionFacts("1", "practical", 150, 8, ("A", "B")),
        SessionFacts("2", "practical", 25, 0, ()),
    ]
    held = training_held(sessions)
    assert (held.sessions, held.participants) == (2, 8)
    assert (held.session_hours, held.participant_hours) == (Decimal("1.75"), Decimal(12))
    assert sessions_by_unit(sessions) == {"A": 1, "B": 1}
    assert training_held([]).session_hours == 0


def told(
    category: str = "wrong_unit", person: str | None = "p", reason: str | None = None,
    *, failure: bool = False, direction: Direction = Direction.TO_MUNICIPALITY,
) -> DeviationFacts:  # fmt: skip
    return DeviationFacts("id", DAY, direction.value, category, person, failure, reason)


def test_persons_are_counted_once_and_deviations_each_time() -> None:
    found = [told(), told(), told(person="q"), told(person=None), told("declined_at_visit")]
    assert deviation_count(found, "wrong_unit") == DeviationCount(persons=2, deviations=4)
    assert deviation_count(found, "not_booked") == DeviationCount(persons=0, deviations=0)


def called(code: str, direction: Direction) -> str:
    return f"{code} {direction}"


def test_failures_are_by_direction_and_category_those_most_often_first() -> None:
    found = [
        told("not_booked", reason="Sjukdom", failure=True),
        told("staff_absent", reason="Semester", failure=True),
        told("staff_absent", reason="Semester", failure=True),
        told("staff_absent"),
        told("training_not_held", failure=True, direction=Direction.TO_PROVIDER),
    ]
    rows = failures_of(found, called=called, with_reasons=True)
    assert [(row.category, row.count, row.reasons) for row in rows] == [
        ("training_not_held", 1, ()),
        ("staff_absent", 2, ("Semester",)),
        ("not_booked", 1, ("Sjukdom",)),
    ]
    assert rows[0].name == "training_not_held municipality_to_provider"
    assert not any(row.reasons for row in failures_of(found, called=called, with_reasons=False))


def wheel(name: str, held: date | None) -> UnitTraining:
    return UnitTraining(
        unit_id=name, code=None, name=name, district_id=None, day=DAY, held=held, planned=None
    )


def test_units_without_training_in_three_years_are_named() -> None:
    found = trained_units(
        [wheel("A", date(2023, 9, 30)), wheel("B", date(2023, 10, 1)), wheel("C", None)]
    )
    assert (found.units, found.trained, found.missing) == (3, 1, ("A", "C"))
    assert found.share == Fraction(1, 3)
    assert trained_units([]).share is None


def issuer(name: str, **days: Any) -> Issuer:
    return Issuer(id=f"id-{name}", name=name, sort_key=name.lower(), **days)


def test_an_issuer_who_is_only_named_is_counted_once() -> None:
    issuers = [issuer("Åsa Ek"), issuer("Bo Alm", to_day=date(2026, 1, 31))]
    attended = [("id-Åsa Ek", "Åsa Ek"), (None, "åsa ek"), (None, "Cia Ny"), (None, "Cia Ny")]
    found = trained_issuers(attended, issuers, DAY)
    assert (found.trained, found.active) == (2, 1)


@pytest.mark.parametrize(
    ("days", "active"),
    [
        ({}, True),
        ({"from_day": DAY, "to_day": DAY}, True),
        ({"from_day": date(2026, 10, 1)}, False),
        ({"to_day": date(2026, 9, 29)}, False),
    ],
)
def test_who_is_an_issuer_on_the_day(days: dict[str, date], active: bool) -> None:
    assert is_active(issuer("Åsa Ek", **days), DAY) is active
