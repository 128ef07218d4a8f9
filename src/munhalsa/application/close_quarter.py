"""Fastställ kvartalet: freeze what was reported, and see later what has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.figure_records import persons_counted
from munhalsa.application.frozen_report import frozen, thawed
from munhalsa.application.missing_figures import missing_figures
from munhalsa.application.ports import Changes, Deed, Reader
from munhalsa.application.quarterly_report import report_of
from munhalsa.domain.account import Permission
from munhalsa.domain.closed_quarter import ClosedQuarter
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.merge import Merge
from munhalsa.domain.person import Person
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.report import QuarterlyReport

DISPOSED = ""
"""Stands in a closed quarter for somebody whose records have been disposed of since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterClosed:
    """The quarter as it was closed, or as it would be (``event`` None); what is missing in it."""

    report: QuarterlyReport
    closed_on: date
    closed_by: str
    event: str | None
    changes: Changes
    warnings: Sequence[Notice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Who is counted in a figure today and was not (``came``), or was and is not (``left``).

    Ids; of somebody whose identity is protected only that there is one (``hidden``), and of those
    whose records have been disposed of since, how many (``disposed``).
    """

    figure: str
    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    hidden: int = 0
    disposed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenQuarter:
    """What was reported, and the persons behind each difference to today's figures.

    ``numbers`` are the identity numbers of those persons by id.
    """

    report: QuarterlyReport
    closed_on: date
    closed_by: str
    chain_heads: Mapping[str, str]
    differences: tuple[Difference, ...]
    numbers: Mapping[str, str]


def may_be_closed(context: Context, quarter: Quarter) -> None:
    """Refuse one that is not over, before anybody is asked whether to close it."""
    context.require_everywhere(Permission.CLOSE_QUARTERS)
    if context.today <= quarter.last_day:
        raise Rejected(
            "quarter_not_over",
            "Kvartalet är inte slut. Det kan fastställas från dagen efter dess sista dag.",
            field="quarter",
        )


def close_quarter(context: Context, quarter: Quarter, *, dry_run: bool = False) -> QuarterClosed:
    """Freeze the report and whom it counts; a quarter is closed once and stays closed.

    It is not undone: what was told to others cannot be untold, and a correction shows beside it.
    With ``dry_run`` nothing is closed, and what lacks can be seen to first.
    """
    may_be_closed(context, quarter)
    name = f"{quarter.year}-{quarter.number}"
    deed = Deed(action="quarter.close", subject_kind="closed_quarter", subject_id=name)
    with context.write(deed, Permission.CLOSE_QUARTERS) as work:
        if work.find(ClosedQuarter, year=quarter.year, number=quarter.number):
            raise Rejected(
                "quarter_closed",
                "Kvartalet är redan fastställt. Det som ändrats sedan dess visas bredvid.",
                field="quarter",
            )
        report = report_of(context, work, quarter)
        if dry_run:
            return _closed(context, report, event=None, changes=Changes())
        work.add(
            ClosedQuarter(
                id=context.new_id(),
                year=quarter.year,
                number=quarter.number,
                closed_on=context.today,
                closed_by=context.session.name,
                chain_heads=json.dumps(dict(report.chain_heads), sort_keys=True),
                report=frozen(report),
                persons=json.dumps(persons_counted(context, work, quarter), sort_keys=True),
            )
        )
        done = work.commit()
    return _closed(context, report, event=done.event, changes=done.changes)


def _closed(
    context: Context, report: QuarterlyReport, *, event: str | None, changes: Changes
) -> QuarterClosed:
    return QuarterClosed(
        report=report,
        closed_on=context.today,
        closed_by=context.session.name,
        event=event,
        changes=changes,
        warnings=missing_figures(report),
    )


def frozen_quarter(context: Context, quarter: Quarter) -> FrozenQuarter | None:
    """What was reported of the quarter; None where it is not closed, or seen only in part."""
    context.require(Permission.SEE_FIGURES)
    if context.session.units_for(Permission.SEE_FIGURES) is not None:
        return None
    with context.read(Permission.SEE_FIGURES) as reader:
        found = reader.find(ClosedQuarter, year=quarter.year, number=quarter.number)
        if not found:
            return None
        (kept,) = found
        differences, numbers = _differences(context, reader, kept, quarter)
    return FrozenQuarter(
        report=_as_may_be_seen(context, thawed(kept.report)),
        closed_on=kept.closed_on,
        closed_by=kept.closed_by,
        chain_heads=json.loads(kept.chain_heads),
        differences=differences,
        numbers=numbers,
    )


def _as_may_be_seen(context: Context, report: QuarterlyReport) -> QuarterlyReport:
    """Without the reasons of deviations for whoever may not see those."""
    if context.may(Permission.SEE_DEVIATIONS):
        return report
    return replace(report, failures=tuple(replace(row, reasons=()) for row in report.failures))


def _differences(
    context: Context, reader: Reader, kept: ClosedQuarter, quarter: Quarter
) -> tuple[tuple[Difference, ...], Mapping[str, str]]:
    then: Mapping[str, Iterable[str]] = json.loads(kept.persons)
    now = persons_counted(context, reader, quarter)
    joined = {one.other_id: one.person_id for one in reader.find(Merge)}
    changed: dict[str, tuple[list[str], list[str]]] = {}
    disposed = {figure: list(ids).count(DISPOSED) for figure, ids in then.items()}
    for figure, ids in now.items():
        before = {joined.get(one, one) for one in then.get(figure, ()) if one != DISPOSED}
        came = [one for one in ids if one not in before]
        left = sorted(before - set(ids))
        if came or left or disposed.get(figure):
            changed[figure] = came, left
    concerned = {one for came, left in changed.values() for one in (*came, *left)}
    shown = _shown(context, reader, concerned)
    differences = tuple(
        Difference(
            figure=figure,
            came=tuple(one for one in came if one in shown),
            left=tuple(one for one in left if one in shown),
            hidden=sum(one not in shown for one in (*came, *left)),
            disposed=disposed.get(figure, 0),
        )
        for figure, (came, left) in changed.items()
    )
    return differences, shown


def _shown(context: Context, reader: Reader, ids: Iterable[str]) -> dict[str, str]:
    """The identity numbers of those of them whom this user may know of."""
    if not context.may(Permission.SEE_PERSONS):
        return {}
    return {
        one.id: one.number
        for one in reader.find(Person, id=sorted(ids))
        if context.session.sees_protected or not one.is_protected
    }
