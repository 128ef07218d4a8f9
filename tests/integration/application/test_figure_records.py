"""In random municipalities: a figure, the records behind it and its explanation are one."""

from __future__ import annotations

from random import Random

import pytest

from munhalsa.application.context import Context
from munhalsa.application.explain_figure import explanation_of
from munhalsa.application.figure_records import Row, persons_counted, records_of
from munhalsa.application.ports import Reader
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.domain.person import Person
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.visit_figures import Period
from tests.support.random_work import put_work_into_store, working_municipality

Q4 = Quarter(year=2025, number=4)


def assert_one(context: Context, quarter: Quarter) -> int:
    """Everything agrees; how many were counted somewhere."""
    report = quarterly_report(context, quarter)
    with context.store.read() as reader:
        counted = persons_counted(context, reader, quarter)
        assert {figure: len(ids) for figure, ids in counted.items()} == numbers_of(report, counted)
        for part, ids in counted.items():
            figure, _, period = part.partition(".")
            if figure != "M2" or period == "yes":
                assert explained(context, reader, figure, period, quarter) == set(ids), part
        for figure, dimensions in report.breakdowns.items():
            for breakdown, rows in dimensions.items():
                for row in rows:
                    wanted = Row(breakdown=breakdown, key=row.key)
                    found = records_of(context, reader, figure, quarter, wanted)
                    assert len(found.ids) == row.count, (figure, breakdown, row)
    return sum(map(len, counted.values()))


def numbers_of(report: QuarterlyReport, counted: dict[str, tuple[str, ...]]) -> dict[str, object]:
    """What the report says of each part of a figure; of what is missing what was counted."""
    wishes = report.wishes
    told: dict[str, object] = {
        "M1": report.with_certificate,
        **{f"M2.{name}": getattr(wishes, name) for name in ("yes", "no", "not_asked")},
        **{figure: found.persons for figure, found in report.deviations.items()},
        "T1": len(counted["T1"]) if report.coverage is None else report.coverage.certificates,
        "A1": report.received.received,
    }
    for period in Period:
        told[f"M3.{period.value}"] = report.assessed.of(period)
        told[f"M4.{period.value}"] = 0 if report.cared_for is None else report.cared_for.of(period)
    return told


def explained(
    context: Context, reader: Reader, figure: str, period: str, quarter: Quarter
) -> set[str]:
    """Whoever is said to be counted."""
    chosen = Period(period) if figure in ("M3", "M4") else None
    return {
        one.id
        for one in reader.find(Person)
        if explanation_of(context, reader, one, figure, quarter, chosen).counted
    }


def test_figures_their_records_and_their_explanations_agree(context: Context) -> None:
    put_work_into_store(context, working_municipality(Random(3), persons=25))
    assert assert_one(context, Q4) > 25


@pytest.mark.long
@pytest.mark.parametrize("seed", range(300, 320))
def test_they_agree_in_twenty_municipalities(context: Context, seed: int) -> None:
    put_work_into_store(context, working_municipality(Random(seed), persons=60))
    for year, number in ((2023, 2), (2025, 4), (2026, 1), (2026, 3)):
        assert_one(context, Quarter(year=year, number=number))
