"""The steps that take an event back, and what Intygsbeställningen must then be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from munhalsa.application.ports import UnitOfWork
from munhalsa.application.ports_undo import PutBack, Remove, Reset, Step
from munhalsa.application.registration_queue import mark_to_register, mark_unit_to_register
from munhalsa.domain.account import ImportBatch, ImportRemarks
from munhalsa.domain.certificate import (
    Certificate,
    EligibilityDecision,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.person import FormerNumber, Person
from munhalsa.domain.undo import RecordChange
from munhalsa.domain.unit import Unit, UnitChange, UnitRegistration

Line = Registration | UnitRegistration

_LINES = (Registration, UnitRegistration)
_HANDLING = {"handler_id"}
# What stays with a certificate that VGR has been told of, so that it can be told again.
_STAYS = (Person, FormerNumber, EligibilityDecision)
# What to say when something that was told no longer holds; else the same thing once more.
_OPPOSITE = {
    RegistrationKind.VOIDED: RegistrationKind.NEW,
    RegistrationKind.ENDED: RegistrationKind.VALIDITY,
}
_UNIT_OPPOSITE = {UnitChange.CLOSED: UnitChange.NEW}


def is_bookkeeping(change: RecordChange) -> bool:
    """Whether it is a line of the queue, the note of an import or who took somebody on.

    None of these ever stands in the way.
    """
    return change.kind in (*_LINES, ImportBatch, ImportRemarks) or is_taking_on(change)


def is_handling(change: RecordChange) -> bool:
    """Whether it says who handles a person, and nothing else."""
    return change.kind is Person and change.after is not None and set(change.after) == _HANDLING


def is_taking_on(change: RecordChange) -> bool:
    """Whether nobody handled the person before: that stays when the deed is taken back."""
    return is_handling(change) and change.before == dict.fromkeys(_HANDLING)


def take_back(
    work: UnitOfWork,
    net: Iterable[RecordChange],
    *,
    new_id: Callable[[], str],
    day: date,
) -> None:
    """Bring the records back to what they were; what VGR has been told goes back in the queue."""
    taking = _TakingBack(work, list(net), day)
    work.restore(taking.steps())
    for line in taking.to_tell:
        if isinstance(line, Registration):
            mark_to_register(
                work,
                new_id=new_id,
                certificate_id=line.certificate_id,
                person_id=line.person_id,
                kinds=[_OPPOSITE.get(line.kind, line.kind)],
                day=day,
            )
        else:
            mark_unit_to_register(
                work,
                new_id=new_id,
                unit_id=line.unit_id,
                changes=[_UNIT_OPPOSITE.get(line.kind, line.kind)],
                day=day,
            )
    for person, certificate in taking.voided:
        mark_to_register(
            work,
            new_id=new_id,
            certificate_id=certificate,
            person_id=person,
            kinds=[RegistrationKind.VOIDED],
            day=day,
        )
    for unit in taking.closed:
        mark_unit_to_register(
            work, new_id=new_id, unit_id=unit, changes=[UnitChange.CLOSED], day=day
        )


class _TakingBack:
    """Works out the steps; a certificate or unit that VGR knows of is voided or closed instead.

    ``to_tell`` are lines that told of what no longer holds, ``voided`` (person, certificate) and
    ``closed`` units that stay because they were told of.
    """

    def __init__(self, work: UnitOfWork, net: list[RecordChange], day: date) -> None:
        self._net = net
        self._day = day
        self._created = {
            change.id
            for change in net
            if change.before is None and change.kind in (Certificate, Unit)
        }
        self._line_changes = {change.id: change for change in net if change.kind in _LINES}
        self._lines = _current_lines(work, self._created, self._line_changes)
        self._lines_of: dict[str, list[Line]] = {}
        for line in self._lines.values():
            self._lines_of.setdefault(_owner(line), []).append(line)
        self._told = {
            _owner(line) for line in self._lines.values() if self._was_told_since(line)
        } & self._created
        self._staying = {change.subject for change in net if change.id in self._told}
        self._gone: set[str] = set()
        self.to_tell: list[Line] = []
        self.voided: list[tuple[str, str]] = []
        self.closed: list[str] = []

    def _was_told_since(self, line: Line) -> bool:
        """Whether VGR was told by somebody after the event, not by the event itself."""
        if line.state is not RegistrationState.REGISTERED:
            return False
        change = self._line_changes.get(line.id)
        if change is None or change.after is None:
            return True
        return change.after.get("state") != RegistrationState.REGISTERED

    def steps(self) -> list[Step]:
        """The steps, the last change first."""
        steps: list[Step] = []
        for change in reversed(self._net):
            if is_taking_on(change):
                continue
            if change.kind in _LINES:
                steps += self._line_steps(change)
            elif change.before is None:
                steps += self._removal(change)
            elif change.after is None:
                steps.append(PutBack(kind=change.kind, id=change.id, values=change.before))
            else:
                steps.append(Reset(kind=change.kind, id=change.id, values=change.before))
        return steps

    def _removal(self, change: RecordChange) -> list[Step]:
        if change.kind is ImportBatch:
            return [Reset(kind=ImportBatch, id=change.id, values={"undone": True})]
        if change.kind is ImportRemarks:
            return []
        if change.id in self._told:
            return [self._withdrawal(change)]
        if change.subject in self._staying and change.kind in _STAYS:
            return []
        removal: list[Step] = [
            self._without(line)
            for line in self._lines_of.get(change.id, ())
            if line.id not in self._gone
        ]
        return [*removal, Remove(kind=change.kind, id=change.id)]

    def _withdrawal(self, change: RecordChange) -> Step:
        if change.kind is Certificate:
            self.voided.append((change.subject, change.id))
            return Reset(kind=Certificate, id=change.id, values={"voided_on": self._day})
        self.closed.append(change.id)
        return Reset(kind=Unit, id=change.id, values={"active_to": self._day})

    def _line_steps(self, change: RecordChange) -> list[Step]:
        if change.after is None and change.before is not None:
            return [PutBack(kind=change.kind, id=change.id, values=change.before)]
        line = self._lines.get(change.id)
        if line is None or change.after is None or line.id in self._gone:
            return []
        owner = _owner(line)
        if owner in self._told:
            return []
        if owner in self._created:
            return [self._without(line)]
        if self._was_told_since(line):
            if line.kind is not RegistrationKind.LETTER_COPY:  # sent is sent; not one more
                self.to_tell.append(line)
            return []
        if line.marked_at != change.after.get("marked_at", line.marked_at):
            return []  # put in the queue again since, and waits there
        if change.before is None:
            return [self._without(line)]
        return [Reset(kind=change.kind, id=change.id, values=change.before)]

    def _without(self, line: Line) -> Step:
        self._gone.add(line.id)
        return Remove(kind=type(line), id=line.id)


def _owner(line: Line) -> str:
    return line.certificate_id if isinstance(line, Registration) else line.unit_id


def _current_lines(
    work: UnitOfWork, created: Iterable[str], changes: dict[str, RecordChange]
) -> dict[str, Line]:
    """Lines as they stand now, of what the event made and those that it touched itself."""
    owners, ids = sorted(created), sorted(changes)
    found: list[Any] = [
        *work.find(Registration, certificate_id=owners),
        *work.find(Registration, id=ids),
        *work.find(UnitRegistration, unit_id=owners),
        *work.find(UnitRegistration, id=ids),
    ]
    return {line.id: line for line in found}
