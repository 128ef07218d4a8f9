"""A planned session was held: who came, and how long it was."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.application.training_steps import (
    TrainingDone,
    notices_of,
    session_to_change,
    set_participants,
    sheet_of,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.training import TrainingState
from munhalsa.domain.training_rules import check_can_hold, check_hours, check_participants


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTraining:
    """``participants`` None: those who were named when it was planned; so too for hours."""

    training: str
    count: int | None = None
    participants: Sequence[str] | None = None
    hundredths: int | None = None


def hold_training(context: Context, command: HoldTraining) -> TrainingDone:
    """Note that the session was held; from now on it counts in M5 and K2."""
    context.require(Permission.EDIT_TRAININGS)
    with context.read(Permission.EDIT_TRAININGS) as reader:
        found = session_to_change(context, reader, command.training)
    deed = Deed(action="training.hold", subject_kind="training", subject_id=found.id)
    with context.write(deed, Permission.EDIT_TRAININGS) as work:
        before = sheet_of(work, context.rules, session_to_change(context, work, found.id))
        check_can_hold(before.training, today=context.today)
        names = [one.name for one in before.participants]
        if command.participants is not None:
            names = list(command.participants)
            set_participants(context, work, before.training, names, before.units)
        training = work.change(
            before.training,
            state=TrainingState.HELD,
            participant_count=check_participants(command.count, names),
            hundredths=before.training.hundredths
            if command.hundredths is None
            else check_hours(command.hundredths),
        )
        sheet = sheet_of(work, context.rules, training)
        done = work.commit()
    return TrainingDone(
        sheet=sheet, event=done.event, changes=done.changes, warnings=notices_of(sheet)
    )
