"""Disagreements as they may be shown: how far up the ladder, and what holds meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.view_deviations import DeviationLine, told
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import (
    Deviation,
    Disagreement,
    DisagreementDeviation,
    DisagreementStep,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementLine:
    """One disagreement; ``masked``: it concerns a protected identity, and only its days are shown.

    ``step`` is the highest that was taken, None before the first.
    """

    id: str
    version: int
    day: date
    about: str | None
    temporary_solution: str | None
    person_id: str | None
    personal_identity_number: str | None
    name: str | None
    masked: bool
    unit: str | None
    step: int | None
    holder: str | None
    step_day: date | None
    answered_on: date | None
    closed_on: date | None
    outcome: str | None
    followed_up_on: date | None
    follow_up: str | None
    shared_on: date | None
    shared_with: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementRecord:
    """One in full, with its steps in order and the deviations that it rests on."""

    disagreement: DisagreementLine
    steps: tuple[DisagreementStep, ...]
    deviations: tuple[DeviationLine, ...]


def find_disagreements(context: Context, *, closed: bool = False) -> Sequence[DisagreementLine]:
    """Those that are open, or all, newest first; writes nothing."""
    context.require(Permission.SEE_DEVIATIONS)
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        found = reader.find(Disagreement, order_by="day")
        wanted = [one for one in reversed(found) if closed or one.closed_on is None]
        return _lines(context, reader, wanted)


def open_disagreements(context: Context, reader: Reader) -> Sequence[DisagreementLine]:
    """Those that are open, within a read that has begun, the earliest first."""
    return _lines(context, reader, reader.find(Disagreement, order_by="day", closed_on=None))


def list_disagreements(context: Context, *, closed: bool = False) -> Sequence[DisagreementLine]:
    """As ``find_disagreements``, for who asks once: the list is noted at once."""
    lines = find_disagreements(context, closed=closed)
    deed = Deed(
        action="disagreement.list",
        subject_kind="search",
        subject_id="disagreements",
        details={"hits": len(lines)},
    )
    context.store.note(deed, session=context.session)
    return lines


def show_disagreement(context: Context, id: str) -> DisagreementRecord:
    """One disagreement; about somebody protected only for a named user."""
    context.require(Permission.SEE_DEVIATIONS)
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        disagreement = reader.get(Disagreement, id.strip())
        (line,) = _lines(context, reader, [disagreement])
        links = reader.find(DisagreementDeviation, disagreement_id=disagreement.id)
        rests_on = reader.find(Deviation, order_by="day", id=[one.deviation_id for one in links])
        record = DisagreementRecord(
            disagreement=line,
            steps=tuple(
                reader.find(DisagreementStep, order_by="step", disagreement_id=disagreement.id)
            ),
            deviations=tuple(told(context, reader, rests_on)),
        )
    deed = Deed(
        action="access.refused" if line.masked else "disagreement.open",
        subject_kind="disagreement",
        subject_id=disagreement.id,
    )
    persons = [] if disagreement.person_id is None else [disagreement.person_id]
    context.store.note(deed, session=context.session, persons=persons)
    if line.masked:
        raise NotAllowed(
            "protected_identity",
            "Oenigheten gäller en person med skyddade uppgifter. "
            "Bara den som har fått särskild rätt kan öppna den.",
        )
    return record


def _lines(
    context: Context, reader: Reader, disagreements: Sequence[Disagreement]
) -> list[DisagreementLine]:
    persons = {one.person_id for one in disagreements if one.person_id is not None}
    people = {one.id: one for one in reader.find(Person, id=persons)}
    places = {one.unit_id for one in disagreements if one.unit_id is not None}
    units = {one.id: one.name for one in reader.find(Unit, id=places)}
    ids = [one.id for one in disagreements]
    # The highest comes last and stays.
    reached = {
        one.disagreement_id: one
        for one in reader.find(DisagreementStep, order_by="step", disagreement_id=ids)
    }
    return [
        _line(
            context,
            one,
            people.get(one.person_id or ""),
            units.get(one.unit_id or ""),
            reached.get(one.id),
        )
        for one in disagreements
    ]


def _line(
    context: Context,
    one: Disagreement,
    person: Person | None,
    unit: str | None,
    step: DisagreementStep | None,
) -> DisagreementLine:
    hidden = person is not None and person.is_protected and not context.session.sees_protected
    shown = None if hidden else person
    return DisagreementLine(
        id=one.id,
        version=one.version,
        day=one.day,
        about=None if hidden else one.about,
        temporary_solution=None if hidden else one.temporary_solution,
        person_id=None if shown is None else shown.id,
        personal_identity_number=None if shown is None else shown.number,
        name=None if shown is None else f"{shown.family_name}, {shown.given_name}",
        masked=hidden,
        unit=None if hidden else unit,
        step=None if step is None else step.step,
        holder=None if step is None else step.holder,
        step_day=None if step is None else step.day,
        answered_on=None if step is None else step.answered_on,
        closed_on=one.closed_on,
        outcome=None if hidden else one.outcome,
        followed_up_on=one.followed_up_on,
        follow_up=None if hidden else one.follow_up,
        shared_on=one.shared_on,
        shared_with=None if hidden else one.shared_with,
    )
