"""Keeping Python's search for cyclic garbage out of the way of a big table."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_at_work: set[object] = set()


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """What is made here is needed to the end, but the search walks all of it again and again.

    It took two fifths of the time of an import of 50,000 rows. What is left of it at the end goes
    to the old at once, who are walked seldom: it would be walked as if it were just made.
    """
    was_on = gc.isenabled()
    mark = object()
    _at_work.add(mark)
    gc.disable()
    try:
        yield
    finally:
        _at_work.discard(mark)
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def is_cycle_search_unwanted() -> bool:
    """Whether anybody, on any thread, is at such work: for who searches by themselves."""
    return bool(_at_work)
