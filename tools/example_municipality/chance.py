"""Draws that give the same answers on every machine and version of Python."""

import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """One stream of draws; only `Random.random` is used, whose sequence Python promises to keep."""

    def __init__(self, seed: str) -> None:
        self.fraction = random.Random(seed).random

    def happens(self, probability: float) -> bool:
        return self.fraction() < probability

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self.fraction() * len(choices))]

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both among the answers."""
        return low + int(self.fraction() * (high - low + 1))

    def waiting_time(self, mean: float) -> int:
        """Whole days until something that happens on average every `mean` days."""
        return int(-mean * math.log(1.0 - self.fraction()))


def pool(weights: dict[T, float], *, size: int = 2048) -> list[T]:
    """The choices repeated in proportion to their weights, each at least once, to pick from."""
    total = sum(weights.values())
    return [
        choice
        for choice, weight in weights.items()
        for _ in range(max(1, round(size * weight / total)))
    ]
