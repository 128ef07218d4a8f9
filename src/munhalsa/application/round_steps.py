"""What the use cases of rounds share: the whole of a round, who is due for it, and its rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar

from munhalsa.application.context import Context
from munhalsa.application.due_words import reason_words
from munhalsa.application.list_staff import names_at
from munhalsa.application.person_list import SHOW_NUMBERS
from munhalsa.application.ports import Changes, Reader
from munhalsa.application.ports_due import Moment
from munhalsa.application.ports_rounds import DueVisit
from munhalsa.application.practice import practice_of
from munhalsa.application.settings import setting_value
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.due import DueList
from munhalsa.domain.identity import formatted, masked
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import Notice
from munhalsa.domain.residence import on
from munhalsa.domain.round import PlannedVisit, Round, RoundChange, RoundPractice, RoundState
from munhalsa.domain.unit import Unit, with_those_under

R = TypeVar("R", Residence, Assessment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody at a round, in the order of rooms; ``outcome`` is what came of it, if anything.

    ``reason`` is why the person is due, None for who is not due on that day.
    """

    person_id: str
    identity: str
    name: str
    number: str
    unit: str | None
    room: str | None
    reason: str | None
    last: date | None
    outcome: AssessmentOutcome | None
    assessment_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSheet:
    """A round with its unit, who is to be visited, and how it was changed, oldest first.

    ``on_paper`` is how many are due there whose identity is protected: they are never on a list.
    ``staff`` are the names of who works there that day, at the parts of the unit too.
    """

    round: Round
    unit: Unit
    visits: tuple[Visit, ...]
    changes: tuple[RoundChange, ...]
    on_paper: int
    staff: tuple[str, ...] = ()

    @property
    def left(self) -> tuple[Visit, ...]:
        """Those of whom nothing is recorded yet."""
        return tuple(one for one in self.visits if one.outcome is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDone:
    """The round as it now stands."""

    sheet: RoundSheet
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def round_by_id(reader: Reader, id: str) -> Round:
    """The round of that id."""
    plain = id.strip()
    found = reader.find(Round, id=plain)
    # What is out of sight is told apart from what is not there, and the try is logged.
    return found[0] if found else reader.get(Round, plain)


def due_on(context: Context, reader: Reader, unit: Unit, day: date) -> Sequence[DueVisit]:
    """Who is due on the day among those visited at the unit or one under it."""
    units = with_those_under([unit.id], reader.find(Unit))
    return reader.rounds.due_at(units, moment_of(context, reader, day))


def moment_of(context: Context, reader: Reader, day: date) -> Moment:
    """That day, with what is set for lists on it."""
    return Moment(
        day=day,
        practice=practice_of(reader, context.rules, day=day),
        see_protected=context.session.sees_protected,
    )


def round_practice(context: Context, reader: Reader, day: date) -> RoundPractice:
    """What holds on the day for changed rounds."""

    def chosen(key: str) -> int:
        return int(setting_value(reader, context.rules, key, day=day))

    return RoundPractice(
        notice_days=chosen("round_notice_days"),
        repeated=chosen("round_repeated"),
        repeated_months=chosen("round_repeated_months"),
    )


def sheet_of(context: Context, reader: Reader, one: Round) -> RoundSheet:
    """The whole of a round."""
    unit = reader.get(Unit, one.unit_id)
    due = due_on(context, reader, unit, one.day) if one.state is RoundState.PLANNED else ()
    planned = reader.find(PlannedVisit, round_id=one.id, cancelled_on=None)
    return RoundSheet(
        round=one,
        unit=unit,
        visits=visits_of(
            context,
            reader,
            {visit.person_id for visit in planned},
            {each.person_id: each for each in due},
            one,
        ),
        changes=tuple(reader.find(RoundChange, round_id=one.id)),
        on_paper=sum(each.protected for each in due),
        staff=names_at(reader, [unit.id], day=one.day),
    )


def visits_of(
    context: Context,
    reader: Reader,
    persons: Collection[str],
    due: dict[str, DueVisit],
    one: Round,
) -> tuple[Visit, ...]:
    """Those persons by unit, room and name; a protected identity is never among them."""
    ids = sorted(persons)
    whole = setting_value(reader, context.rules, SHOW_NUMBERS, day=context.today) == "yes"
    people = [person for person in reader.find(Person, id=ids) if not person.is_protected]
    homes = _by_person(reader.find(Residence, order_by="from_day", person_id=ids))
    assessed = _by_person(reader.find(Assessment, order_by="day", person_id=ids))
    units = {unit.id: unit for unit in reader.find(Unit)}
    found = [
        _visit(
            person,
            units,
            on(
                [home for home in homes.get(person.id, ()) if home.kind is ResidenceKind.HOME],
                one.day,
            ),
            assessed.get(person.id, ()),
            due.get(person.id),
            one,
            whole_number=whole,
        )
        for person in people
    ]
    return tuple(visit for _, visit in sorted(found, key=lambda pair: pair[0]))


def _by_person(records: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(record.person_id, []).append(record)
    return found


def _visit(
    person: Person,
    units: dict[str, Unit],
    home: Residence | None,
    assessed: Sequence[Assessment],
    due: DueVisit | None,
    one: Round,
    *,
    whole_number: bool,
) -> tuple[tuple[str, ...], Visit]:
    """The visit, and what it is sorted by."""
    unit = None if home is None or home.unit_id is None else units[home.unit_id]
    room = None if home is None else home.room
    of_round = [each for each in assessed if each.round_id == one.id or each.day == one.day]
    standing = [each for each in of_round if each.duplicate_of_id is None]
    newest = standing[-1] if standing else None
    performed = [each.day for each in assessed if each.is_performed and each.day < one.day]
    visit = Visit(
        person_id=person.id,
        identity=person.number,
        name=f"{person.family_name}, {person.given_name}",
        number=formatted(person.number) if whole_number else masked(person.number),
        unit=None if unit is None else unit.name,
        room=room,
        reason=None
        if due is None
        else reason_words(DueList.ASSESSMENT, mark=due.mark, detail=due.detail).removesuffix(
            f"; besöksdag {one.day}"
        ),
        last=performed[-1] if performed else None,
        outcome=None if newest is None else newest.outcome,
        assessment_id=None if newest is None else newest.id,
    )
    place = "" if unit is None else unit.sort_key
    return (place, "" if room else "~", room or "", person.sort_key, person.id), visit
