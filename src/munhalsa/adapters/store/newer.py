"""A store of a newer program: what of it this one can read, and what it never does with it.

Its records are read and never written. Only the log is added to, for reading is logged: that holds
where the log's tables and guards are just those that this program makes, and else the store is not
opened at all (docs/decisions/0006).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from sqlalchemy import Engine

from munhalsa.adapters.store import migrate
from munhalsa.adapters.store.checks import reading
from munhalsa.application.reading_only import CANNOT_CHANGE, NOT_KNOWN
from munhalsa.domain.refusal import StoreUnavailable


class Standing(Enum):
    """The form of a store against the form that this program works with."""

    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"


def standing_of(engine: Engine) -> Standing:
    """Refuses a database without a store, and a newer one of which something read is missing."""
    revision, known = migrate.revision_at(engine), migrate.revisions()
    if revision in known:
        return Standing.CURRENT if revision == known[-1] else Standing.OLDER
    from munhalsa.adapters.store.schema_check import log_differences, unreadable

    with reading(engine) as connection:
        if log_differences(connection) or unreadable(connection):
            raise store_newer()
    return Standing.NEWER


def store_newer() -> StoreUnavailable:
    """Newer, and not to be read by this program either."""
    return StoreUnavailable(
        "store_newer",
        "Registret är gjort med en nyare version av munhalsa. Uppdatera programmet.",
    )


def reads_only() -> StoreUnavailable:
    """Newer, so that nothing in it is changed by this program."""
    return StoreUnavailable("store_reads_only", CANNOT_CHANGE)


@contextmanager
def values_known() -> Iterator[None]:
    """Tell of a word that only the newer program knows, where one is met while reading."""
    try:
        yield
    except (KeyError, ValueError):
        raise StoreUnavailable("store_value_newer", NOT_KNOWN) from None
