"""Telling possible duplicates: the same birth date and a name at most one typing error away."""

from __future__ import annotations

_COORDINATION_OFFSET = 60


def one_slip_apart(first: str, second: str) -> bool:
    """Whether one letter put in, left out, changed or swapped with the next makes them equal."""
    if first == second:
        return True
    if abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    left, right = first[start:], second[start:]
    if len(left) == len(right):
        swapped = left[1:2] + left[:1] == right[:2]
        return left[1:] == right[1:] or (swapped and left[2:] == right[2:])
    return left[1:] == right or left == right[1:]


def birth_mark(number: str) -> str:
    """The birth date in a number of 12 characters, alike for every kind of number of one day."""
    day = number[6:8]
    if not number[:8].isdecimal() or int(day) <= _COORDINATION_OFFSET:
        return number[:8]
    return f"{number[:6]}{int(day) - _COORDINATION_OFFSET:02}"
