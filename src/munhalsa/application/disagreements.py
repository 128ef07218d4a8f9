"""Disagreements (oenigheter): recorded, taken up the ladder step by step, closed, followed up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.deviation_fields import as_shown, deviation_named
from munhalsa.application.find_records import person_by_number, unit_by_code_or_name
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import (
    Deviation,
    Disagreement,
    DisagreementDeviation,
    DisagreementStep,
)
from munhalsa.domain.disagreement import check_day, check_ladder, check_new, check_open, check_step
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDisagreement:
    """``deviations`` are ids or record numbers; person and unit follow from the first of them."""

    about: str
    temporary_solution: str
    day: date | None = None
    number: str | None = None
    unit: str | None = None
    deviations: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeStep:
    """``holder`` None: the role that the agreement names."""

    disagreement: str
    step: int
    day: date | None = None
    holder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerStep:
    """What was answered and decided at the highest step taken."""

    disagreement: str
    answered_on: date | None = None
    answer: str | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDisagreement:
    """How it ended."""

    disagreement: str
    outcome: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What was found afterwards, and with whom it was shared."""

    disagreement: str
    follow_up: str
    followed_up_on: date | None = None
    shared_with: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementDone:
    """The disagreement as it now is; ``step`` where the deed was about one."""

    disagreement: Disagreement
    step: DisagreementStep | None = None
    event: str
    changes: Changes


_Change = Callable[[UnitOfWork, Disagreement], DisagreementStep | Mapping[str, Any] | None]


def record_disagreement(context: Context, command: RecordDisagreement) -> DisagreementDone:
    """Record it with what it rests on; refused before there is a ladder to take it up."""
    context.require(Permission.EDIT_DEVIATIONS)
    day = command.day or context.today
    check_ladder(context.rules.deviations, day)
    new = context.new_id()
    deed = Deed(action="disagreement.record", subject_kind="disagreement", subject_id=new)
    with context.write(deed, Permission.EDIT_DEVIATIONS) as work:
        rests_on = [deviation_named(work, one) for one in command.deviations]
        person, unit = _concerns(context, work, command, rests_on)
        disagreement = Disagreement(
            id=new,
            day=day,
            about=command.about.strip(),
            temporary_solution=command.temporary_solution.strip(),
            person_id=person,
            unit_id=unit,
        )
        check_new(disagreement, today=context.today)
        work.add(disagreement)
        for one in dict.fromkeys(one.id for one in rests_on):
            work.add(
                DisagreementDeviation(
                    id=context.new_id(), disagreement_id=disagreement.id, deviation_id=one
                )
            )
        if command.number is not None:
            note_number_used(context, work, command.number)
        shown = as_shown(context, work, disagreement)
        done = work.commit()
    return DisagreementDone(disagreement=shown, event=done.event, changes=done.changes)


def take_step(context: Context, command: TakeStep) -> DisagreementDone:
    """Take it to a step of the ladder; what recurs may go straight to the last."""

    def change(work: UnitOfWork, disagreement: Disagreement) -> DisagreementStep:
        ladder = context.rules.deviations.ladder_on(command.day or context.today)
        holder = next((row.holder for row in ladder if row.step == command.step), "")
        step = DisagreementStep(
            id=context.new_id(),
            disagreement_id=disagreement.id,
            step=command.step,
            day=command.day or context.today,
            holder=(command.holder or "").strip() or holder,
        )
        links = work.find(DisagreementDeviation, disagreement_id=disagreement.id)
        check_step(
            disagreement,
            step,
            taken=work.find(DisagreementStep, disagreement_id=disagreement.id),
            deviations=work.find(Deviation, id=[one.deviation_id for one in links]),
            ladder=ladder,
            today=context.today,
        )
        work.add(step)
        return step

    def deed(found: str) -> Deed:
        return Deed(action="disagreement.step", subject_kind="disagreement", subject_id=found)

    return _take(context, command.disagreement, deed, change)


def answer_step(context: Context, command: AnswerStep) -> DisagreementDone:
    """Note the answer and the decision of the highest step; once more puts it right."""

    def change(work: UnitOfWork, disagreement: Disagreement) -> DisagreementStep:
        check_open(disagreement)
        taken = work.find(DisagreementStep, order_by="step", disagreement_id=disagreement.id)
        told = _told(answer=command.answer, decision=command.decision)
        if not taken:
            raise Rejected("no_step", "Oenigheten har inte tagits upp i något steg än.")
        if not told:
            raise Rejected("answer_missing", "Skriv vad svaret eller beslutet är.", field="answer")
        step, day = taken[-1], command.answered_on or context.today
        check_day(day, first=step.day, today=context.today, field="answered_on")
        return work.change(step, answered_on=day, **told)

    def deed(found: str) -> Deed:
        return Deed(action="disagreement.answer", subject_kind="disagreement", subject_id=found)

    return _take(context, command.disagreement, deed, change)


def close_disagreement(context: Context, command: CloseDisagreement) -> DisagreementDone:
    """It has been settled, or goes no further."""

    def change(work: UnitOfWork, disagreement: Disagreement) -> Mapping[str, Any]:
        check_open(disagreement)
        if not command.outcome.strip():
            raise Rejected("outcome_missing", "Skriv hur oenigheten slutade.", field="outcome")
        taken = work.find(DisagreementStep, disagreement_id=disagreement.id)
        day = command.closed_on or context.today
        first = max((disagreement.day, *(one.answered_on or one.day for one in taken)))
        check_day(day, first=first, today=context.today, field="closed_on")
        return {"closed_on": day, "outcome": command.outcome.strip()}

    def deed(found: str) -> Deed:
        return Deed(action="disagreement.close", subject_kind="disagreement", subject_id=found)

    return _take(context, command.disagreement, deed, change)


def follow_up(context: Context, command: FollowUp) -> DisagreementDone:
    """What came of it, and with whom that was shared; any time after it was recorded."""

    def change(_work: UnitOfWork, disagreement: Disagreement) -> Mapping[str, Any]:
        told = _told(follow_up=command.follow_up, shared_with=command.shared_with)
        if "follow_up" not in told:
            raise Rejected(
                "follow_up_missing", "Skriv vad uppföljningen visade.", field="follow_up"
            )
        day = command.followed_up_on or context.today
        first = disagreement.closed_on or disagreement.day
        check_day(day, first=first, today=context.today, field="followed_up_on")
        shared = {"shared_on": day} if "shared_with" in told else {}
        return {"followed_up_on": day, **told, **shared}

    def deed(found: str) -> Deed:
        return Deed(action="disagreement.follow_up", subject_kind="disagreement", subject_id=found)

    return _take(context, command.disagreement, deed, change)


def _concerns(
    context: Context,
    work: UnitOfWork,
    command: RecordDisagreement,
    rests_on: Sequence[Deviation],
) -> tuple[str | None, str | None]:
    """The person and the unit: as told, else those of the first deviation that has any."""
    persons = [one.person_id for one in rests_on if one.person_id is not None]
    units = [one.unit_id for one in rests_on if one.unit_id is not None]
    if command.number is not None:
        persons = [person_by_number(work, command.number, today=context.today).id]
    if command.unit is not None:
        units = [unit_by_code_or_name(work, command.unit).id]
    return next(iter(persons), None), next(iter(units), None)


def _told(**texts: str | None) -> dict[str, str]:
    return {name: text.strip() for name, text in texts.items() if text is not None and text.strip()}


def _take(
    context: Context, named: str, deed: Callable[[str], Deed], change: _Change
) -> DisagreementDone:
    context.require(Permission.EDIT_DEVIATIONS)
    with context.write(deed(named.strip()), Permission.EDIT_DEVIATIONS) as work:
        disagreement = work.get(Disagreement, named.strip())
        what = change(work, disagreement)
        if isinstance(what, Mapping):
            disagreement, step = work.change(disagreement, **what), None
        else:
            step = what
        shown = as_shown(context, work, disagreement)
        if shown != disagreement:
            step = None
        done = work.commit()
    return DisagreementDone(disagreement=shown, step=step, event=done.event, changes=done.changes)
