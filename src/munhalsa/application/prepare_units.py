"""What a form about units or moves needs at hand: the units, the parts they are in, the day."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.unit import District, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsDesk:
    """Units and parts of the organisation in name order, closed units too."""

    today: date
    units: tuple[Unit, ...]
    districts: tuple[District, ...]


def prepare_units(context: Context) -> UnitsDesk:
    """Everything that a unit is chosen from."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        return UnitsDesk(
            today=context.today,
            units=tuple(reader.find(Unit, order_by="sort_key")),
            districts=tuple(reader.find(District, order_by="sort_key")),
        )
