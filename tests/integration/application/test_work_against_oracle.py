"""The figures of the yearly work in random municipalities, beside an independent script."""

from __future__ import annotations

from random import Random

import pytest

from munhalsa.application.context import Context
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.report_document import report_document
from munhalsa.domain.quarter import Quarter
from tests.support.random_work import put_work_into_store, working_municipality
from tests.support.work_oracle import of_work_document, work_figures

QUARTERS = [(year, quarter) for year in (2024, 2025) for quarter in (1, 2, 3, 4)]


def assert_same(context: Context, random: Random, *, persons: int) -> None:
    """Every figure and breakdown of eight quarters."""
    records = working_municipality(random, persons=persons)
    put_work_into_store(context, records)
    for year, quarter in QUARTERS:
        document = report_document(quarterly_report(context, Quarter(year=year, number=quarter)))
        found, wanted = of_work_document(document), work_figures(records, year, quarter)
        if wanted["M4"] is None:
            found["breakdowns"]["M4"] = wanted["breakdowns"]["M4"]
        for figure, value in wanted.items():
            assert found[figure] == value, (figure, year, quarter)


@pytest.mark.parametrize(
    ("seed", "persons"),
    [(0, 60), (1, 25), (2, 90), (3, 2), (4, 40), (5, 70), (6, 10), (7, 30), (8, 0), (9, 50)],
)
def test_the_figures_of_the_work_are_those_of_the_oracle(
    context: Context, seed: int, persons: int
) -> None:
    assert_same(context, Random(seed), persons=persons)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 300))
def test_the_work_of_two_hundred_municipalities_on_each_engine(context: Context, seed: int) -> None:
    random = Random(seed)
    assert_same(context, random, persons=random.choice([0, 1, 5, 30, 120, 300]))


def test_random_work_has_something_of_everything_to_count() -> None:
    found = [
        work_figures(working_municipality(Random(seed), persons=120), 2025, 4) for seed in range(8)
    ]
    assert {one["M4"] is None for one in found} == {True, False}
    assert sum(one["M3"]["quarter"] for one in found) > 10
    assert sum(one["M5"]["participant_hours"] for one in found) > 10
    assert sum(one["M6"]["persons"] + one["M7"]["persons"] for one in found) > 1
    assert sum(len(one["K1"]) for one in found) > 1
    assert {bool(one["K2"]["missing"]) for one in found} == {True, False}
    assert sum(one["K3"] for one in found) > 1
    assert all(0 < one["A1"][0] < one["A1"][1] for one in found)
    assert all(
        any(sum(one["D"][figure]["sex"].values()) > 1 for one in found if one["D"][figure])
        for figure in ("D1", "D2", "D3", "D4", "D6", "D7", "D8")
    )
    assert any(len(rows) > 1 for rows in found[0]["breakdowns"]["M3"]["quarter"].values())
