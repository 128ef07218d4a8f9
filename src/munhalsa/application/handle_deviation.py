"""A deviation from draft to closed: reported, answered, closed, each a deed of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.deviation_fields import DeviationDone, as_shown, deviation_named
from munhalsa.application.ports import Deed, UnitOfWork
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import (
    Deviation,
    DeviationState,
    check_answer,
    check_close,
    check_report,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected

_Step = Callable[[Deviation], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDeviation:
    """``deviation`` is an id or a record number; by the user today unless told otherwise.

    ``answer_due`` is worked out from the agreement of the day where it is not told.
    """

    deviation: str
    reported_on: date | None = None
    reported_by: str | None = None
    answer_due: date | None = None
    service_reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDeviation:
    """What the other side answered, or we answered them."""

    deviation: str
    answered_on: date | None = None
    answer: str | None = None
    analysis: str | None = None
    measures: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDeviation:
    """Nothing more is to be done."""

    deviation: str
    closed_on: date | None = None
    measures: str | None = None


def report_deviation(context: Context, command: ReportDeviation) -> DeviationDone:
    """It has been handed in to the other side: from now on an answer is waited for."""
    day = command.reported_on or context.today

    def step(deviation: Deviation) -> Mapping[str, Any]:
        check_report(deviation, day=day, today=context.today)
        handling = context.rules.deviations.handling_on(day)
        due = command.answer_due or handling.answer_due(day)
        if due < day:
            raise Rejected(
                "due_before_report",
                "Svaret kan inte väntas före den dag då avvikelsen rapporteras.",
                field="answer_due",
            )
        fields = {
            "state": DeviationState.REPORTED,
            "reported_on": day,
            "reported_by": command.reported_by or context.session.name,
            "answer_due": due,
        }
        return fields | _told(service_reference=command.service_reference)

    def deed(found: str) -> Deed:
        return Deed(action="deviation.report", subject_kind="deviation", subject_id=found)

    return _take(context, command.deviation, deed, step)


def answer_deviation(context: Context, command: AnswerDeviation) -> DeviationDone:
    """There is an answer, with what was found and what is done about it."""
    day = command.answered_on or context.today

    def step(deviation: Deviation) -> Mapping[str, Any]:
        check_answer(deviation, day=day, today=context.today)
        told = _told(answer=command.answer, analysis=command.analysis, measures=command.measures)
        if not told:
            raise Rejected(
                "answer_missing",
                "Skriv vad svaret är, vad analysen visar eller vilka åtgärder som tas.",
                field="answer",
            )
        return {"state": DeviationState.ANSWERED, "answered_on": day} | told

    def deed(found: str) -> Deed:
        return Deed(action="deviation.answer", subject_kind="deviation", subject_id=found)

    return _take(context, command.deviation, deed, step)


def close_deviations(
    context: Context, commands: Sequence[CloseDeviation]
) -> tuple[DeviationDone, ...]:
    """Several in one deed, as after old ones have been taken in from a list."""
    context.require(Permission.EDIT_DEVIATIONS)
    if not commands:
        raise Rejected("nothing_to_close", "Välj minst en avvikelse att stänga.")
    with context.read(Permission.EDIT_DEVIATIONS) as reader:
        ids = [deviation_named(reader, command.deviation).id for command in commands]
    subject = ids[0] if len(ids) == 1 else ""
    deed = Deed(action="deviation.close", subject_kind="deviation", subject_id=subject)
    with context.write(deed, Permission.EDIT_DEVIATIONS) as work:
        closed = [_close(context, work, *pair) for pair in zip(ids, commands, strict=True)]
        done = work.commit()
    return tuple(
        DeviationDone(deviation=one, event=done.event, changes=done.changes, warnings=warnings)
        for one, warnings in closed
    )


def _close(
    context: Context, work: UnitOfWork, id: str, command: CloseDeviation
) -> tuple[Deviation, tuple[Notice, ...]]:
    deviation, day = work.get(Deviation, id), command.closed_on or context.today
    warnings = check_close(deviation, day=day, today=context.today)
    fields = {"state": DeviationState.CLOSED, "closed_on": day}
    closed = work.change(deviation, **fields, **_told(measures=command.measures))
    return as_shown(context, work, closed), warnings


def _told(**texts: str | None) -> dict[str, str]:
    """Those of the texts that say something."""
    return {name: text.strip() for name, text in texts.items() if text is not None and text.strip()}


def _take(context: Context, named: str, deed: Callable[[str], Deed], step: _Step) -> DeviationDone:
    context.require(Permission.EDIT_DEVIATIONS)
    with context.read(Permission.EDIT_DEVIATIONS) as reader:
        found = deviation_named(reader, named)
    with context.write(deed(found.id), Permission.EDIT_DEVIATIONS) as work:
        deviation = work.get(Deviation, found.id)
        after = as_shown(context, work, work.change(deviation, **step(deviation)))
        done = work.commit()
    return DeviationDone(deviation=after, event=done.event, changes=done.changes)
