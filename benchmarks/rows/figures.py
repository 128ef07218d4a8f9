"""All figures of a quarter with their breakdowns (floor: the same SQL, bare)."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.measuring import Growth, Measure, Work
from benchmarks.places import Place, bare
from benchmarks.recording import recorded, replay
from benchmarks.rows.card import unlogged
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.domain.quarter import Quarter
from tests.support.stores import context_for

GOAL = 1.5
_ROUNDS = 20
_QUARTER = Quarter(year=2026, number=3)


def figures(place: Place) -> Measure:
    """Every figure in one read transaction, with twenty years of visits; its event is left out."""
    store = place.worked
    context = replace(context_for(store), store=unlogged(store))
    with recorded(store.engine) as said:
        quarterly_report(context, _QUARTER)
    connection = place.held.enter_context(bare(store.engine))

    def ours(_number: int) -> Work:
        return lambda: quarterly_report(context, _QUARTER)

    def floor(_number: int) -> Work:
        return lambda: replay(connection, (one for one in said if one.reads))

    return Measure(
        name="figures of a quarter",
        size=place.persons,
        rounds=place.rounds(_ROUNDS),
        ours=ours,
        floor=floor,
        goal=GOAL,
        growth=Growth.LINEAR,
    )
