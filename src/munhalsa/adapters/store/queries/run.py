"""How a named query reaches the store, and the one range scan that several of them share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import Executable, Result, text

from munhalsa.adapters.store.prepared import Fetch, Prepared


class Run(Protocol):
    """Executes a statement in the open transaction, seeing what the deed has written so far."""

    def __call__(
        self, statement: Executable, values: Mapping[str, Any] | None = None, /
    ) -> Result[Any]: ...


_PREFIXED = (
    "SELECT order_key, person_id FROM search_term WHERE kind = :kind "
    "AND term >= :low AND term < :high ORDER BY term, order_key LIMIT {:d}"
)


@lru_cache(maxsize=32)
def _prefixed(limit: int) -> Prepared:
    """SQLite works a statement out anew each time that a value comes for its LIMIT."""
    return Prepared(lambda _dialect: text(_PREFIXED.format(limit)))


def prefixed(fetch: Fetch, kind: str, prefix: str, limit: int) -> list[tuple[str, str]]:
    """(order key, person id) of the first terms of the kind that begin so, in the terms' order."""
    # Terms are ASCII, so DEL lies above every one of them.
    values = {"kind": kind, "low": prefix, "high": prefix + "\x7f"}
    return [(order, person) for order, person in fetch(_prefixed(limit), values)]
