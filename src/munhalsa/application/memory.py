"""Keeping Python's search for cyclic garbage out of the way of a big table."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """What is made here is needed to the end, but the search walks all of it again and again.

    It took two fifths of the time of an import of 50,000 rows.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
