"""Making very many records at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

R = TypeVar("R")


def many_records(kind: type[R], count: int, columns: Mapping[str, Iterable[Any]]) -> list[R]:
    """So many records of a slotted dataclass, each column holding one field's value for each.

    Every field must be given. Filling one slot of all records at a time takes a fifth of the time
    of calling the class.
    """
    records = [object.__new__(kind) for _ in range(count)]
    for name, values in columns.items():
        deque(map(getattr(kind, name).__set__, records, values), maxlen=0)
    return records
