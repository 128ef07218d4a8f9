"""What visits come to: three periods, the share, the reach, the needs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from munhalsa.domain.quarter import Quarter
from munhalsa.domain.visit_figures import (
    MarginCell,
    Period,
    VisitCell,
    margins_by_period,
    needs_of,
    period_days,
    periods_of,
    reach_of,
    received_of,
)
from tests.support.reports import cell


def test_each_period_ends_on_the_last_day_and_lies_within_the_next() -> None:
    days = period_days(Quarter(year=2024, number=2))
    assert days == {
        Period.QUARTER: (date(2024, 4, 1), date(2024, 6, 30)),
        Period.YEAR_TO_DATE: (date(2024, 1, 1), date(2024, 6, 30)),
        Period.ROLLING: (date(2023, 7, 1), date(2024, 6, 30)),
    }


def test_who_counts_in_a_quarter_counts_in_the_year() -> None:
    found = margins_by_period(
        [
            MarginCell("unit", "id-A", 0, 2),
            MarginCell("unit", None, 2, 1),
            MarginCell("ground", "2a", 1, 3),
            MarginCell("sex", "female", 0, 2),
            MarginCell("sex", "male", 1, 1),
            MarginCell("year", "1940", 2, 4),
            MarginCell("year", None, 2, 5),
        ]
    )
    assert periods_of(found).of(Period.QUARTER) == 2
    assert periods_of(found).year_to_date == periods_of(found).rolling_12_months == 3
    assert found[Period.QUARTER].homes == {"id-A": 2}
    assert found[Period.ROLLING].homes == {"id-A": 2, None: 1}
    assert found[Period.YEAR_TO_DATE].grounds == {"2a": 3}
    assert found[Period.ROLLING].years == {1940: 4, None: 5}


def test_the_share_is_of_those_who_want_it() -> None:
    found = [
        cell(6, received=True),
        cell(3),
        cell(5, wants=False, received=True),
        cell(5, wants=None),
    ]
    assert received_of(found).share == Fraction(6, 9)
    assert received_of([]).share is None


def visits(number: int, outcome: str = "performed", **changes: Any) -> VisitCell:
    made = VisitCell(0, outcome, outcome == "performed", True, "none", False, number)
    return made._replace(**changes)


def test_the_reach_is_all_but_the_cancelled() -> None:
    found = reach_of(
        [
            visits(4),
            visits(3, staff_took_part=False),
            visits(1, staff_took_part=None, period=2),
            visits(2, "partly_performed", performed=True),
            visits(5, "cancelled_by_unit"),
            visits(6, "unwell", period=1),
        ]
    )
    quarter, year = found[Period.QUARTER], found[Period.YEAR_TO_DATE]
    assert (quarter.tried, quarter.performed, quarter.with_staff) == (9, 9, 6)
    assert (quarter.staff_known, quarter.staff_share) == (9, Fraction(6, 9))
    assert (year.tried, year.outcomes["unwell"], year.outcomes["not_present"]) == (15, 6, 0)
    assert (found[Period.ROLLING].performed, found[Period.ROLLING].staff_known) == (10, 9)
    assert reach_of([])[Period.QUARTER].staff_share is None


def test_the_needs_are_those_of_performed_ones_and_care_those_with_a_need() -> None:
    cells = [
        visits(9),
        visits(2, care_need="urgent", cared=True),
        visits(1, care_need="urgent"),
        visits(4, care_need="not_urgent", cared=True, period=1),
        visits(3, care_need=None),
        visits(5, "unwell", care_need="urgent", cared=True),
    ]
    found = needs_of(cells, visits_known=True)
    quarter = found[Period.QUARTER]
    assert (quarter.none, quarter.urgent, quarter.not_urgent, quarter.not_stated) == (9, 3, 0, 3)
    assert (quarter.with_need, quarter.cared_for) == (3, 2)
    assert (found[Period.ROLLING].with_need, found[Period.ROLLING].cared_for) == (7, 6)
    assert needs_of(cells, visits_known=False)[Period.QUARTER].cared_for is None
