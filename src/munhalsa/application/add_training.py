"""A session of training is put down: planned, or as it was held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.application.training_kinds import kind_meant
from munhalsa.application.training_steps import (
    TrainingDone,
    check_some_unit,
    notices_of,
    set_participants,
    set_units,
    sheet_of,
    units_meant,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.training import Training, TrainingState
from munhalsa.domain.training_rules import check_day, check_hours, check_participants
from munhalsa.domain.unit_details import LONGEST_INSTRUCTIONS, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTraining:
    """``kind`` is a code or a name, ``units`` are codes or names, ``participants`` names.

    ``state`` None: held, or planned where the day has not come. ``count`` None: as many as named.
    """

    day: date
    kind: str
    hundredths: int
    units: Sequence[str] = ()
    state: TrainingState | None = None
    trainer: str | None = None
    place: str | None = None
    count: int | None = None
    participants: Sequence[str] = ()
    note: str | None = None


def add_training(context: Context, command: AddTraining) -> TrainingDone:
    """Put the session down; it counts in M5 and K2 when it is held."""
    context.require(Permission.EDIT_TRAININGS)
    training = Training(
        id=context.new_id(),
        day=command.day,
        kind=command.kind,
        hundredths=check_hours(command.hundredths),
        state=_state_of(command, today=context.today),
        trainer=tidy(command.trainer, field="trainer"),
        place=tidy(command.place, field="place"),
        participant_count=check_participants(command.count, command.participants),
        note=tidy(command.note, field="note", longest=LONGEST_INSTRUCTIONS),
    )
    check_day(training.day, training.state, today=context.today)
    deed = Deed(action="training.add", subject_kind="training", subject_id=training.id)
    with context.write(deed, Permission.EDIT_TRAININGS) as work:
        kind = kind_meant(work, context.rules, command.kind, day=command.day)
        training = replace(training, kind=kind.code)
        units = units_meant(work, command.units)
        check_some_unit(context, units)
        work.add(training)
        set_units(context, work, training, units)
        set_participants(context, work, training, command.participants, units)
        work.flush()
        sheet = sheet_of(work, context.rules, training)
        done = work.commit()
    return TrainingDone(
        sheet=sheet, event=done.event, changes=done.changes, warnings=notices_of(sheet)
    )


def _state_of(command: AddTraining, *, today: date) -> TrainingState:
    if command.state is TrainingState.CANCELLED:
        raise Rejected(
            "state_invalid",
            "En ny utbildning är planerad eller hållen. Lägg in den som planerad, "
            "och ställ in den sedan.",
            field="state",
        )
    return command.state or (TrainingState.PLANNED if command.day > today else TrainingState.HELD)
