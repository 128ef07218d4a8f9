"""Who is likely to have made a visit, so that nobody need type it for each person."""

from __future__ import annotations

from datetime import timedelta

from munhalsa.application.context import Context
from munhalsa.application.ports import Reader
from munhalsa.application.record_assessment import visited
from munhalsa.domain.account import Permission, Role
from munhalsa.domain.assessment import (
    Assessment,
    AssessmentContent,
    AssessmentOutcome,
    AssessorTitle,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Residence
from munhalsa.domain.round import Round, RoundState

_DAYS_BACK = 400
"""A little over a year: who came the last time, and not everything that was ever done there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Performer:
    """Somebody who makes assessments, as it is written on them."""

    name: str
    title: AssessorTitle | None
    phone: str | None = None


def usual_performer(context: Context, person_id: str) -> Performer | None:
    """The user, if a hygienist; else the day's hygienist, or who was last at the person's unit."""
    with context.read(Permission.RECORD_ASSESSMENTS) as reader:
        unit = _unit_of(context, reader, person_id)
        earlier = _earlier(context, reader, unit)
        name = _certain(context, reader, unit)
    for one in earlier:
        if one.performed_by and name in (None, one.performed_by):
            return Performer(name=one.performed_by, title=one.title, phone=one.phone)
    return None if name is None else Performer(name=name, title=AssessorTitle.DENTAL_HYGIENIST)


def _unit_of(context: Context, reader: Reader, person_id: str) -> str | None:
    content = AssessmentContent(day=context.today, outcome=AssessmentOutcome.PERFORMED)
    place = visited(reader.find(Residence, person_id=person_id), content)
    return None if place is None else place.unit_id


def _earlier(context: Context, reader: Reader, unit: str | None) -> list[Assessment]:
    """What was done at the unit, the newest first."""
    if unit is None:
        return []
    days = [context.today - timedelta(days=back) for back in range(_DAYS_BACK)]
    found = reader.find(Assessment, unit_id=unit, day=days)
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def _certain(context: Context, reader: Reader, unit: str | None) -> str | None:
    """Who it is by their role, or by what is planned for today."""
    if Role.HYGIENIST in context.session.roles:
        return context.session.name
    rounds = [] if unit is None else reader.find(Round, unit_id=unit, day=context.today)
    named = [one.hygienist for one in rounds if one.state is not RoundState.CANCELLED]
    return next((one for one in named if one), None)
