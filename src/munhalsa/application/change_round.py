"""A whole besöksdag moved or called off, in one deed with the deviation where it is one."""

from __future__ import annotations

from datetime import date

from munhalsa.application.add_deviation import DeviationDraft, add_deviation
from munhalsa.application.context import Context
from munhalsa.application.plan_round import warnings_of
from munhalsa.application.ports import Changes, Deed, Reader, UnitOfWork
from munhalsa.application.round_steps import RoundSheet, round_by_id, round_practice, sheet_of
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.round import (
    Offered,
    PlannedVisit,
    Round,
    RoundChange,
    RoundDeed,
    RoundState,
    Side,
    check_day,
    check_noticed,
    check_planned,
    deviation_of,
)
from munhalsa.domain.unit import Unit
from munhalsa.domain.unit_details import required


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRound:
    """``to_day`` None: called off. ``noticed_on``: when the other side was told, if not today.

    ``deviation`` False: none is recorded, also where it is one.
    """

    round: str
    by_side: Side
    reason: str
    to_day: date | None = None
    noticed_on: date | None = None
    deviation: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundChanged:
    """The round as it now stands; ``offered`` is the deviation that it is, recorded or not."""

    sheet: RoundSheet
    change: RoundChange
    offered: Offered | None
    deviation: Deviation | None
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def offered_for(context: Context, command: ChangeRound) -> Offered | None:
    """What deviation it would be, for the window to show before anything is done."""
    context.require(Permission.PLAN_ROUNDS)
    with context.read(Permission.PLAN_ROUNDS) as reader:
        one = round_by_id(reader, command.round)
        return _offered(context, reader, _change(context, one, command))


def change_round(context: Context, command: ChangeRound) -> RoundChanged:
    """Move the whole day, or call it off: whom it concerned waits for the next."""
    context.require(Permission.PLAN_ROUNDS)
    reason = required(command.reason, field="reason", message="Ange varför dagen ändras.")
    check_noticed(command.noticed_on or context.today, today=context.today)
    with context.read(Permission.PLAN_ROUNDS) as reader:
        found = round_by_id(reader, command.round)
    moved = command.to_day is not None
    deed = Deed(
        action="round.move" if moved else "round.cancel",
        subject_kind="unit",
        subject_id=found.unit_id,
    )
    with context.write(deed, Permission.PLAN_ROUNDS) as work:
        one = round_by_id(work, found.id)
        check_planned(one)
        change = _change(context, one, command)
        offered = _offered(context, work, change)
        work.add(change)
        one = (
            _moved(context, work, one, command.to_day)
            if moved
            else _called_off(context, work, one, reason)
        )
        deviation = None
        if offered is not None and command.deviation:
            deviation = _deviate(context, work, change, offered)
        sheet = sheet_of(context, work, one)
        done = work.commit()
    return RoundChanged(
        sheet=sheet,
        change=change,
        offered=offered,
        deviation=deviation,
        event=done.event,
        changes=done.changes,
        warnings=warnings_of(sheet, context) if moved else (),
    )


def _change(context: Context, one: Round, command: ChangeRound) -> RoundChange:
    return RoundChange(
        id=context.new_id(),
        unit_id=one.unit_id,
        round_id=one.id,
        deed=RoundDeed.CANCELLED if command.to_day is None else RoundDeed.MOVED,
        by_side=command.by_side,
        noticed_on=command.noticed_on or context.today,
        from_day=one.day,
        to_day=command.to_day,
        reason=command.reason.strip(),
    )


def _offered(context: Context, reader: Reader, change: RoundChange) -> Offered | None:
    earlier = reader.find(RoundChange, unit_id=change.unit_id)
    return deviation_of(change, earlier, round_practice(context, reader, change.from_day))


def _moved(context: Context, work: UnitOfWork, one: Round, to_day: date | None) -> Round:
    """On the new day, to be confirmed anew."""
    if to_day is None or to_day == one.day:
        raise Rejected("same_day", "Det är samma dag som förut. Ange den nya dagen.", field="date")
    check_day(work.get(Unit, one.unit_id), to_day, today=context.today)
    return work.change(one, day=to_day, confirmed_on=None, confirmed_by=None, staff=None)


def _called_off(context: Context, work: UnitOfWork, one: Round, reason: str) -> Round:
    for visit in work.find(PlannedVisit, round_id=one.id, cancelled_on=None):
        work.change(visit, cancelled_on=context.today, reason=reason)
    return work.change(one, state=RoundState.CANCELLED)


def _deviate(
    context: Context, work: UnitOfWork, change: RoundChange, offered: Offered
) -> Deviation:
    context.require(Permission.EDIT_DEVIATIONS)
    what = "flyttades" if change.deed is RoundDeed.MOVED else "ställdes in"
    draft = DeviationDraft(
        day=min(change.from_day, context.today),
        direction=offered.direction,
        category=offered.category,
        unit_id=change.unit_id,
        round_id=change.round_id,
        description=f"Besöksdagen {change.from_day} {what}. Besked {change.noticed_on}.",
        reason=change.reason,
    )
    return add_deviation(context, work, draft)
