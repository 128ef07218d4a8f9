"""What a form about a deviation needs before it opens: units, categories and the ladder."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation_rules import DeviationCategory, DeviationHandling, LadderStep
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationsDesk:
    """The categories are those of today; a deviation of another day is judged by its own."""

    today: date
    units: tuple[Unit, ...]
    categories: tuple[DeviationCategory, ...]
    handling: DeviationHandling
    ladder: tuple[LadderStep, ...]


def prepare_deviations(context: Context) -> DeviationsDesk:
    """As it stands today; units in name order."""
    context.require(Permission.SEE_DEVIATIONS)
    rules = context.rules.deviations
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        units = reader.find(Unit, order_by="sort_key")
    return DeviationsDesk(
        today=context.today,
        units=tuple(units),
        categories=rules.categories_on(context.today),
        handling=rules.handling_on(context.today),
        ladder=rules.ladder_on(context.today),
    )
