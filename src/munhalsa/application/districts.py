"""The parts of the organisation (organisationsdelar) that units are sorted under."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed, Reader
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import District
from munhalsa.domain.unit_details import required


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictChanged:
    """The part of the organisation as it now stands."""

    district: District
    event: str
    changes: Changes


def district_by_name(reader: Reader, text: str, *, field: str = "district") -> District:
    """The part of the organisation of that name or id."""
    found = reader.find(District, id=text) or reader.find(District, sort_key=sort_key(text))
    if not found:
        raise Rejected(
            "district_not_found",
            "Det finns ingen organisationsdel med det namnet. Kontrollera stavningen, "
            "eller lägg in den först.",
            field=field,
        )
    return found[0]


def list_districts(context: Context) -> Sequence[District]:
    """Every part of the organisation, in name order."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        return reader.find(District, order_by="sort_key")


def add_district(context: Context, name: str) -> DistrictChanged:
    """A new part of the organisation; its name must be its own."""
    context.require_everywhere(Permission.EDIT_UNITS)
    plain = _name(name)
    district = District(id=context.new_id(), name=plain, sort_key=sort_key(plain))
    deed = Deed(action="district.add", subject_kind="district", subject_id=district.id)
    with context.write(deed, Permission.EDIT_UNITS) as work:
        _check_free(work, district)
        work.add(district)
        done = work.commit()
    return DistrictChanged(district=district, event=done.event, changes=done.changes)


def rename_district(context: Context, *, name: str, to: str) -> DistrictChanged:
    """Another name for a part of the organisation; its units stay in it."""
    context.require_everywhere(Permission.EDIT_UNITS)
    plain = _name(to)
    with context.read() as reader:
        found = district_by_name(reader, name, field="name")
    deed = Deed(action="district.rename", subject_kind="district", subject_id=found.id)
    with context.write(deed, Permission.EDIT_UNITS) as work:
        district = work.get(District, found.id)
        _check_free(work, District(id=district.id, name=plain, sort_key=sort_key(plain)))
        district = work.change(district, name=plain, sort_key=sort_key(plain))
        done = work.commit()
    return DistrictChanged(district=district, event=done.event, changes=done.changes)


def _name(text: str) -> str:
    return required(text, field="name", message="Ange organisationsdelens namn.")


def _check_free(reader: Reader, district: District) -> None:
    taken = reader.find(District, sort_key=district.sort_key)
    if any(other.id != district.id for other in taken):
        raise Rejected(
            "district_taken",
            "Det finns redan en organisationsdel med det namnet. Välj ett annat.",
            field="name",
        )
