"""A besöksdag that the unit has confirmed, or that was held."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.application.round_steps import RoundDone, round_by_id, sheet_of
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice
from munhalsa.domain.round import RoundState, check_held, check_noticed, check_planned
from munhalsa.domain.unit_details import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmRound:
    """``by`` is who at the unit confirmed it, ``staff`` who is set aside."""

    round: str
    by: str | None = None
    staff: str | None = None
    day: date | None = None


def confirm_round(context: Context, command: ConfirmRound) -> RoundDone:
    """Note that the unit receives the visit, and which of its staff take part."""
    context.require(Permission.CONFIRM_ROUNDS)
    with context.read(Permission.CONFIRM_ROUNDS) as reader:
        found = round_by_id(reader, command.round)
    confirmed = command.day or context.today
    check_noticed(confirmed, today=context.today)
    deed = Deed(action="round.confirm", subject_kind="unit", subject_id=found.unit_id)
    with context.write(deed, Permission.CONFIRM_ROUNDS) as work:
        planned = round_by_id(work, found.id)
        check_planned(planned)
        planned = work.change(
            planned,
            confirmed_on=confirmed,
            confirmed_by=tidy(command.by, field="by") or context.session.name,
            staff=tidy(command.staff, field="staff") or planned.staff,
        )
        sheet = sheet_of(context, work, planned)
        done = work.commit()
    staff = (
        ()
        if planned.staff
        else (
            Notice(
                code="no_staff",
                message="Ingen personal är avsatt. Ange vem som deltar, så snart det är känt.",
            ),
        )
    )
    return RoundDone(sheet=sheet, event=done.event, changes=done.changes, warnings=staff)


def hold_round(context: Context, id: str) -> RoundDone:
    """Note that the day was held; of whom nothing is recorded is told."""
    context.require(Permission.PLAN_ROUNDS)
    with context.read(Permission.PLAN_ROUNDS) as reader:
        found = round_by_id(reader, id)
    deed = Deed(action="round.hold", subject_kind="unit", subject_id=found.unit_id)
    with context.write(deed, Permission.PLAN_ROUNDS) as work:
        planned = round_by_id(work, found.id)
        check_planned(planned)
        check_held(planned, today=context.today)
        planned = work.change(planned, state=RoundState.HELD)
        sheet = sheet_of(context, work, planned)
        done = work.commit()
    left = len(sheet.left)
    warnings = (
        Notice(
            code="results_missing",
            message=f"För {left} av {len(sheet.visits)} finns inget resultat ännu.",
        ),
    )
    return RoundDone(
        sheet=sheet, event=done.event, changes=done.changes, warnings=warnings if left else ()
    )
