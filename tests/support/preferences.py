"""Preferences that a test may look at."""

from __future__ import annotations

from collections.abc import Mapping

from munhalsa.desktop.preferences import Value
from munhalsa.domain.refusal import FileUnusable


class KeptPreferences:
    """Keeps preferences in memory; ``full`` makes it a full disk."""

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        self.values: dict[str, Value] = dict(values or {})
        self.full = False

    def read(self) -> Mapping[str, Value]:
        return self.values

    def write(self, values: Mapping[str, Value]) -> None:
        if self.full:
            raise FileUnusable("settings_not_written", "Disken är full.")
        self.values = dict(values)
