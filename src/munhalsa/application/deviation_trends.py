"""How deviations have come and gone over the last quarters, by category and by unit."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.application.context import Context
from munhalsa.application.deviation_words import DIRECTION_WORDS
from munhalsa.application.view_deviations import DeviationFilter, lines_of
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation_trends import Trend, quarters_to, trends
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.quarter import Quarter

QUARTERS = 4
NO_UNIT = "Utan enhet"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationTrends:
    """Counts a quarter, the earliest first; the keys are words, ready to be shown."""

    quarters: tuple[Quarter, ...]
    categories: Sequence[Trend[str]]
    units: Sequence[Trend[str]]


def deviation_trends(context: Context, *, many: int = QUARTERS) -> DeviationTrends:
    """So many quarters up to and with today's; a masked deviation counts without its unit."""
    context.require(Permission.SEE_DEVIATIONS)
    quarters = quarters_to(Quarter.of(context.today), many=many)
    wanted = DeviationFilter(first=quarters[0].first_day, last=context.today)
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        lines = lines_of(context, reader, wanted)
    return DeviationTrends(
        quarters=quarters,
        categories=trends(
            (
                (f"{one.category_word} ({DIRECTION_WORDS[one.direction]})", Quarter.of(one.day))
                for one in lines
            ),
            quarters,
        ),
        units=trends(((one.unit or NO_UNIT, Quarter.of(one.day)) for one in lines), quarters),
    )
