"""Catches log records that a test did not ask for."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def collected() -> Iterator[list[logging.LogRecord]]:
    """The records of warning level or above that reach the root logger meanwhile."""
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        yield collector.records
    finally:
        root.removeHandler(collector)


def described(records: list[logging.LogRecord]) -> str:
    """The records one a line, for a failure's text."""
    return "\n".join(f"{r.levelname} {r.name}: {r.getMessage()}" for r in records)
