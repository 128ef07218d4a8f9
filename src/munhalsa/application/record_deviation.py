"""Recording a deviation of its own."""

from __future__ import annotations

from munhalsa.application.add_deviation import DeviationDraft, add_deviation
from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.deviation_fields import (
    DeviationDetails,
    DeviationDone,
    as_shown,
    linked_fields,
)
from munhalsa.application.ports import Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Rejected


def record_deviation(context: Context, details: DeviationDetails) -> DeviationDone:
    """Record it as a draft; the day is today unless another is told."""
    context.require(Permission.EDIT_DEVIATIONS)
    day = details.get("day", context.today)
    if not details.get("category", "").strip():
        raise Rejected("category_missing", "Välj vad avvikelsen gäller.", field="category")
    direction = details.get("direction") or context.rules.deviations.direction_of(
        details["category"], day=day
    )
    deed = Deed(action="deviation.record", subject_kind="deviation", subject_id="")
    with context.write(deed, Permission.EDIT_DEVIATIONS) as work:
        fields = linked_fields(context, work, details)
        draft = DeviationDraft(**(fields | {"day": day, "direction": direction}))
        deviation = add_deviation(context, work, draft)
        work.redeem(Deed(action=deed.action, subject_kind="deviation", subject_id=deviation.id))
        if details.get("number"):
            note_number_used(context, work, details["number"] or "")
        shown = as_shown(context, work, deviation)
        done = work.commit()
    return DeviationDone(deviation=shown, event=done.event, changes=done.changes)
