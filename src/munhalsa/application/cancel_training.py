"""A planned session is called off, with the deviation if it is one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.add_deviation import DeviationDraft, add_deviation
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed, Reader
from munhalsa.application.training_steps import TrainingSheet, session_to_change, sheet_of
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import Deviation, Direction
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.training import CancelledBy, Training, TrainingState, TrainingUnit
from munhalsa.domain.training_rules import check_can_cancel, deviation_of
from munhalsa.domain.unit_details import required


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTraining:
    """``by`` is who called it off; ``deviation``: record the one that is offered."""

    training: str
    by: CancelledBy
    reason: str
    cancelled_on: date | None = None
    deviation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingCancelled:
    """The session as it now stands; ``offered`` is the category that fits, recorded or not."""

    sheet: TrainingSheet
    direction: Direction
    offered: str
    deviation: Deviation | None
    event: str
    changes: Changes


def deviation_to_offer(context: Context, training: str, by: CancelledBy) -> tuple[Direction, str]:
    """What the window offers to record, before anything is done."""
    context.require(Permission.EDIT_TRAININGS)
    with context.read(Permission.EDIT_TRAININGS) as reader:
        found = session_to_change(context, reader, training)
        return deviation_of(found, by, _at_the_same_units(reader, found))


def cancel_training(context: Context, command: CancelTraining) -> TrainingCancelled:
    """Call the session off; it stays in the list and counts nowhere."""
    context.require(Permission.EDIT_TRAININGS)
    if command.deviation:
        context.require(Permission.EDIT_DEVIATIONS)
    cancelled_on = command.cancelled_on or context.today
    reason = required(
        command.reason, field="reason", message="Ange varför utbildningen ställdes in."
    )
    with context.read(Permission.EDIT_TRAININGS) as reader:
        found = session_to_change(context, reader, command.training)
    deed = Deed(action="training.cancel", subject_kind="training", subject_id=found.id)
    with context.write(deed, Permission.EDIT_TRAININGS) as work:
        training = session_to_change(context, work, found.id)
        check_can_cancel(training, cancelled_on=cancelled_on, today=context.today)
        direction, offered = deviation_of(training, command.by, _at_the_same_units(work, training))
        training = work.change(
            training,
            state=TrainingState.CANCELLED,
            cancelled_by=command.by,
            cancelled_on=cancelled_on,
            reason=reason,
        )
        sheet = sheet_of(work, context.rules, training)
        deviation = None
        if command.deviation:
            draft = _draft(context, sheet, direction, offered)
            deviation = add_deviation(context, work, draft)
        done = work.commit()
    return TrainingCancelled(
        sheet=sheet,
        direction=direction,
        offered=offered,
        deviation=deviation,
        event=done.event,
        changes=done.changes,
    )


def _draft(
    context: Context, sheet: TrainingSheet, direction: Direction, category: str
) -> DeviationDraft:
    """Of the day that the session was to be, and of its unit where it was for just one.

    Where the role holds for a part it is of the first unit: a deviation of none is nobody's there.
    """
    training = sheet.training
    in_part = context.session.units_for(Permission.EDIT_DEVIATIONS) is not None
    units = ", ".join(unit.name for unit in sheet.units)
    what = f"{sheet.kind.name}, planerad till {training.day}"
    return DeviationDraft(
        day=min(training.day, context.today),
        direction=direction,
        category=category,
        unit_id=sheet.units[0].id if in_part or len(sheet.units) == 1 else None,
        training_id=training.id,
        description=f"{what}: {units}." if units else f"{what}.",
        reason=training.reason,
    )


def _at_the_same_units(reader: Reader, training: Training) -> Sequence[Training]:
    """Other sessions for any of its units, whatever became of them."""
    own = [one.unit_id for one in reader.find(TrainingUnit, training_id=training.id)]
    beside = {one.training_id for one in reader.find(TrainingUnit, unit_id=own)}
    return reader.find(Training, id=sorted(beside))
