"""What is told of a deviation, and finding the one that somebody names."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any, TypedDict, TypeVar

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number, unit_by_code_or_name
from munhalsa.application.ports import Changes, Reader
from munhalsa.domain.deviation import Deviation, Direction, Disagreement, Severity
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected

R = TypeVar("R", Deviation, Disagreement)

_TELLING = frozenset(
    {
        *("person_id", "unit_id", "assessment_id", "round_id", "training_id"),
        *("agreement", "description", "reason", "answer", "analysis", "measures"),
        *("outcome", "follow_up", "shared_with"),
    }
)
"""What tells who somebody is, where they live, or may hold their name."""
_NEVER_MISSING = frozenset({"about", "temporary_solution"})


class DeviationDetails(TypedDict, total=False):
    """What can be told of it; ``number`` is a person's, ``unit`` a code or name.

    ``category`` is a code or its Swedish word; without a direction it must be of one only.
    """

    day: date
    direction: Direction
    category: str
    severity: Severity | None
    number: str | None
    unit: str | None
    agreement: str | None
    description: str | None
    reason: str | None
    cooperation_failure: bool
    record_number: str | None
    service_reference: str | None
    reported_by: str | None
    reported_on: date
    answer_due: date | None
    answered_on: date
    answer: str | None
    analysis: str | None
    measures: str | None
    closed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationDone:
    """The deviation as it now is."""

    deviation: Deviation
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def as_shown(context: Context, reader: Reader, record: R) -> R:
    """The record as the user may see it: of somebody protected neither who, where nor the texts."""
    if record.person_id is None or context.session.sees_protected:
        return record
    if not reader.get(Person, record.person_id).is_protected:
        return record
    told: dict[str, Any] = {one.name: None for one in fields(record) if one.name in _TELLING}
    told |= {one.name: "" for one in fields(record) if one.name in _NEVER_MISSING}
    return replace(record, **told)


def deviation_named(reader: Reader, text: str) -> Deviation:
    """The deviation of that id, or of that number in the municipality's record."""
    wanted = text.strip()
    found = reader.find(Deviation, id=wanted) or reader.find(Deviation, record_number=wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise Rejected(
            "deviation_ambiguous",
            "Flera avvikelser har det diarienumret. Ange avvikelsens id i stället.",
            field="deviation",
        )
    return reader.get(Deviation, wanted)


def linked_fields(context: Context, reader: Reader, details: DeviationDetails) -> dict[str, Any]:
    """The details with ids for the person and the unit, and blank texts as nothing."""
    told: dict[str, Any] = {
        name: None if isinstance(value, str) and not value.strip() else value
        for name, value in details.items()
    }
    if "number" in told:
        number = told.pop("number")
        told["person_id"] = (
            None if number is None else person_by_number(reader, number, today=context.today).id
        )
    if "unit" in told:
        unit = told.pop("unit")
        told["unit_id"] = None if unit is None else unit_by_code_or_name(reader, unit).id
    return told
