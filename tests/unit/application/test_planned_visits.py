"""Where somebody is visited on a day."""

from __future__ import annotations

from datetime import date

from munhalsa.application.planned_visits import visited_unit
from munhalsa.domain.person import Residence, ResidenceKind

DAY = date(2026, 12, 1)


def _at(unit: str | None, kind: ResidenceKind) -> Residence:
    return Residence(id=kind.value, person_id="p", kind=kind, unit_id=unit, from_day=DAY)


def test_the_visiting_place_goes_before_the_home_and_that_before_the_care() -> None:
    care = _at("care", ResidenceKind.RESPONSIBLE)
    home, visit = _at("home", ResidenceKind.HOME), _at("visit", ResidenceKind.VISIT)
    assert visited_unit([care, home, visit], DAY) == "visit"
    assert visited_unit([care, home], DAY) == "home"
    own = _at(None, ResidenceKind.HOME)
    assert visited_unit([care, own], DAY) == "care"
    assert visited_unit([own], DAY) is None
