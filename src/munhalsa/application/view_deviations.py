"""The register of deviations, and one of them in full; whoever is protected is masked first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.deviation_fields import deviation_named
from munhalsa.application.ports import Deed, HistoryLine, Reader
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import (
    OPEN_STATES,
    WAITING_FOR_US,
    Deviation,
    DeviationState,
    DeviationTask,
    Direction,
    DisagreementDeviation,
    Severity,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.unit import Unit, with_those_under


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationFilter:
    """Which deviations are asked for; every field that is set narrows them.

    ``to_do``: what waits for the municipality itself; ``unit_id`` with the units under it.
    """

    states: tuple[DeviationState, ...] = ()
    direction: Direction | None = None
    category: str | None = None
    unit_id: str | None = None
    person_id: str | None = None
    first: date | None = None
    last: date | None = None
    overdue: bool = False
    to_do: bool = False


ALL = DeviationFilter()
OPEN = DeviationFilter(states=OPEN_STATES)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationLine:
    """A deviation as it may be shown on the day, with its words.

    ``masked``: it concerns a protected identity; who and where, and what people wrote, is left out.
    ``promptly``: the agreement asks for an answer without delay, and ``answer_due`` is when to ask.
    """

    id: str
    version: int
    day: date
    direction: Direction
    category: str
    category_word: str
    term: str
    state: DeviationState
    task: DeviationTask
    overdue: bool
    severity: Severity | None
    person_id: str | None
    personal_identity_number: str | None
    name: str | None
    masked: bool
    unit_id: str | None
    unit_code: str | None
    unit: str | None
    cooperation_failure: bool
    agreement: str | None
    description: str | None
    reason: str | None
    record_number: str | None
    service_reference: str | None
    reported_by: str | None
    reported_on: date | None
    answer_due: date | None
    promptly: bool
    answered_on: date | None
    answer: str | None
    analysis: str | None
    measures: str | None
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationRecord:
    """One in full: the disagreements that rest on it, and what was changed, newest first."""

    deviation: DeviationLine
    disagreements: tuple[str, ...]
    history: tuple[HistoryLine, ...]


def find_deviations(context: Context, wanted: DeviationFilter = OPEN) -> Sequence[DeviationLine]:
    """Those that the filter lets through, newest first; writes nothing."""
    context.require(Permission.SEE_DEVIATIONS)
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        return lines_of(context, reader, wanted)


def deviation_rows(context: Context, ids: Sequence[str]) -> Sequence[DeviationLine]:
    """The lines of those that exist, in any order."""
    context.require(Permission.SEE_DEVIATIONS)
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        return told(context, reader, reader.find(Deviation, id=list(ids)))


def list_deviations(context: Context, wanted: DeviationFilter = OPEN) -> Sequence[DeviationLine]:
    """As ``find_deviations``, for who asks once: the list is noted at once."""
    lines = find_deviations(context, wanted)
    note_deviations(context, hits=len(lines))
    return lines


def note_deviations(context: Context, *, hits: int) -> None:
    """Log a list that has settled."""
    context.require(Permission.SEE_DEVIATIONS)
    deed = Deed(
        action="deviation.list",
        subject_kind="search",
        subject_id="deviations",
        details={"hits": hits},
    )
    context.store.note(deed, session=context.session)


def show_deviation(context: Context, named: str) -> DeviationRecord:
    """One deviation, by its id or record number; about somebody protected only for a named user."""
    context.require(Permission.SEE_DEVIATIONS)
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        deviation = deviation_named(reader, named)
        (line,) = told(context, reader, [deviation])
        record = DeviationRecord(
            deviation=line,
            disagreements=tuple(
                one.disagreement_id
                for one in reader.find(DisagreementDeviation, deviation_id=deviation.id)
            ),
            history=tuple(
                one
                for one in reader.history.of_subject(deviation.id)
                if one.action not in ("deviation.open", "access.refused")
            ),
        )
    deed = Deed(
        action="access.refused" if line.masked else "deviation.open",
        subject_kind="deviation",
        subject_id=deviation.id,
    )
    persons = [] if deviation.person_id is None else [deviation.person_id]
    context.store.note(deed, session=context.session, persons=persons)
    if line.masked:
        raise NotAllowed(
            "protected_identity",
            "Avvikelsen gäller en person med skyddade uppgifter. "
            "Bara den som har fått särskild rätt kan öppna den.",
        )
    return record


def count_deviations(context: Context) -> tuple[int, int]:
    """How many wait for an answer, and how many for anything at all from the municipality."""
    context.require(Permission.SEE_DEVIATIONS)
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        found = reader.find(Deviation, state=list(OPEN_STATES))
    waiting = sum(1 for one in found if one.state is DeviationState.REPORTED)
    to_do = sum(1 for one in found if one.task_on(context.today) in WAITING_FOR_US)
    return waiting, to_do


def lines_of(context: Context, reader: Reader, wanted: DeviationFilter) -> list[DeviationLine]:
    """The register within a read that has begun, newest first."""
    asked: dict[str, Any] = {"state": list(wanted.states)} if wanted.states else {}
    if wanted.person_id is not None:
        asked["person_id"] = wanted.person_id
    found = [
        one
        for one in reader.find(Deviation, order_by="day", **asked)
        if _is_wanted(one, wanted, context.today)
    ]
    # Masked before it is narrowed to a unit: being in that list would tell where somebody lives.
    lines = told(context, reader, reversed(found))
    if wanted.unit_id is None:
        return lines
    units = with_those_under([wanted.unit_id], reader.find(Unit))
    return [one for one in lines if one.unit_id in units]


def told(context: Context, reader: Reader, deviations: Iterable[Deviation]) -> list[DeviationLine]:
    """Deviations as they may be shown to the user, in their order."""
    found = list(deviations)
    people = {
        one.id: one
        for one in reader.find(Person, id={one.person_id for one in found if one.person_id})
    }
    units = {
        one.id: one for one in reader.find(Unit, id={one.unit_id for one in found if one.unit_id})
    }
    return [
        _line(context, one, people.get(one.person_id or ""), units.get(one.unit_id or ""))
        for one in found
    ]


def _is_wanted(deviation: Deviation, wanted: DeviationFilter, today: date) -> bool:
    return (
        wanted.direction in (None, deviation.direction)
        and wanted.category in (None, deviation.category)
        and (wanted.first is None or wanted.first <= deviation.day)
        and (wanted.last is None or deviation.day <= wanted.last)
        and (not wanted.overdue or deviation.is_overdue(today))
        and (not wanted.to_do or deviation.task_on(today) in WAITING_FOR_US)
    )


# What people wrote may name somebody, or tell where they live.
_TEXTS = ("agreement", "description", "reason", "answer", "analysis", "measures")
_SAME = (
    *("id", "version", "day", "direction", "category", "state", "severity", "cooperation_failure"),
    *("record_number", "service_reference", "reported_by", "reported_on", "answer_due"),
    *("answered_on", "closed_on"),
)


def _line(
    context: Context, deviation: Deviation, person: Person | None, unit: Unit | None
) -> DeviationLine:
    rules, values = context.rules.deviations, asdict(deviation)
    hidden = person is not None and person.is_protected and not context.session.sees_protected
    if hidden or person is None:
        number, name = None, None
    else:
        number, name = person.number, f"{person.family_name}, {person.given_name}"
    place = None if hidden else unit
    texts: dict[str, Any] = {name: None if hidden else values[name] for name in _TEXTS}
    handling = rules.handling_on(deviation.reported_on or deviation.day)
    return DeviationLine(
        **{name: values[name] for name in _SAME},
        **texts,
        category_word=rules.word_for(
            deviation.category, direction=deviation.direction, day=deviation.day
        ),
        term=handling.term,
        promptly=handling.promptly,
        task=deviation.task_on(context.today),
        overdue=deviation.is_overdue(context.today),
        person_id=None if hidden else deviation.person_id,
        personal_identity_number=number,
        name=name,
        masked=hidden,
        unit_id=None if place is None else place.id,
        unit_code=None if place is None else place.code,
        unit=None if place is None else place.name,
    )
