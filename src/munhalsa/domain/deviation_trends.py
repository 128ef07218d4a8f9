"""How deviations come and go: how many a quarter, by what they are about and by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.quarter import Quarter

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend(Generic[K]):
    """One key with its count in each quarter, the earliest first."""

    key: K
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


def quarters_to(last: Quarter, *, many: int) -> tuple[Quarter, ...]:
    """So many quarters up to and with one, the earliest first."""
    found = [last]
    while len(found) < many:
        found.append(found[-1].previous)
    return tuple(reversed(found))


def trends(happened: Iterable[tuple[K, Quarter]], quarters: Sequence[Quarter]) -> list[Trend[K]]:
    """How often each key stands in each quarter; the most frequent first, none without any."""
    counted = Counter(happened)
    keys = {key for (key, quarter) in counted if quarter in quarters}
    found = [
        Trend(key=key, counts=tuple(counted[key, quarter] for quarter in quarters)) for key in keys
    ]
    return sorted(found, key=lambda one: (-one.total, str(one.key)))
