"""Keeping a library that tells its own faults off standard error."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_STANDARD_ERROR = 2
_one_at_a_time = Lock()


@contextmanager
def hushed() -> Iterator[None]:
    """What is written to standard error meanwhile goes nowhere, in the whole process.

    A library in Rust writes a panic there, with its stack, before Python hears of it: no words for
    a user. One at a time, or the last to leave would put back what the first had hushed.
    """
    with _one_at_a_time:
        try:
            kept = os.dup(_STANDARD_ERROR)
        except OSError:  # a window on Windows has none
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STANDARD_ERROR)
        os.close(nowhere)
        try:
            yield
        finally:
            os.dup2(kept, _STANDARD_ERROR)
            os.close(kept)
