"""One quarter's figures, computed in one read transaction into one object."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.settings import setting_value
from munhalsa.domain.account import Permission
from munhalsa.domain.metrics import (
    Coverage,
    CubeCell,
    QuarterlyReport,
    breakdowns_of,
    coverage_of,
    wishes_of,
)
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Population

COVERAGE_BASE = "coverage_base"
OVER_24 = "over_24"


def quarterly_report(context: Context, quarter: Quarter) -> QuarterlyReport:
    """The figures of a quarter, from what is known now; a quarter to come is refused."""
    context.require(Permission.SEE_FIGURES)
    if quarter.first_day > context.today:
        raise Rejected(
            "quarter_in_future",
            "Kvartalet har inte börjat. Välj ett kvartal som har gått eller pågår.",
            field="quarter",
        )
    with context.read(Permission.SEE_FIGURES) as reader:
        report = _computed(context, reader, quarter)
    context.store.note(
        Deed(
            action="report.view",
            subject_kind="report",
            subject_id=f"{quarter.year}-{quarter.number}",
        ),
        session=context.session,
    )
    return report


def _computed(context: Context, reader: Reader, quarter: Quarter) -> QuarterlyReport:
    day = quarter.last_day
    municipality = the_municipality(reader)
    cells = reader.figures.certificate_cube(day)
    units = reader.figures.units()
    rules = context.rules
    return QuarterlyReport(
        quarter=quarter,
        municipality_code=municipality.id,
        municipality=municipality.name,
        made_on=context.today,
        rules_version=rules.version,
        definitions=rules.figures_on(day),
        age_groups=rules.age_groups_on(day),
        with_certificate=sum(cell.count for cell in cells),
        wishes=wishes_of(cells),
        coverage=None
        if context.session.units_for(Permission.SEE_FIGURES) is not None
        else coverage_on(context, reader, day, municipality.id, cells),
        breakdowns={
            "M1": breakdowns_of(cells, day=day, rules=rules, units=units),
            "M2": breakdowns_of(
                [cell for cell in cells if cell.wants], day=day, rules=rules, units=units
            ),
        },
    )


def coverage_on(
    context: Context,
    reader: Reader,
    day: date,
    municipality: str,
    cells: Sequence[CubeCell],
) -> Coverage | None:
    """T1 of the day: by the population on 31 December the year before."""
    target = context.rules.coverage_target_on(day)
    over = setting_value(reader, context.rules, COVERAGE_BASE, day=day) == OVER_24
    lowest_age = target.base_age + over
    inhabitants = reader.find(Population, municipality_code=municipality, year=day.year - 1)
    # Age classes begin at ``age``: without one that begins at the base, the base is not known.
    known = any(row.age == lowest_age for row in inhabitants)
    population = sum(row.count for row in inhabitants if row.age >= lowest_age)
    return coverage_of(
        cells,
        day=day,
        population=population if known else None,
        target=target,
        lowest_age=lowest_age,
    )
