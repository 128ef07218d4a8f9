"""Carrying out moves within a deed that has begun: stretches of residence and what VGR is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.ports import UnitOfWork
from munhalsa.application.registration_queue import concerned, mark_to_register
from munhalsa.application.seen import check_shown
from munhalsa.domain.certificate import (
    Certificate,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import Notice
from munhalsa.domain.residence import A_DAY, Dwelling, Turn, dwelling_of, last_day_here, on, turn

MOVE_AHEAD = "move_ahead_days"
# What a move tells of; no other line of the queue matters to it.
_TOLD = (RegistrationKind.UNIT, RegistrationKind.ADDRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movers:
    """What a move needs to know of many people, read at once; by person, lines by certificate.

    ``lived`` is all that they live from the day of the move on.
    """

    people: Mapping[str, Person]
    lived: Mapping[str, Sequence[Residence]]
    certificates: dict[str, list[Certificate]]
    lines: dict[str, list[Registration]]


def movers(work: UnitOfWork, lived: Mapping[str, Sequence[Residence]]) -> Movers:
    """Those who live so from the day of the move on, each as they stand before it."""
    ids = list(lived)
    certificates, lines = _certified(work, ids)
    return Movers(
        people={one.id: one for one in work.find(Person, id=ids)},
        lived=lived,
        certificates=certificates,
        lines=lines,
    )


def _certified(
    work: UnitOfWork, persons: list[str]
) -> tuple[dict[str, list[Certificate]], dict[str, list[Registration]]]:
    """The certificates of each person, and of each the lines of the queue that a move tells by."""
    certificates: dict[str, list[Certificate]] = {}
    for certificate in work.find(Certificate, person_id=persons):
        certificates.setdefault(certificate.person_id, []).append(certificate)
    lines: dict[str, list[Registration]] = {}
    for line in work.find(Registration, person_id=persons, kind=_TOLD):
        lines.setdefault(line.certificate_id, []).append(line)
    return certificates, lines


class Stretches:
    """The residences of one person, changed in a deed.

    ``told`` is what VGR must learn, each from the day that it holds. ``known`` has the person where
    many were read at once.
    """

    def __init__(
        self, context: Context, work: UnitOfWork, person: Person, known: Movers | None = None
    ) -> None:
        self._context = context
        self._work = work
        self._person = person
        self._known = known
        self._lived = None if known is None else list(known.lived[person.id])
        self._begun: set[str] = set()
        self.told: dict[RegistrationKind, date] = {}

    def of(self, kind: ResidenceKind) -> list[Residence]:
        """The stretches of a kind, the first one first."""
        found = [one for one in self._all() if one.kind is kind]
        return sorted(found, key=lambda one: (one.from_day, one.id))

    def _all(self) -> list[Residence]:
        """Every stretch as the deed has left it so far."""
        if self._lived is None:
            self._lived = self._work.find(Residence, person_id=self._person.id)
        return self._lived

    def _change(self, stretch: Residence, **fields: Any) -> None:
        lived, seen = self._all(), self._context.seen
        if seen is not None and self._person.id in seen and stretch.id not in self._begun:
            check_shown(seen, stretch, what="var personen bor")
        lived[lived.index(stretch)] = self._work.change(stretch, **fields)

    def on(self, kind: ResidenceKind, day: date) -> Residence | None:
        """The stretch of a kind that holds that day."""
        return on(self.of(kind), day)

    def turn(self, kind: ResidenceKind, to: Dwelling, day: date) -> Turn:
        """Be somewhere else from a day."""
        done = turn(self.of(kind), to, day, last=last_day_here(self._person, day))
        if done.ends is not None:
            self._change(done.ends, to_day=day - A_DAY)
        if done.corrected is not None:
            self._change(done.corrected, **to._asdict())
        if done.advanced is not None:
            self._change(done.advanced, from_day=day)
        if done.begins is not None:
            first, last = done.begins
            begun = Residence(
                id=self._context.new_id(),
                person_id=self._person.id,
                kind=kind,
                from_day=first,
                to_day=last,
                **to._asdict(),
            )
            self._work.add(begun)
            self._begun.add(begun.id)
            self._all().append(begun)
        if kind is ResidenceKind.HOME:
            before = None if done.before is None else dwelling_of(done.before)
            self._tell(before, to, day, until=done.until)
        return done

    def end(self, kind: ResidenceKind, last: date) -> Residence | None:
        """Let what holds on the last day end with it; the stretch as it was."""
        now = self.on(kind, last)
        if now is not None and now.to_day != last:
            self._change(now, to_day=last)
        return now

    def look_ahead(self) -> None:
        """Have the next home told of from its day on, of somebody who has one to come."""
        homes = self.of(ResidenceKind.HOME)
        today = self._context.today
        coming = next(one for one in homes if one.from_day > today)
        before = [dwelling_of(one) for one in homes if one.from_day < coming.from_day]
        here = before[-1] if before else None
        self._tell(here, dwelling_of(coming), coming.from_day, until=coming.to_day)

    def _tell(
        self, before: Dwelling | None, to: Dwelling, day: date, *, until: date | None
    ) -> None:
        """What is over by now concerns no list of today's."""
        if until is not None and until < self._context.today:
            return
        was = Dwelling() if before is None else before
        if was.unit_id != to.unit_id:
            self._tell_from(RegistrationKind.UNIT, day)
        if was.address != to.address:
            self._tell_from(RegistrationKind.ADDRESS, day)

    def _tell_from(self, kind: RegistrationKind, day: date) -> None:
        self.told[kind] = min(self.told.get(kind, day), day)

    def mark(self) -> None:
        """Put what changed in the queue, with each certificate that it concerns."""
        mark_moved(self._context, self._work, self._person.id, self.told, self._known)


def of_time(day: date, *, today: date) -> tuple[Notice, ...]:
    """A warning for a move ahead: it is told of when it has come.

    The file to VGR has no column for the day of a move, so until then it shows the home of today.
    """
    if day <= today:
        return ()
    return (
        Notice(
            code="tell_when_moved",
            message="Flytten ligger fram i tiden. Den kommer i kön till Intygsbeställningen "
            f"{day}.",
        ),
    )


def mark_moved(
    context: Context,
    work: UnitOfWork,
    person_id: str,
    kinds: Mapping[RegistrationKind, date],
    known: Movers | None = None,
) -> None:
    """Put the kinds in the queue with each certificate of the person that they concern.

    A kind of a day to come waits from that day, and leaves what waits from before alone.
    """
    if not kinds:
        return
    if known is None:
        certified, queue = _certified(work, [person_id])
    else:
        certified, queue = known.certificates, known.lines
    for certificate in concerned(certified.get(person_id, []), day=context.today):
        lines = queue.get(certificate.id, [])
        for since, together in _by_day(kinds, context.today).items():
            mark_to_register(
                work,
                new_id=context.new_id,
                certificate_id=certificate.id,
                person_id=person_id,
                kinds=_not_waiting(context, lines, together, since),
                day=since,
                lines=lines,
            )


def _not_waiting(
    context: Context, lines: Sequence[Registration], kinds: list[RegistrationKind], day: date
) -> list[RegistrationKind]:
    """What is told today; of a day to come, the kinds of which no line waits by then."""
    if day == context.today:
        return kinds
    waits = {
        line.kind
        for line in lines
        if line.state is RegistrationState.TO_REGISTER and line.since <= day
    }
    return [kind for kind in kinds if kind not in waits]


def _by_day(
    kinds: Mapping[RegistrationKind, date], today: date
) -> dict[date, list[RegistrationKind]]:
    found: dict[date, list[RegistrationKind]] = {}
    for kind in sorted(kinds):
        found.setdefault(max(kinds[kind], today), []).append(kind)
    return found


def mark_moves_ahead(context: Context, work: UnitOfWork, persons: Collection[str]) -> None:
    """Let the next move of each be told of in its time, now that the home of today has been."""
    moving = work.registrations.moving_after(context.today)
    for person_id in sorted(set(persons) & set(moving)):
        stretches = Stretches(context, work, work.get(Person, person_id))
        stretches.look_ahead()
        stretches.mark()
