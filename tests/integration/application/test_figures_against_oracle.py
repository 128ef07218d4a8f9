"""The figures of random municipalities, beside those of an independent script."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from munhalsa.application.context import Context
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.report_document import report_document
from munhalsa.application.settings import set_setting
from munhalsa.domain.quarter import Quarter
from tests.support.figures_oracle import Records, figures, last_day_of_quarter, of_document
from tests.support.random_municipality import FIRST, put_into_store, random_municipality

QUARTERS = [(year, quarter) for year in range(2021, 2027) for quarter in (1, 2, 3, 4)]


def assert_same(context: Context, records: Records, *, base: str) -> None:
    for year, quarter in QUARTERS[:-1]:
        report = quarterly_report(context, Quarter(year=year, number=quarter))
        wanted = figures(records, year, quarter, base=base)
        assert of_document(report_document(report)) == wanted, (year, quarter)


@pytest.mark.parametrize(
    ("seed", "persons", "base"), [(1, 40, "from_24"), (2, 160, "over_24"), (3, 3, "from_24")]
)
def test_the_figures_are_those_of_the_oracle(
    context: Context, seed: int, persons: int, base: str
) -> None:
    records = random_municipality(Random(seed), persons=persons)
    put_into_store(context, records)
    set_setting(context, key="coverage_base", value=base, valid_from=FIRST)
    assert_same(context, records, base=base)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 200))
def test_the_figures_of_a_hundred_municipalities_on_each_engine(
    context: Context, seed: int
) -> None:
    random = Random(seed)
    records = random_municipality(random, persons=random.choice([0, 1, 5, 30, 120, 400]))
    put_into_store(context, records)
    base = random.choice(["from_24", "over_24"])
    set_setting(context, key="coverage_base", value=base, valid_from=FIRST)
    assert_same(context, records, base=base)


@given(st.integers(1900, 2199), st.integers(1, 4))
@settings(max_examples=200)
def test_both_know_the_last_day_of_a_quarter(year: int, quarter: int) -> None:
    assert Quarter(year=year, number=quarter).last_day == last_day_of_quarter(year, quarter)


def test_random_municipalities_have_something_to_count() -> None:
    records = random_municipality(Random(2), persons=160)
    found = figures(records, 2026, 2)
    assert min(found["M1"], *found["M2"].values()) > 0
    assert all(len(rows) > 1 for rows in found["breakdowns"]["M2"].values())
    assert {"unknown", "own_home"} <= found["breakdowns"]["M1"]["unit"].keys()
