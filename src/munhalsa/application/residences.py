"""Carrying out moves within a deed that has begun: stretches of residence and what VGR is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import UnitOfWork
from munhalsa.application.registration_queue import concerned, mark_to_register
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import Notice
from munhalsa.domain.residence import A_DAY, Dwelling, Turn, dwelling_of, last_day_here, on, turn

MOVE_AHEAD = "move_ahead_days"


class Stretches:
    """The residences of one person, changed in a deed; ``told`` is what VGR must learn."""

    def __init__(self, context: Context, work: UnitOfWork, person: Person) -> None:
        self._context = context
        self._work = work
        self._person = person
        self.told: set[RegistrationKind] = set()

    def of(self, kind: ResidenceKind) -> list[Residence]:
        """The stretches of a kind, the first one first."""
        found = self._work.find(Residence, order_by="from_day", person_id=self._person.id)
        return [one for one in found if one.kind is kind]

    def on(self, kind: ResidenceKind, day: date) -> Residence | None:
        """The stretch of a kind that holds that day."""
        return on(self.of(kind), day)

    def turn(self, kind: ResidenceKind, to: Dwelling, day: date) -> Turn:
        """Be somewhere else from a day."""
        done = turn(self.of(kind), to, day, last=last_day_here(self._person, day))
        if done.ends is not None:
            self._work.change(done.ends, to_day=day - A_DAY)
        if done.corrected is not None:
            self._work.change(done.corrected, **to._asdict())
        if done.advanced is not None:
            self._work.change(done.advanced, from_day=day)
        if done.begins is not None:
            first, last = done.begins
            self._work.add(
                Residence(
                    id=self._context.new_id(),
                    person_id=self._person.id,
                    kind=kind,
                    from_day=first,
                    to_day=last,
                    **to._asdict(),
                )
            )
        if kind is ResidenceKind.HOME:
            before = None if done.before is None else dwelling_of(done.before)
            self._tell(before, to, until=done.until)
        return done

    def end(self, kind: ResidenceKind, last: date) -> Residence | None:
        """Let what holds on the last day end with it; the stretch as it was."""
        now = self.on(kind, last)
        if now is not None and now.to_day != last:
            self._work.change(now, to_day=last)
        return now

    def _tell(self, before: Dwelling | None, to: Dwelling, *, until: date | None) -> None:
        """What is over by now concerns no list of today's."""
        if until is not None and until < self._context.today:
            return
        was = Dwelling() if before is None else before
        if was.unit_id != to.unit_id:
            self.told.add(RegistrationKind.UNIT)
        if was.address != to.address:
            self.told.add(RegistrationKind.ADDRESS)

    def mark(self) -> None:
        """Put what changed in the queue, with each certificate that it concerns."""
        mark_moved(self._context, self._work, self._person.id, self.told)


def of_time(day: date, *, today: date) -> tuple[Notice, ...]:
    """A warning for a move ahead: until then the queue tells of the home there is today."""
    if day <= today:
        return ()
    return (
        Notice(
            code="tell_when_moved",
            message=f"Flytten ligger fram i tiden. Vänta till {day} med att föra in den i "
            "Intygsbeställningen.",
        ),
    )


def mark_moved(
    context: Context, work: UnitOfWork, person_id: str, kinds: Iterable[RegistrationKind]
) -> None:
    """Put the kinds in the queue with each certificate of the person that they concern."""
    wanted = sorted(kinds)
    if not wanted:
        return
    for certificate in concerned(work.find(Certificate, person_id=person_id), day=context.today):
        mark_to_register(
            work,
            new_id=context.new_id,
            certificate_id=certificate.id,
            person_id=person_id,
            kinds=wanted,
            day=context.today,
        )
