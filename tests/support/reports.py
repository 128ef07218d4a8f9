"""Quarterly reports made of counts, for tests that need no store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from munhalsa.domain.metrics import (
    CubeCell,
    Share,
    breakdowns_of,
    coverage_of,
    named_breakdowns,
    wishes_of,
)
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.visit_figures import (
    MarginCell,
    Period,
    margins_by_period,
    needs_of,
    periods_of,
    reach_of,
    received_of,
)
from munhalsa.domain.work_figures import (
    DEVIATION_FIGURES,
    TrainedIssuers,
    deviation_count,
    trained_units,
    training_held,
)
from tests.support.rules import rule_book

QUARTER = Quarter(year=2026, number=3)
UNITS = [(f"id-{letter}", letter, f"Enhet {letter}") for letter in "ABCDE"]


def cell(count: int, **keys: object) -> CubeCell:
    """Women of 86 with ground 2a and a yes, in unit A, unless ``keys`` say otherwise."""
    values: dict[str, Any] = {
        "unit_id": "id-A",
        "ground": "2a",
        "sex": "female",
        "birth_year": 1940,
        "wants": True,
    }
    return CubeCell(**{**values, **keys}, count=count)


def report_of(
    cells: Sequence[CubeCell],
    *,
    population: int | None = 1000,
    lowest_age: int = 24,
    assessed: Sequence[MarginCell] = (),
    **changes: Any,
) -> QuarterlyReport:
    """The report of persons so counted, by the small rule book."""
    visited = margins_by_period(assessed)
    rules = rule_book()
    day = QUARTER.last_day
    wanting = [one for one in cells if one.wants]
    by_period = {
        period: named_breakdowns(found, day=day, rules=rules, units=UNITS)
        for period, found in visited.items()
    }
    report = QuarterlyReport(
        quarter=QUARTER,
        municipality_code="1490",
        municipality="Borås",
        made_on=date(2026, 11, 22),
        rules_version="prov",
        definitions=rules.figures_on(day),
        age_groups=rules.age_groups_on(day),
        with_certificate=sum(one.count for one in cells),
        wishes=wishes_of(cells),
        coverage=coverage_of(
            cells,
            day=day,
            population=population,
            target=rules.coverage_target_on(day),
            lowest_age=lowest_age,
        ),
        assessed=periods_of(visited),
        cared_for=None,
        visits_imported_on=None,
        training=training_held(()),
        deviations={
            figure: deviation_count((), name) for figure, name in DEVIATION_FIGURES.items()
        },
        failures=(),
        trained_units=trained_units(()),
        trained_issuers=TrainedIssuers(trained=0, active=0),
        received=received_of(cells),
        reach=reach_of(()),
        needs=needs_of((), visits_known=False),
        waiting={"D3": 5},
        waiting_on=day,
        period_breakdowns={"M3": by_period},
        breakdowns={
            "M3": by_period[Period.QUARTER],
            "M1": breakdowns_of(cells, day=day, rules=rules, units=UNITS),
            "M2": breakdowns_of(wanting, day=day, rules=rules, units=UNITS),
        },
    )
    return replace(report, **changes)


def counts(rows: Sequence[Share]) -> Mapping[str, object]:
    """Key → what is shown."""
    return {row.key: row.count for row in rows}
