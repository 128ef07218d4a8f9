"""Somebody of whom there is a record of every kind, each with a secret in every text."""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from munhalsa.application.context import Context
from munhalsa.domain.account import DeliveredExport, DeliveredPart
from munhalsa.domain.assessment import Assessment
from munhalsa.domain.candidate import CandidateState
from munhalsa.domain.care_card import CareCard
from munhalsa.domain.certificate import Certificate, EndReason, Registration, RegistrationState
from munhalsa.domain.deviation import (
    Deviation,
    DeviationState,
    Disagreement,
    DisagreementDeviation,
    DisagreementStep,
)
from munhalsa.domain.merge import HANGING, CameUnder, Merge
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.round import PlannedVisit, Round
from munhalsa.domain.unit import Unit
from tests.support.deeds import add

SECRET = "Qvxwing"
THEN = date(2026, 3, 1)
_SHORT = {"handed_over_to": "1480", "other_number": "194203049990", "person_id": None}
_FIRST = (Certificate, Assessment, CareCard, Merge, Deviation, Disagreement)


def record_of(kind: type[Any], context: Context, /, **given: Any) -> Any:
    """A record whose every text has the secret in it, and whose days are settled."""
    hints, values = get_type_hints(kind), dict(given)
    for field in fields(kind):
        if field.name in values or field.name == "version":
            continue
        required = field.default is MISSING
        value = _value(field.name, hints[field.name], context, required=required)
        if required or value is not None:
            values[field.name] = value
    return kind(**values)


def _value(name: str, hint: Any, context: Context, *, required: bool) -> Any:
    plain = _plain(hint)
    if name == "id":
        return context.new_id()
    if name in _SHORT:
        return _SHORT[name]
    if plain is str:
        return None if name.endswith("_id") and not required else f"{SECRET} {name}"
    if not required:
        return None
    if plain is date:
        return THEN
    if plain is datetime:
        return datetime(2026, 3, 1, tzinfo=UTC)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return next(iter(plain))
    return 1 if plain is int else False


def _plain(hint: Any) -> Any:
    if get_origin(hint) is UnionType:
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


def fill(context: Context, person: Person, home: Unit, former: str) -> dict[type[Any], Any]:
    """One more record of every kind that can hang on a person, all of them settled."""
    day = record_of(Round, context, unit_id=home.id, day=THEN, hygienist_id=None, staff=None,
                    confirmed_by=None, hygienist=None, note=None)  # fmt: skip
    made: dict[type[Any], Any] = {}
    special: dict[type[Any], dict[str, Any]] = {
        Certificate: {"number": "1490-2026-0900", "ended": THEN, "last_day": THEN,
                      "end_reason": EndReason.NOT_ENTITLED, "replaces_id": None},
        Registration: {"state": RegistrationState.REGISTERED},
        Residence: {"unit_id": home.id, "to_day": THEN},
        PlannedVisit: {"round_id": day.id},
        Assessment: {"unit_id": home.id},
        Deviation: {"state": DeviationState.CLOSED, "closed_on": THEN, "unit_id": home.id},
        Disagreement: {"closed_on": THEN},
        CameUnder: {"kind": "Note", "record_id": person.id},
    }  # fmt: skip
    refs = {"certificate_id": Certificate, "assessment_id": Assessment, "care_card_id": CareCard,
            "merge_id": Merge}  # fmt: skip
    for kind in (*_FIRST, *(one for one in HANGING if one not in _FIRST)):
        given = dict(special.get(kind, {}))
        names = {field.name for field in fields(kind)}
        given |= {name: made[of].id for name, of in refs.items() if name in names and of in made}
        if kind.__name__ == "FormerNumber":
            given["number"] = former
        if kind.__name__ == "Support":
            given["to_day"] = THEN
        if kind.__name__ in ("Merge", "NotSame"):
            given["other_id"] = context.new_id()
        if kind.__name__ == "Candidate":
            given["state"] = CandidateState.DECLINES
        made[kind] = record_of(kind, context, **{**given, "person_id": person.id})
    step = record_of(DisagreementStep, context, disagreement_id=made[Disagreement].id)
    link = record_of(
        DisagreementDeviation, context,
        disagreement_id=made[Disagreement].id, deviation_id=made[Deviation].id,
    )  # fmt: skip
    file = record_of(DeliveredExport, context, file_sha256="0" * 64, profile="p")
    told = record_of(
        DeliveredPart, context,
        export_id=file.id, lines=f"{made[Registration].id} 1", subjects=made[Certificate].id,
    )  # fmt: skip
    add(context, day, *made.values(), step, link, file, told)
    links = {DisagreementStep: step, DisagreementDeviation: link}
    return {**made, **links, DeliveredExport: file, DeliveredPart: told}
