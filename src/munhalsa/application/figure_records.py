"""The records behind a figure: whom or what it counts, as a whole or in one row of a breakdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.ports_due import DueFilter, DueOrder, Moment
from munhalsa.application.practice import practice_of
from munhalsa.application.quarterly_report import WAITING_FIGURES, lowest_age_on, wheel_of_part
from munhalsa.application.training_kinds import issuer_kinds
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.metrics import UNKNOWN, Behind, age_key, age_on
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.training import Training, TrainingState
from munhalsa.domain.visit_figures import Period
from munhalsa.domain.work_figures import DEVIATION_FIGURES

_PERIOD_NUMBER = {period: number for number, period in enumerate(Period)}
_ANSWERS: Mapping[str, bool | None] = {"yes": True, "no": False, "not_asked": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A part of a figure: an answer of M2, a period, a row of a breakdown.

    The breakdown of A2 is ``outcome``, that of A3 ``care_need``.
    """

    answer: str = "yes"
    period: Period = Period.QUARTER
    breakdown: str | None = None
    key: str | None = None


WHOLE = Row()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecords:
    """What a figure counts: ``kind`` is person, assessment, training, deviation or unit."""

    kind: str
    ids: tuple[str, ...]


def figure_records(
    context: Context, figure: str, quarter: Quarter, row: Row = WHOLE
) -> FigureRecords:
    """The records that the figure counts, or one row of it; refused where it counts none."""
    context.require(Permission.SEE_FIGURES)
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        found = records_of(context, reader, figure, quarter, row)
    context.store.note(
        Deed(
            action="report.open",
            subject_kind="report",
            subject_id=f"{quarter.year}-{quarter.number}",
            details={"figure": figure, "hits": len(found.ids)},
        ),
        session=context.session,
    )
    return found


def persons_counted(
    context: Context, reader: Reader, quarter: Quarter
) -> dict[str, tuple[str, ...]]:
    """Every figure over persons with the ids of those it counts; parts as M2.no, M3.quarter."""

    def ids(figure: str, row: Row = WHOLE) -> tuple[str, ...]:
        return records_of(context, reader, figure, quarter, row).ids

    return {
        "M1": ids("M1"),
        **{f"M2.{answer}": ids("M2", Row(answer=answer)) for answer in _ANSWERS},
        **{
            f"{figure}.{period.value}": ids(figure, Row(period=period))
            for figure in ("M3", "M4")
            for period in Period
        },
        **{figure: ids(figure) for figure in (*DEVIATION_FIGURES, "T1", "A1")},
    }


def records_of(
    context: Context, reader: Reader, figure: str, quarter: Quarter, row: Row
) -> FigureRecords:
    """As ``figure_records``, in a transaction that is open."""
    if figure in WAITING_FIGURES:
        return _waiting(context, reader, figure, quarter, row)
    people = _people(context, reader, figure, quarter, row)
    if people is not None:
        keyed = _in_row(context, reader, people, quarter, row)
        return FigureRecords(
            kind="person", ids=tuple(dict.fromkeys(one.person_id for one in keyed))
        )
    return _of_work(context, reader, figure, quarter, row)


def _people(
    context: Context, reader: Reader, figure: str, quarter: Quarter, row: Row
) -> Iterable[Behind] | None:
    """Everybody the figure counts; None for a figure over something else."""
    day = quarter.last_day
    if figure in ("M1", "M2", "A1", "T1"):
        chosen = _holder_of(context, reader, figure, quarter, row)
        return [one for one in reader.figures.holders(day) if chosen(one)]
    if figure in ("M3", "M4"):
        longest = _PERIOD_NUMBER[row.period]
        found = reader.figures.visitors(quarter, cared_for=figure == "M4")
        return [one for one in found if one.period <= longest]
    if figure in DEVIATION_FIGURES:
        category = DEVIATION_FIGURES[figure]
        return [one for one in reader.figures.told_of(quarter) if one.category == category]
    return None


def _holder_of(
    context: Context, reader: Reader, figure: str, quarter: Quarter, row: Row
) -> Callable[[Behind], bool]:
    if figure == "M2":
        return lambda one: one.wants is _ANSWERS[row.answer]
    if figure == "A1":
        return lambda one: one.wants is True and one.received
    if figure == "T1":
        day = quarter.last_day
        lowest = lowest_age_on(context, reader, day)
        return lambda one: (age_on(day, one.birth_year) or 0) >= lowest
    return lambda _one: True


def _in_row(
    context: Context, reader: Reader, people: Iterable[Behind], quarter: Quarter, row: Row
) -> Iterable[Behind]:
    if row.breakdown is None:
        return people
    key_of = _key_of(context, reader, quarter, row.breakdown)
    return [one for one in people if key_of(one) == row.key]


def _key_of(
    context: Context, reader: Reader, quarter: Quarter, breakdown: str
) -> Callable[[Behind], str]:
    """The key that the report's breakdown has for somebody."""
    if breakdown == "unit":
        keys = {unit: key for unit, key, _ in reader.figures.units()}
        return lambda one: keys.get(one.unit_id or "", one.unit_id or UNKNOWN)
    if breakdown == "ground":
        return lambda one: str(one.ground)
    if breakdown == "sex":
        return lambda one: str(one.sex)
    return lambda one: age_key(one.birth_year, quarter.last_day, context.rules)


def _waiting(
    context: Context, reader: Reader, figure: str, quarter: Quarter, row: Row
) -> FigureRecords:
    """The list, who has waited longest first; a row of a breakdown by name."""
    day = min(quarter.last_day, context.today)
    moment = Moment(
        day=day,
        practice=practice_of(reader, context.rules, day=day),
        see_protected=context.session.sees_protected,
    )
    which = WAITING_FIGURES[figure]
    if row.breakdown is None:
        ids = reader.due.ids(which, DueFilter(), DueOrder(), moment)
        return FigureRecords(kind="person", ids=tuple(ids))
    keyed = _in_row(context, reader, reader.due.behind(which, moment), quarter, row)
    return FigureRecords(kind="person", ids=tuple(one.person_id for one in keyed))


def _of_work(
    context: Context, reader: Reader, figure: str, quarter: Quarter, row: Row
) -> FigureRecords:
    if figure == "M5":
        return FigureRecords(kind="training", ids=_sessions(context, reader, quarter, row))
    if figure == "K1":
        found = reader.figures.deviations(quarter)
        return FigureRecords(kind="deviation", ids=tuple(one.id for one in found if one.failure))
    if figure == "K2":
        part = context.session.units_for(Permission.SEE_FIGURES)
        wheel = wheel_of_part(context, reader, quarter.last_day, part)
        return FigureRecords(
            kind="unit", ids=tuple(one.unit_id for one in wheel if not one.is_trained)
        )
    if figure == "K3":
        return FigureRecords(kind="training", ids=_issuer_sessions(context, reader, quarter))
    if figure in ("A2", "A3"):
        return FigureRecords(kind="assessment", ids=_visits(reader, figure, quarter, row))
    raise Rejected(
        "figure_without_records",
        "Det måttet visar inga uppgifter bakom sig. Välj ett annat mått.",
        field="figure",
    )


def _sessions(context: Context, reader: Reader, quarter: Quarter, row: Row) -> tuple[str, ...]:
    kinds = issuer_kinds(reader, context.rules)
    sessions = reader.figures.sessions(quarter, for_issuers=kinds)
    if row.breakdown is None:
        return tuple(one.id for one in sessions)
    keys = {unit: key for unit, key, _ in reader.figures.units()}
    return tuple(one.id for one in sessions if row.key in _keys(keys, one.units))


def _issuer_sessions(context: Context, reader: Reader, quarter: Quarter) -> tuple[str, ...]:
    kinds = issuer_kinds(reader, context.rules)
    first = date(quarter.year, 1, 1)
    held = reader.find(Training, order_by="day", state=TrainingState.HELD)
    return tuple(
        one.id for one in held if one.kind in kinds and first <= one.day <= quarter.last_day
    )


def _visits(reader: Reader, figure: str, quarter: Quarter, row: Row) -> tuple[str, ...]:
    found = [
        one
        for one in reader.figures.visit_lines(quarter)
        if one.period <= _PERIOD_NUMBER[row.period] and (figure == "A2" or one.performed)
    ]
    if row.breakdown is not None:
        found = [one for one in found if getattr(one, row.breakdown) == row.key]
    return tuple(one.id for one in found)


def _keys(keys: Mapping[str, str], units: Sequence[str]) -> set[str]:
    return {keys[unit] for unit in units}
