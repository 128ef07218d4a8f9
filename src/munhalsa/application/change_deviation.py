"""Other details for a deviation, whatever its state; the state itself goes by its own steps."""

from __future__ import annotations

from dataclasses import replace

from munhalsa.application.context import Context
from munhalsa.application.deviation_fields import (
    DeviationDetails,
    DeviationDone,
    as_shown,
    deviation_named,
    linked_fields,
)
from munhalsa.application.ports import Deed
from munhalsa.application.seen import check_seen
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import OPEN_STATES, Deviation, DeviationState, check_days
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

_BELONGS_TO = {
    "reported_on": DeviationState.REPORTED,
    "reported_by": DeviationState.REPORTED,
    "answer_due": DeviationState.REPORTED,
    "answered_on": DeviationState.ANSWERED,
    "answer": DeviationState.ANSWERED,
    "closed_on": DeviationState.CLOSED,
}
_LADDER = (*OPEN_STATES, DeviationState.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDeviation:
    """``deviation`` is an id or a record number; ``version`` what the change was made against."""

    deviation: str
    details: DeviationDetails
    version: int | None = None


def change_deviation(context: Context, command: ChangeDeviation) -> DeviationDone:
    """Change details; a day of a step that has not been taken is refused."""
    context.require(Permission.EDIT_DEVIATIONS)
    with context.read(Permission.EDIT_DEVIATIONS) as reader:
        found = deviation_named(reader, command.deviation)
    deed = Deed(action="deviation.change", subject_kind="deviation", subject_id=found.id)
    with context.write(deed, Permission.EDIT_DEVIATIONS) as work:
        before = work.get(Deviation, found.id)
        check_seen(command.version, before.version, what="avvikelsen")
        fields = linked_fields(context, work, command.details)
        after = _checked(context, replace(before, **fields))
        fields["category"] = after.category
        if after == before:
            raise Rejected(
                "nothing_to_change", "Inget är ändrat. Ändra en uppgift och spara sedan."
            )
        after = as_shown(context, work, work.change(before, **fields))
        done = work.commit()
    return DeviationDone(deviation=after, event=done.event, changes=done.changes)


def _checked(context: Context, asked: Deviation) -> Deviation:
    """The deviation as it would be, if its days and its category go together."""
    for field, state in _BELONGS_TO.items():
        reached = _LADDER.index(asked.state) >= _LADDER.index(state)
        if getattr(asked, field) is not None and not reached:
            raise Rejected(
                "step_not_taken",
                "Den uppgiften hör till ett senare läge. Rapportera, besvara eller stäng "
                "avvikelsen i stället.",
                field=field,
            )
    check_days(asked, today=context.today)
    rule = context.rules.deviations.category(
        asked.category, direction=asked.direction, day=asked.day
    )
    return replace(asked, category=rule.code)
