"""One quarter's figures, computed in one read transaction into one object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.ports_due import Moment
from munhalsa.application.practice import practice_of
from munhalsa.application.settings import setting_value
from munhalsa.application.training_kinds import issuer_kinds
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import Direction
from munhalsa.domain.due import DueList
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.metrics import (
    Coverage,
    CubeCell,
    Margins,
    breakdowns_of,
    coverage_of,
    named_breakdowns,
    rows_of,
    wishes_of,
)
from munhalsa.domain.part import issuers_of_part, names_of_part
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.report import Breakdown, QuarterlyReport
from munhalsa.domain.rules import RuleBook
from munhalsa.domain.training import Issuer
from munhalsa.domain.unit import District, Population, Unit
from munhalsa.domain.unit_training import UnitTraining
from munhalsa.domain.visit_figures import (
    Period,
    margins_by_period,
    needs_of,
    periods_of,
    reach_of,
    received_of,
)
from munhalsa.domain.work_figures import (
    DEVIATION_FIGURES,
    SessionFacts,
    TrainedIssuers,
    deviation_count,
    failures_of,
    sessions_by_unit,
    trained_issuers,
    trained_units,
    training_held,
)

WAITING_FIGURES = {
    "D0": DueList.CANDIDATES,
    "D1": DueList.ASSESSMENT,
    "D2": DueList.OFFER,
    "D3": DueList.NEVER_ASKED,
    "D4": DueList.ENDING,
    "D5": DueList.UNREGISTERED,
    "D6": DueList.LATE,
    "D7": DueList.NO_DENTIST,
    "D8": DueList.NO_CARE,
}
COVERAGE_BASE = "coverage_base"
OVER_24 = "over_24"


def quarterly_report(context: Context, quarter: Quarter) -> QuarterlyReport:
    """The figures of a quarter, from what is known now; a quarter to come is refused."""
    context.require(Permission.SEE_FIGURES)
    check_has_begun(context, quarter)
    with context.read(Permission.SEE_FIGURES) as reader:
        report = report_of(context, reader, quarter)
    context.store.note(
        Deed(
            action="report.view",
            subject_kind="report",
            subject_id=f"{quarter.year}-{quarter.number}",
        ),
        session=context.session,
    )
    return report


def check_has_begun(context: Context, quarter: Quarter) -> None:
    """Refuse a quarter to come."""
    if quarter.first_day > context.today:
        raise Rejected(
            "quarter_in_future",
            "Kvartalet har inte börjat. Välj ett kvartal som har gått eller pågår.",
            field="quarter",
        )


def report_of(context: Context, reader: Reader, quarter: Quarter) -> QuarterlyReport:
    """The report, in a transaction that is open."""
    day = quarter.last_day
    waiting_on = min(day, context.today)
    municipality = the_municipality(reader)
    figures = reader.figures
    cells = figures.reached_cube(day)
    visits = figures.visits(quarter)
    visits_known, imported_on = figures.visits_imported()
    assessed = margins_by_period(figures.assessed(quarter))
    cared_for = margins_by_period(figures.cared_for(quarter)) if visits_known else None
    deviations = figures.deviations(quarter)
    told_of = figures.deviation_persons(quarter, tuple(DEVIATION_FIGURES.values()))
    part = context.session.units_for(Permission.SEE_FIGURES)
    sessions = _sessions(context, reader, quarter)
    named = _Naming(day=day, rules=context.rules, units=figures.units())
    waiting = _waiting(context, reader, waiting_on, visits_known=visits_known)
    by_period = {"M3": named.periods(assessed)}
    if cared_for is not None:
        by_period["M4"] = named.periods(cared_for)
    return QuarterlyReport(
        quarter=quarter,
        municipality_code=municipality.id,
        municipality=municipality.name,
        made_on=context.today,
        rules_version=context.rules.version,
        definitions=context.rules.figures_on(day),
        age_groups=context.rules.age_groups_on(day),
        with_certificate=sum(cell.count for cell in cells),
        wishes=wishes_of(cells),
        coverage=coverage_on(context, reader, day, municipality.id, cells)
        if part is None
        else None,
        assessed=periods_of(assessed),
        cared_for=None if cared_for is None else periods_of(cared_for),
        visits_imported_on=imported_on,
        training=training_held(sessions),
        deviations={
            figure: deviation_count(deviations, category)
            for figure, category in DEVIATION_FIGURES.items()
        },
        failures=failures_of(
            deviations,
            called=named.category,
            with_reasons=context.may(Permission.SEE_DEVIATIONS),
        ),
        trained_units=trained_units(wheel_of_part(context, reader, day, part)),
        trained_issuers=_trained_issuers(context, reader, quarter, part),
        received=received_of(cells),
        reach=reach_of(visits),
        needs=needs_of(visits, visits_known=visits_known),
        breakdowns={
            "M1": named.cells(cells),
            "M2": named.cells([cell for cell in cells if cell.wants]),
            **{figure: found[Period.QUARTER] for figure, found in by_period.items()},
            "M5": named.units_only(sessions_by_unit(sessions)),
            **named.deviations(told_of),
            "A1": named.cells([cell for cell in cells if cell.wants and cell.received]),
            **named.waiting(waiting),
        },
        period_breakdowns=by_period,
        chain_heads={chain: head.hash for chain, head in reader.history.heads().items()},
        waiting={
            figure: None if found is None else found.persons for figure, found in waiting.items()
        },
        waiting_on=waiting_on,
        part=() if part is None else names_of_part(part, reader.find(Unit), reader.find(District)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """What breakdowns of a day are named by."""

    day: date
    rules: RuleBook
    units: Sequence[tuple[str, str, str]]

    def cells(self, cells: Sequence[CubeCell]) -> Breakdown:
        return breakdowns_of(cells, day=self.day, rules=self.rules, units=self.units)

    def deviations(self, told_of: Mapping[str, Sequence[CubeCell]]) -> dict[str, Breakdown]:
        return {
            figure: self.cells(told_of[category]) for figure, category in DEVIATION_FIGURES.items()
        }

    def category(self, code: str, direction: Direction) -> str:
        return self.rules.deviations.word_for(code, direction=direction, day=self.day)

    def units_only(self, counts: Counter[str]) -> Breakdown:
        return {"unit": rows_of(counts, self.units, all_shown=False)}

    def periods(self, found: Mapping[Period, Margins]) -> dict[Period, Breakdown]:
        return {period: self._margins(margins) for period, margins in found.items()}

    def waiting(self, found: Mapping[str, Margins | None]) -> dict[str, Breakdown]:
        return {
            figure: self._margins(margins)
            for figure, margins in found.items()
            if margins is not None
        }

    def _margins(self, margins: Margins) -> Breakdown:
        return named_breakdowns(margins, day=self.day, rules=self.rules, units=self.units)


def _sessions(context: Context, reader: Reader, quarter: Quarter) -> Sequence[SessionFacts]:
    kinds = issuer_kinds(reader, context.rules)
    return reader.figures.sessions(quarter, for_issuers=kinds)


def wheel_of_part(
    context: Context, reader: Reader, day: date, part: frozenset[str] | None
) -> Sequence[UnitTraining]:
    """When the staff of each unit active that day were trained; ``part`` None: of all units."""
    kinds = issuer_kinds(reader, context.rules)
    wheel = reader.trainings.wheel(day, for_issuers=kinds)
    return [one for one in wheel if part is None or one.unit_id in part]


def _trained_issuers(
    context: Context, reader: Reader, quarter: Quarter, part: frozenset[str] | None
) -> TrainedIssuers:
    """K3; of a part whoever issues only there, and nobody who is in no register."""
    attended = reader.figures.issuers_attended(
        date(quarter.year, 1, 1),
        quarter.last_day,
        for_issuers=issuer_kinds(reader, context.rules),
    )
    issuers = reader.find(Issuer)
    if part is None:
        return trained_issuers(attended, issuers, quarter.last_day)
    own = issuers_of_part(part, reader.find(Unit), issuers)
    return trained_issuers(attended, own, quarter.last_day, others_count=False)


def _waiting(
    context: Context, reader: Reader, day: date, *, visits_known: bool
) -> dict[str, Margins | None]:
    """Who stands on each list that day; None where nobody can know."""
    moment = Moment(
        day=day, practice=practice_of(reader, context.rules, day=day), see_protected=True
    )
    found = reader.due.margins(tuple(WAITING_FIGURES.values()), moment)
    return {
        figure: None if which is DueList.NO_CARE and not visits_known else found[which]
        for figure, which in WAITING_FIGURES.items()
    }


def coverage_on(
    context: Context,
    reader: Reader,
    day: date,
    municipality: str,
    cells: Sequence[CubeCell],
    *,
    lowest_age: int | None = None,
) -> Coverage | None:
    """T1 of the day: by the population on 31 December the year before.

    ``lowest_age`` is that of the municipality's setting unless another is given.
    """
    target = context.rules.coverage_target_on(day)
    if lowest_age is None:
        lowest_age = lowest_age_on(context, reader, day)
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


def lowest_age_on(context: Context, reader: Reader, day: date) -> int:
    """From which age T1 counts on the day: the agreement words it both ways."""
    over = setting_value(reader, context.rules, COVERAGE_BASE, day=day) == OVER_24
    return context.rules.coverage_target_on(day).base_age + over
