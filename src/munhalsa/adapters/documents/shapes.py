"""Curves for a page: boxes with round corners, circles, and the pictures of the care card."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from munhalsa.adapters.documents.ink import Shape

# How far the handles of a curve stand out for a quarter of a circle of radius 1.
_ROUND = 0.5523
_SIDE = 24.0
_INK = 0.07
_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def rounded_box(
    x: float, y: float, width: float, height: float, *, radius: float, stroke: float
) -> Shape:
    """The outline of a box with round corners; its lower left corner is (x, y)."""
    return Shape(_box(x, y, width, height, radius), stroke, _INK, filled=False)


def grey_box(
    x: float, y: float, width: float, height: float, *, radius: float, grey: float
) -> Shape:
    """The same, filled."""
    return Shape(_box(x, y, width, height, radius), 0, grey, filled=True)


def circle(x: float, y: float, *, radius: float, stroke: float) -> Shape:
    """A circle around (x, y)."""
    path = _box(x - radius, y - radius, 2 * radius, 2 * radius, radius)
    return Shape(path, stroke, _INK, filled=False)


def symbol(name: str, x: float, y: float, *, side: float, stroke: float) -> Shape:
    """A picture whose lower left corner is (x, y); KeyError where there is none of the name."""
    scale = side / _SIDE
    steps = []
    for operator, text in _STEP.findall(_symbols()[name]):
        numbers = [float(number) for number in text.split()]
        points = zip(numbers[::2], numbers[1::2], strict=True)
        placed = [f"{x + px * scale:.2f} {y + side - py * scale:.2f}" for px, py in points]
        steps.append(" ".join([*placed, _OPERATORS[operator]]))
    return Shape(" ".join(steps), stroke, _INK, filled=False)


def has_symbol(name: str | None) -> bool:
    """Whether there is a picture of the name."""
    return name in _symbols()


def _box(x: float, y: float, width: float, height: float, radius: float) -> str:
    right, top, handle = x + width, y + height, radius * (1 - _ROUND)
    points = (
        f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l",
        f"{right - handle:.2f} {y:.2f} {right:.2f} {y + handle:.2f} {right:.2f} {y + radius:.2f} c",
        f"{right:.2f} {top - radius:.2f} l",
        f"{right:.2f} {top - handle:.2f} {right - handle:.2f} {top:.2f}",
        f"{right - radius:.2f} {top:.2f} c",
        f"{x + radius:.2f} {top:.2f} l",
        f"{x + handle:.2f} {top:.2f} {x:.2f} {top - handle:.2f} {x:.2f} {top - radius:.2f} c",
        f"{x:.2f} {y + radius:.2f} l",
        f"{x:.2f} {y + handle:.2f} {x + handle:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h",
    )
    return " ".join(points)


@cache
def _symbols() -> dict[str, str]:
    found = files("munhalsa.resources").joinpath("pdf", "symbols.toml").read_text(encoding="utf-8")
    return {name: entry["path"] for name, entry in tomllib.loads(found).items()}
