"""Settling what differs from Intygsbeställningen's list: one choice for one or for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from munhalsa.application.change_ground import ChangeGround, change_ground
from munhalsa.application.change_validity import ChangeValidity, change_validity
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.registration_queue import mark_to_register
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import (
    EndReason,
    Ground,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.reconciliation import (
    TOLD_BY,
    Aspect,
    Choice,
    Difference,
    Listed,
    SettledDifference,
    plain,
)
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.response import Response

_ONLY_LEFT = frozenset({Aspect.ONLY_THERE, Aspect.ENDED_HERE})
"""What the list cannot be right about by one choice: somebody has to issue a certificate."""

_TOLD_THERE: Mapping[Aspect, tuple[RegistrationKind, ...]] = {
    Aspect.ONLY_HERE: (RegistrationKind.ENDED,),
    Aspect.ENDED_THERE: (RegistrationKind.ENDED,),
    Aspect.UNIT: (RegistrationKind.UNIT, RegistrationKind.ADDRESS),
    Aspect.VALID_TO: (RegistrationKind.VALIDITY,),
    Aspect.GROUND: (*(RegistrationKind.NEW, RegistrationKind.GROUND, RegistrationKind.ENDED),),
}
"""What a change taken from the list puts in the queue, where it is known already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDifferences:
    """What to settle and how; ``listed`` is the list's own line by the person's number here.

    ``reason`` is that of an end, where the list is right that a certificate has ended.
    """

    differences: Sequence[Difference]
    choice: Choice
    listed: Mapping[str, Listed]
    reason: EndReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How many were settled; ``refused`` are those that a rule stood in the way of, and why."""

    settled: int
    refused: tuple[tuple[Difference, Rejected], ...]
    event: str
    changes: Changes


def settle_differences(context: Context, command: SettleDifferences) -> Settled:
    """Settle each difference in the same way.

    HERE puts it in the queue to Intygsbeställningen, THERE takes over what the list says, LEAVE
    lets both stand. What a rule refuses is told and left unsettled; the others are done.
    """
    context.require_everywhere(Permission.IMPORT)
    context.require_everywhere(Permission.EDIT_PERSONS)
    done: list[Difference] = []
    refused: list[tuple[Difference, Rejected]] = []
    for difference in command.differences:
        try:
            if command.choice is Choice.THERE:
                _take_over(context, difference, command)
            done.append(difference)
        except Rejected as refusal:
            refused.append((difference, refusal))
    deed = Deed(
        action="reconciliation.settle",
        subject_kind="reconciliation",
        subject_id="",
        details={"choice": command.choice.value, "settled": len(done)},
    )
    with context.write(deed, Permission.IMPORT) as work:
        for difference in done:
            _note(context, work, difference, command)
        committed = work.commit()
    return Settled(
        settled=len(done),
        refused=tuple(refused),
        event=committed.event,
        changes=committed.changes,
    )


def _take_over(context: Context, difference: Difference, command: SettleDifferences) -> None:
    """What the list says becomes so here, by the same rules as if somebody entered it."""
    number = difference.number
    if difference.aspect in _ONLY_LEFT:
        raise Rejected(
            "issue_instead",
            "Det går inte att ta över ur listan: utfärda ett intyg här, eller låt det vara.",
            field="choice",
        )
    if difference.aspect is Aspect.ONLY_HERE:
        _end(context, number, context.today, command.reason)
        return
    line = command.listed[number]
    if difference.aspect is Aspect.ENDED_THERE:
        _end(context, number, line.last_day or context.today, command.reason)
    elif difference.aspect is Aspect.UNIT:
        _move(context, number, line)
    elif difference.aspect is Aspect.VALID_TO:
        change_validity(context, ChangeValidity(number=number, valid_to=line.last_day))
    elif difference.aspect is Aspect.GROUND:
        _change_ground(context, number, line)
    elif line.wants is None:
        raise Rejected(
            "answer_missing",
            "Listan har inget svar, och ett svar tas inte bort. Låt det vara.",
            field="choice",
        )


def _end(context: Context, number: str, day: date, reason: EndReason | None) -> None:
    if reason is None:
        raise Rejected("reason_missing", "Ange varför intyget har avslutats.", field="reason")
    end_certificate(context, EndCertificate(number=number, day=day, reason=reason))


def _move(context: Context, number: str, line: Listed) -> None:
    if line.unit is None:
        raise Rejected(
            "unit_missing",
            "Listan har ingen boendeenhet. Flytta personen för hand, eller låt det vara.",
            field="choice",
        )
    move_person(context, MovePerson(number=number, day=context.today, unit=line.unit))


def _change_ground(context: Context, number: str, line: Listed) -> None:
    ground = Ground(str(line.ground))
    change_ground(context, ChangeGround(number=number, ground=ground, day=context.today))


def _note(
    context: Context, work: UnitOfWork, difference: Difference, command: SettleDifferences
) -> None:
    """Keep that it is settled, and tell Intygsbeställningen of it, or not any more."""
    if command.choice is Choice.HERE:
        _tell(context, work, difference)
    elif command.choice is Choice.THERE:
        _told(context, work, difference, command)
    work.add(
        SettledDifference(
            id=context.new_id(),
            number=difference.number,
            aspect=difference.aspect,
            here=plain(difference.here),
            there=plain(difference.there),
            choice=command.choice,
            settled_on=context.today,
            settled_by=context.session.name,
        )
    )


def _tell(context: Context, work: UnitOfWork, difference: Difference) -> None:
    if difference.certificate_id is None or difference.person_id is None:
        return
    mark_to_register(
        work,
        new_id=context.new_id,
        certificate_id=difference.certificate_id,
        person_id=difference.person_id,
        kinds=[TOLD_BY[difference.aspect]],
        day=context.today,
    )


def _told(
    context: Context, work: UnitOfWork, difference: Difference, command: SettleDifferences
) -> None:
    """What came from there is registered there: it need not be told."""
    person = str(difference.person_id)
    if difference.aspect is Aspect.ANSWER:
        line = command.listed[difference.number]
        work.add(
            Response(
                id=context.new_id(),
                person_id=person,
                answered=_day_of_answer(context, work, person, line),
                wants=bool(line.wants),
            )
        )
        return
    for waiting in work.find(
        Registration,
        person_id=person,
        state=RegistrationState.TO_REGISTER,
        since=context.today,
    ):
        if waiting.kind in _TOLD_THERE[difference.aspect]:
            work.change(
                waiting,
                state=RegistrationState.REGISTERED,
                registered_on=context.today,
                registered_by=context.session.name,
            )


def _day_of_answer(context: Context, work: UnitOfWork, person: str, line: Listed) -> date:
    """The list's own day if the answer counts by it, else today."""
    newest = max((one.answered for one in work.find(Response, person_id=person)), default=date.min)
    day = line.answered
    return day if day is not None and newest < day <= context.today else context.today
