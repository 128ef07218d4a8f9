"""What was put down about a session is put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any, TypedDict

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, UnitOfWork
from munhalsa.application.seen import check_seen
from munhalsa.application.training_kinds import kind_meant
from munhalsa.application.training_steps import (
    TrainingDone,
    TrainingSheet,
    check_some_unit,
    notices_of,
    session_to_change,
    set_participants,
    set_units,
    sheet_of,
    units_meant,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.training import Training
from munhalsa.domain.training_rules import (
    check_can_change,
    check_day,
    check_hours,
    check_participants,
)
from munhalsa.domain.unit_details import LONGEST_INSTRUCTIONS, tidy


class TrainingDetails(TypedDict, total=False):
    """What can be changed; what is left out stays as it is."""

    day: date
    kind: str
    hundredths: int
    units: Sequence[str]
    trainer: str | None
    place: str | None
    count: int | None
    participants: Sequence[str]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTraining:
    """Other details of the session with that id; ``seen`` is as it stood before the user."""

    training: str
    details: TrainingDetails = field(default_factory=TrainingDetails)
    seen: TrainingSheet | None = None


def change_training(context: Context, command: ChangeTraining) -> TrainingDone:
    """Put details of a planned or held session right; the old ones stay in its history."""
    context.require(Permission.EDIT_TRAININGS)
    with context.read(Permission.EDIT_TRAININGS) as reader:
        found = session_to_change(context, reader, command.training)
    deed = Deed(action="training.change", subject_kind="training", subject_id=found.id)
    with context.write(deed, Permission.EDIT_TRAININGS) as work:
        before = sheet_of(work, context.rules, session_to_change(context, work, found.id))
        check_can_change(before.training)
        if command.seen is not None:
            check_seen(_standing(command.seen), _standing(before), what="utbildningen")
        training = _changed(context, work, before, command.details)
        sheet = sheet_of(work, context.rules, training)
        done = work.commit()
    return TrainingDone(
        sheet=sheet, event=done.event, changes=done.changes, warnings=notices_of(sheet)
    )


def _standing(sheet: TrainingSheet) -> tuple[Any, ...]:
    """What changes when somebody changes the session: its row, whom it is for, who took part."""
    return (
        sheet.training.version,
        {one.id for one in sheet.units},
        {(one.id, one.version) for one in sheet.participants},
    )


def _changed(
    context: Context, work: UnitOfWork, before: TrainingSheet, details: TrainingDetails
) -> Training:
    training, units = before.training, before.units
    if "units" in details:
        units = units_meant(work, details["units"])
        check_some_unit(context, units)
        set_units(context, work, training, units)
    names = [one.name for one in before.participants]
    if "participants" in details:
        names = list(details["participants"])
        set_participants(context, work, training, names, units)
    fields = _fields(context, work, before, details)
    count = details.get("count", None if "participants" in details else before.count)
    fields["participant_count"] = check_participants(count, names)
    return work.change(training, **fields)


def _fields(
    context: Context, work: UnitOfWork, before: TrainingSheet, details: TrainingDetails
) -> dict[str, Any]:
    training = before.training
    day = details.get("day", training.day)
    check_day(day, training.state, today=context.today)
    fields: dict[str, Any] = {"day": day}
    if "kind" in details:
        fields["kind"] = kind_meant(work, context.rules, details["kind"], day=day).code
    if "hundredths" in details:
        fields["hundredths"] = check_hours(details["hundredths"])
    for name, longest in _TEXTS.items():
        if name in details:
            text: Mapping[str, Any] = details
            fields[name] = tidy(text[name], field=name, longest=longest)
    return fields


_TEXTS = {"trainer": 120, "place": 120, "note": LONGEST_INSTRUCTIONS}
