"""What is told of a deviation, and finding the one that somebody names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number, unit_by_code_or_name
from munhalsa.application.ports import Changes, Reader
from munhalsa.domain.deviation import Deviation, Direction, Severity
from munhalsa.domain.refusal import Notice, Rejected


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
    fields: dict[str, Any] = {
        name: None if isinstance(value, str) and not value.strip() else value
        for name, value in details.items()
    }
    if "number" in fields:
        number = fields.pop("number")
        fields["person_id"] = (
            None if number is None else person_by_number(reader, number, today=context.today).id
        )
    if "unit" in fields:
        unit = fields.pop("unit")
        fields["unit_id"] = None if unit is None else unit_by_code_or_name(reader, unit).id
    return fields
