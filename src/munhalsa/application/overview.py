"""What needs doing today: each list with how many wait, and how far the municipality has come."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.ports import Reader
from munhalsa.application.ports_due import DueFilter, Moment
from munhalsa.application.practice import practice_of
from munhalsa.application.quarterly_report import coverage_on
from munhalsa.domain.account import Permission
from munhalsa.domain.due import DueList, due_since
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.metrics import Coverage
from munhalsa.domain.quarter import Quarter

_NEEDS = {DueList.UNREGISTERED: Permission.REGISTER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One list: how many wait, and since when whoever has waited longest (None: nobody shown)."""

    which: DueList
    count: int
    oldest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The day's queues for the user's role.

    ``certified`` and ``coverage`` are None for those whose role holds for a part of the
    municipality only, or sees no figures; ``coverage`` also where the population is not known.
    """

    day: date
    queues: tuple[Queue, ...]
    certified: int | None
    coverage: Coverage | None


def overview(context: Context) -> Overview:
    """Count everything that waits; in the order in which it is worth doing."""
    context.require(Permission.SEE_PERSONS)
    whole = context.may(Permission.SEE_FIGURES) and (
        context.session.units_for(Permission.SEE_FIGURES) is None
    )
    with context.read() as reader:
        moment = Moment(
            day=context.today,
            practice=practice_of(reader, context.rules, day=context.today),
            see_protected=context.session.sees_protected,
        )
        queues = tuple(
            _queue(reader, which, moment)
            for which in DueList
            if which not in _NEEDS or context.may(_NEEDS[which])
        )
        cells = reader.figures.certificate_cube(context.today) if whole else ()
        municipality = the_municipality(reader)
        coverage = (
            coverage_on(context, reader, context.today, municipality.id, cells) if whole else None
        )
    return Overview(
        day=context.today,
        queues=queues,
        certified=sum(cell.count for cell in cells) if whole else None,
        coverage=coverage,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterPoint:
    """How far the municipality had come at a quarter's end, from what is known now."""

    quarter: Quarter
    certified: int
    coverage: Coverage | None


def quarter_point(context: Context, quarter: Quarter) -> QuarterPoint:
    """M1 and T1 of one quarter; of the whole municipality only."""
    context.require_everywhere(Permission.SEE_FIGURES)
    day = quarter.last_day
    with context.read(Permission.SEE_FIGURES) as reader:
        cells = reader.figures.certificate_cube(day)
        coverage = coverage_on(context, reader, day, the_municipality(reader).id, cells)
    return QuarterPoint(
        quarter=quarter, certified=sum(cell.count for cell in cells), coverage=coverage
    )


def _queue(reader: Reader, which: DueList, moment: Moment) -> Queue:
    tally = reader.due.tally(which, DueFilter(), moment)
    oldest = tally.oldest
    return Queue(
        which=which,
        count=tally.count,
        oldest=None if oldest is None else due_since(which, oldest, practice=moment.practice),
    )
