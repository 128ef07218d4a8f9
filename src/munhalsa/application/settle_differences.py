"""Settling what differs from Intygsbeställningen's list: one choice for one or for many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from munhalsa.application.certificate_steps import end_on
from munhalsa.application.change_ground import ChangeGround, follow_on
from munhalsa.application.change_validity import give_validity
from munhalsa.application.context import Context
from munhalsa.application.list_comparison import compare_some
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.move_person import MovePerson, give_home
from munhalsa.application.ports import Changes, Deed, Edit, UnitOfWork
from munhalsa.application.record_response import check_life
from munhalsa.application.registration_queue import mark_to_register
from munhalsa.application.settled import settled_of
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    Ground,
    Registration,
    RegistrationKind,
    RegistrationState,
    check_end,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.reconciliation import (
    TOLD_BY,
    Aspect,
    Choice,
    Difference,
    Listed,
    SettledDifference,
    hides,
    kept,
)
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.residence import check_move_day
from munhalsa.domain.response import Response

Progress = Callable[[int, int], object]

_NEEDED_TO_TAKE_OVER = (
    Permission.EDIT_PERSONS,
    Permission.ISSUE_CERTIFICATES,
    Permission.RECORD_RESPONSES,
)
_NOT_TAKEN_OVER = {
    Aspect.ONLY_THERE: "Det går inte att ta över ur listan: utfärda ett intyg här, eller låt det "
    "vara.",
    Aspect.ENDED_HERE: "Det går inte att ta över ur listan: utfärda ett intyg här, eller låt det "
    "vara.",
    Aspect.NUMBER: "Ett tidigare nummer tas inte tillbaka. Är det nya fel: rätta det på personens "
    "kort.",
}
"""What the list cannot be right about by one choice: somebody has to decide more than that."""

_TOLD_THERE: Mapping[Aspect, tuple[RegistrationKind, ...]] = {
    Aspect.ONLY_HERE: (RegistrationKind.ENDED,),
    Aspect.ENDED_THERE: (RegistrationKind.ENDED,),
    Aspect.UNIT: (RegistrationKind.UNIT, RegistrationKind.ADDRESS),
    Aspect.ANSWER: (RegistrationKind.RESPONSE,),
    Aspect.VALID_TO: (RegistrationKind.VALIDITY,),
    Aspect.GROUND: (RegistrationKind.NEW, RegistrationKind.GROUND, RegistrationKind.ENDED),
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
    """What was settled; ``refused`` are those that a rule stood in the way of, and why.

    ``warnings`` are what to mind about what was taken over.
    """

    done: tuple[Difference, ...]
    refused: tuple[tuple[Difference, Rejected], ...]
    warnings: tuple[tuple[Difference, Notice], ...]
    event: str
    changes: Changes

    @property
    def settled(self) -> int:
        """How many were settled."""
        return len(self.done)


def settle_differences(
    context: Context,
    command: SettleDifferences,
    *,
    progress: Progress = lambda _done, _total: None,
) -> Settled:
    """Settle each difference in the same way, in one deed that is undone as one.

    HERE puts it in the queue to Intygsbeställningen, THERE takes over what the list says, LEAVE
    lets both stand. What a rule refuses, and what has changed or was settled since the list was
    compared, is told and left unsettled; the others are done. ``progress`` may raise, to stop:
    then nothing is done.
    """
    context.require_everywhere(Permission.IMPORT)
    context.require_everywhere(Permission.EDIT_PERSONS)
    if command.choice is Choice.THERE:
        for permission in _NEEDED_TO_TAKE_OVER:
            context.require_everywhere(permission)
    deed = context.new_id()
    with (
        without_cycle_search(),
        context.write(_deed(deed, command, settled=0), Permission.IMPORT) as work,
    ):
        settling = _Settling(context, work, command)
        for place, difference in enumerate(_in_order(command.differences)):
            progress(place, len(command.differences))
            settling.settle(difference)
        settling.tell()
        work.redeem(_deed(deed, command, settled=len(settling.done)))
        committed = work.commit()
    return Settled(
        done=tuple(settling.done),
        refused=tuple(settling.refused),
        warnings=tuple(settling.warnings),
        event=committed.event,
        changes=committed.changes,
    )


def _deed(id: str, command: SettleDifferences, *, settled: int) -> Deed:
    return Deed(
        action="reconciliation.settle",
        subject_kind="reconciliation",
        subject_id=id,
        details={"choice": command.choice.value, "settled": settled},
    )


def _in_order(differences: Iterable[Difference]) -> list[Difference]:
    """Another ground makes another certificate, so all else about somebody goes before it."""
    return sorted(differences, key=lambda one: one.aspect is Aspect.GROUND)


class _Settling:
    """One deed on its way: what is done and what is refused, and why."""

    def __init__(self, context: Context, work: UnitOfWork, command: SettleDifferences) -> None:
        self._context, self._work, self._command = context, work, command
        self.done: list[Difference] = []
        self.refused: list[tuple[Difference, Rejected]] = []
        self.warnings: list[tuple[Difference, Notice]] = []
        numbers = {one.number for one in command.differences}
        lines = [command.listed[number] for number in numbers if number in command.listed]
        compared = compare_some(context, work, lines, numbers)
        self._now = {one.key: one for one in compared.differences}
        self._earlier = {(one.number, one.aspect): one for one in settled_of(work, numbers)}

    def settle(self, difference: Difference) -> None:
        """One difference, as it stands now."""
        try:
            now = self._still(difference)
            if self._command.choice is Choice.THERE:
                with self._work.attempt():
                    self._take_over(now)
            self._note(now)
            self.done.append(now)
        except Rejected as refusal:
            self.refused.append((difference, refusal))

    def _still(self, difference: Difference) -> Difference:
        """The same difference as read in this deed; refused where there is none any more."""
        now = self._now.get(difference.key)
        if now is None:
            raise Rejected(
                "difference_changed",
                "Uppgiften har ändrats sedan listan lästes. Läs listan igen.",
            )
        earlier = self._earlier.get((now.number, now.aspect))
        if earlier is not None and hides(earlier, now):
            raise Rejected(
                "settled_already",
                f"Skillnaden är redan avgjord, {earlier.settled_on} av {earlier.settled_by}.",
            )
        return now

    def _take_over(self, difference: Difference) -> None:
        """What the list says becomes so here, by the same rules as if somebody entered it."""
        before = len(self.warnings)
        try:
            self._enter(difference)
            self._told(difference)
            if difference.aspect is Aspect.GROUND:
                self._carry_over(difference)
        except Rejected:
            del self.warnings[before:]
            raise

    def _enter(self, difference: Difference) -> None:
        command, aspect = self._command, difference.aspect
        if aspect in _NOT_TAKEN_OVER:
            raise Rejected("issue_instead", _NOT_TAKEN_OVER[aspect], field="choice")
        if aspect is Aspect.ONLY_HERE:
            self._end(difference, self._context.today)
            return
        line = command.listed[difference.number]
        if aspect is Aspect.ENDED_THERE:
            self._end(difference, line.last_day or self._context.today)
        elif aspect is Aspect.UNIT:
            self._move(difference, line)
        elif aspect is Aspect.VALID_TO:
            give_validity(self._context, self._work, _certificate(difference), line.last_day)
        elif aspect is Aspect.GROUND:
            self._change_ground(difference)
        else:
            self._answer(difference, line)

    def _end(self, difference: Difference, day: date) -> None:
        reason = self._command.reason
        if reason is None:
            raise Rejected("reason_missing", "Ange varför intyget har avslutats.", field="reason")
        certificate = self._work.get(Certificate, _certificate(difference))
        check_end(certificate, day)
        end_on(self._context, self._work, certificate, day=day, reason=reason)

    def _move(self, difference: Difference, line: Listed) -> None:
        if line.unit is None:
            raise Rejected(
                "unit_missing",
                "Listan har ingen boendeenhet. Flytta personen för hand, eller låt det vara.",
                field="choice",
            )
        today = self._context.today
        person = self._work.get(Person, _person(difference))
        check_move_day(person, today, today=today, ahead=0)
        move = MovePerson(number=difference.number, day=today, unit=line.unit)
        self._warn(difference, give_home(self._context, self._work, person, move))

    def _change_ground(self, difference: Difference) -> None:
        change = ChangeGround(
            number=difference.number,
            ground=Ground(str(difference.there)),
            day=self._context.today,
        )
        *_, warnings = follow_on(self._context, self._work, _certificate(difference), change)
        self._warn(difference, warnings)

    def _answer(self, difference: Difference, line: Listed) -> None:
        if line.wants is None:
            raise Rejected(
                "answer_missing",
                "Listan har inget svar, och ett svar tas inte bort. Låt det vara.",
                field="choice",
            )
        person, today = self._work.get(Person, _person(difference)), self._context.today
        known = self._work.find(Response, person_id=person.id)
        newest = max((one.answered for one in known), default=date.min)
        day = line.answered
        answered = day if day is not None and newest < day <= today else today
        check_life(person, answered)
        self._work.add(
            Response(
                id=self._context.new_id(),
                person_id=person.id,
                answered=answered,
                wants=line.wants,
            )
        )

    def _warn(self, difference: Difference, notices: Iterable[Notice]) -> None:
        self.warnings += [(difference, notice) for notice in notices]

    def _told(self, difference: Difference) -> None:
        """What came from there is registered there: it need not be told.

        What waited before about something else still does; an answer that waited has another now.
        """
        for line in self._work.find(
            Registration, person_id=_person(difference), state=RegistrationState.TO_REGISTER
        ):
            of_this = line.marked_at == self._work.now or difference.aspect is Aspect.ANSWER
            if of_this and line.kind in _TOLD_THERE[difference.aspect]:
                self._is_told(line)

    def _is_told(self, line: Registration) -> None:
        self._work.change(
            line,
            state=RegistrationState.REGISTERED,
            registered_on=self._context.today,
            registered_by=self._context.session.name,
        )

    def _carry_over(self, difference: Difference) -> None:
        """What waited about the certificate that gave way is told about the one that took over.

        And about that one only: the other is over there already.
        """
        old = _certificate(difference)
        (new,) = self._work.find(Certificate, replaces_id=old)
        lines = self._work.find(
            Registration, certificate_id=old, state=RegistrationState.TO_REGISTER
        )
        mark_to_register(
            self._work,
            new_id=self._context.new_id,
            certificate_id=new.id,
            person_id=new.person_id,
            kinds=[line.kind for line in lines if line.kind is not RegistrationKind.ENDED],
            day=self._context.today,
        )
        for line in lines:
            self._is_told(line)

    def _note(self, difference: Difference) -> None:
        """Keep that it is settled, by whom and when."""
        self._work.add(
            SettledDifference(
                id=self._context.new_id(),
                number=difference.number,
                aspect=difference.aspect,
                here=kept(difference.aspect, difference.here),
                there=kept(difference.aspect, difference.there),
                choice=self._command.choice,
                settled_on=self._context.today,
                settled_by=self._context.session.name,
            )
        )

    def tell(self) -> None:
        """Put what is right here in the queue in few statements; what waits already waits."""
        if self._command.choice is not Choice.HERE:
            return
        wanted = {
            (one.certificate_id, TOLD_BY[one.aspect]): one
            for one in self.done
            if one.certificate_id is not None and not one.told
        }
        certificates = {certificate for certificate, _ in wanted}
        lines = {
            (line.certificate_id, line.kind): line
            for line in self._work.find(Registration, certificate_id=certificates)
        }
        for key, difference in wanted.items():
            if key not in lines:
                self._work.add(self._new_line(difference, key[1]))
        self._work.change_all([self._again(lines[key]) for key in wanted if key in lines])

    def _new_line(self, difference: Difference, kind: RegistrationKind) -> Registration:
        return Registration(
            id=self._context.new_id(),
            certificate_id=_certificate(difference),
            person_id=_person(difference),
            kind=kind,
            since=self._context.today,
            marked_at=self._work.now,
        )

    def _again(self, line: Registration) -> Edit:
        after: dict[str, Any] = {
            "state": RegistrationState.TO_REGISTER,
            "since": self._context.today,
            "marked_at": self._work.now,
            "registered_on": None,
            "registered_by": None,
        }
        return Edit(
            kind=Registration,
            id=line.id,
            version=line.version,
            subject=line.person_id,
            before={name: getattr(line, name) for name in after},
            after=after,
        )


def _certificate(difference: Difference) -> str:
    return str(difference.certificate_id)


def _person(difference: Difference) -> str:
    return str(difference.person_id)
