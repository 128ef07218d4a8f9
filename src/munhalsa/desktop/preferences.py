"""What is remembered for one user at one machine: never anything about a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeVar

from munhalsa.desktop.theme import LARGEST_TEXT, SMALLEST_TEXT, ThemeName
from munhalsa.domain.refusal import FileUnusable

Value = str | int | float | bool
V = TypeVar("V", str, int, bool)

SHORTEST_IDLE = 1
LONGEST_IDLE = 30
"""Minutes without a key before the window locks."""

_USUAL_IDLE = 5

LAST_USER = "user"
"""Who came in last, by this profile."""


class PreferencesFile(Protocol):
    """Where preferences are kept between starts."""

    def read(self) -> Mapping[str, Value]:
        """All that are kept; empty if they cannot be read."""

    def write(self, values: Mapping[str, Value]) -> None:
        """Keep these; raises FileUnusable."""


class Preferences:
    """The preferences, each with what holds until something is chosen."""

    def __init__(self, file: PreferencesFile) -> None:
        self._file = file
        self._values = dict(file.read())

    def get(self, key: str, default: V) -> V:
        """What was chosen, if it is of the same kind as the default."""
        value = self._values.get(key, default)
        return value if type(value) is type(default) else default

    def set(self, key: str, value: Value) -> None:
        """Choose, and keep it; what cannot be kept holds until the program ends."""
        if self._values.get(key) == value and key in self._values:
            return
        self._values[key] = value
        try:
            self._file.write(self._values)
        except FileUnusable:
            return

    @property
    def theme(self) -> ThemeName:
        """The theme that was chosen."""
        value = self.get("theme", ThemeName.SYSTEM.value)
        return ThemeName(value) if value in set(ThemeName) else ThemeName.SYSTEM

    @property
    def text_percent(self) -> int:
        """The text size that was chosen."""
        return max(SMALLEST_TEXT, min(self.get("text_percent", SMALLEST_TEXT), LARGEST_TEXT))

    @property
    def idle_minutes(self) -> int:
        """How long the window may stand untouched before it locks; never off."""
        return max(SHORTEST_IDLE, min(self.get("idle_minutes", _USUAL_IDLE), LONGEST_IDLE))
