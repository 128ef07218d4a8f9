"""Timing two ways to the same answer, turn by turn, so that a slow minute strikes both."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from time import perf_counter

from benchmarks.memory import Watch

Work = Callable[[], object]
"""Timed from call to return, unless what it returns is a Reading."""

# Gets the number of the round and makes everything ready; only what it returns is timed.
Prepare = Callable[[int], Work]

_FEW, _MANY = 20_000, 100_000
# Below this many rounds each call is heavy enough to begin with a clean heap.
_MANY_ROUNDS = 10


class Growth(StrEnum):
    """How the time may grow with the size."""

    FLAT = "flat"
    LINEAR = "linear"


class Unit(StrEnum):
    """What a row is measured in."""

    SECONDS = "s"
    BYTES = "B"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a work measured by itself."""

    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One row of the table; ``size`` is what the time is compared over, persons if nothing else.

    ``goal`` is the highest ratio and ``most`` the highest p95 (spec: performance), None where the
    table states none.
    """

    name: str
    size: int
    rounds: int
    ours: Prepare
    floor: Prepare
    goal: float | None
    most: float | None = None
    unit: Unit = Unit.SECONDS
    growth: Growth = Growth.FLAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One row measured: times in seconds, sizes in bytes, as ``unit`` says.

    ``bytes`` is how much the process grew at most during one of our calls.
    ``persons`` is the size of the municipality, ``n`` what the time is for.
    """

    name: str
    engine: str
    persons: int
    n: int
    ours_median: float
    ours_p95: float
    floor_median: float
    bytes: int
    rounds: int
    goal: float | None
    growth: Growth
    most: float | None = None
    unit: Unit = Unit.SECONDS

    @property
    def is_over(self) -> bool:
        """Whether ratio or p95 is higher than it may be."""
        too_slow = self.goal is not None and self.ratio > self.goal
        return too_slow or (self.most is not None and self.ours_p95 > self.most)

    @property
    def ratio(self) -> float:
        """Ours by floor."""
        return self.ours_median / self.floor_median


def rounds_of_long_work(rows: int) -> int:
    """How often to do what goes through so many rows: the longer it takes, the less it wavers."""
    if rows <= _FEW:
        return 5
    return 3 if rows <= _MANY else 1


def taken(measure: Measure, *, engine: str, persons: int) -> Result:
    """Run the measure: ours and floor take turns at going first."""
    ours: list[float] = []
    floor: list[float] = []
    many = measure.rounds >= _MANY_ROUNDS
    if many:
        _timed(measure.ours(0), clean=False)
        _timed(measure.floor(0), clean=False)
    grown = 0
    for number in range(measure.rounds):
        turns = [(measure.ours, ours), (measure.floor, floor)]
        for prepare, times in turns if number % 2 == 0 else reversed(turns):
            work = prepare(number)
            if number == 0 and times is ours:
                with Watch() as watch:
                    times.append(_timed(work, clean=not many))
                grown = watch.grown
            else:
                times.append(_timed(work, clean=not many))
    return Result(
        name=measure.name,
        engine=engine,
        persons=persons,
        n=measure.size,
        ours_median=median(ours),
        ours_p95=percentile(ours, 0.95),
        floor_median=median(floor),
        bytes=grown,
        rounds=measure.rounds,
        goal=measure.goal,
        growth=measure.growth,
        most=measure.most,
        unit=measure.unit,
    )


def _timed(work: Work, *, clean: bool) -> float:
    if clean:
        gc.collect()
    start = perf_counter()
    answer = work()
    passed = perf_counter() - start
    return answer.value if isinstance(answer, Reading) else passed


def percentile(times: Sequence[float], share: float) -> float:
    """The smallest time that at least this share of the times does not exceed."""
    ordered = sorted(times)
    rank = -(-len(ordered) * share // 1)
    return ordered[max(int(rank) - 1, 0)]
