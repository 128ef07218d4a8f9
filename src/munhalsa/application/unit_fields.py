"""What a command says of a unit, looked up and made tidy; shared by adding and changing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from munhalsa.application.districts import district_by_name
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Changes, Reader
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import RunBy, Unit, UnitType
from munhalsa.domain.unit_details import tidied


class UnitDetails(TypedDict, total=False):
    """What is to be said of a unit: what is left out stays as it is, None takes it away.

    ``parent`` is a code, name or id, ``district`` a name or id.
    """

    code: str | None
    type: UnitType
    street: str | None
    postal_code: str | None
    city: str | None
    places: int | None
    care_staff: int | None
    responsible_name: str
    responsible_phone: str
    email: str | None
    entry_instructions: str | None
    active_from: date | None
    run_by: RunBy
    contractor: str | None
    parent: str | None
    district: str | None
    lies_in: str | None
    no_visits_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChanged:
    """The unit as it now stands."""

    unit: Unit
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def fields_of(reader: Reader, details: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the record that the details stand for; what is not known is refused."""
    fields = tidied({name: value for name, value in details.items() if name not in _LINKS})
    for name, (field, find) in _LINKS.items():
        if name in details:
            text = details[name]
            fields[field] = None if not text else find(reader, text)
    return fields


def check_code(reader: Reader, unit: Unit) -> None:
    """Refuse a code that another unit has."""
    if unit.code is None:
        return
    if any(other.id != unit.id for other in reader.find(Unit, code=unit.code)):
        raise Rejected(
            "unit_code_taken",
            "En annan enhet har redan den enhetskoden. Välj en annan kod.",
            field="code",
        )


def same_name(reader: Reader, unit: Unit) -> tuple[Notice, ...]:
    """A warning where another unit that is open bears the name."""
    others = reader.find(Unit, sort_key=sort_key(unit.name))
    if all(other.id == unit.id or other.active_to is not None for other in others):
        return ()
    return (
        Notice(
            code="unit_same_name",
            message="En annan enhet har samma namn. Ge dem olika namn, så att ingen blandar ihop "
            "dem.",
        ),
    )


def _parent(reader: Reader, text: str) -> str:
    try:
        return unit_by_code_or_name(reader, text).id
    except Rejected as fault:
        raise Rejected(fault.code, fault.message, field="parent") from None


def _district(reader: Reader, text: str) -> str:
    return district_by_name(reader, text).id


_LINKS = {"parent": ("parent_id", _parent), "district": ("district_id", _district)}
