"""What the program remembers for one person at one machine; never anything about people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import TypeAlias

from munhalsa.adapters.atomic_file import write_atomically
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable

FILE_NAME = "settings.json"

_LARGEST_FILE = 1024 * 1024

Preference: TypeAlias = str | int | float | bool
"""What a preference may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSettings:
    """The store last used (a folder or a URL) and preferences such as the theme."""

    last_store: str | None = None
    preferences: Mapping[str, Preference] = field(default_factory=dict)


class SettingsFile:
    """The file with them, in the profile's folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def read(self) -> LocalSettings:
        """What can be read of the file; a missing or damaged one is as good as a new one."""
        content = self._content()
        last_store = content.get("last_store")
        preferences = content.get("preferences")
        return LocalSettings(
            last_store=last_store if isinstance(last_store, str) and last_store else None,
            preferences={
                name: value
                for name, value in (preferences if isinstance(preferences, dict) else {}).items()
                if isinstance(value, Preference)
            },
        )

    def write(self, settings: LocalSettings) -> None:
        """Keep the settings; what a newer version wrote beside them stays. Raises FileUnusable."""
        content = self._content() | {
            "last_store": settings.last_store,
            "preferences": dict(settings.preferences),
        }
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._path, text.encode(errors="replace"))
        except OSError:
            raise FileUnusable(
                "settings_not_written",
                "Programmets egna inställningar kunde inte sparas. Kontrollera att det finns "
                "plats på disken och att du har rätt att skriva i din hemmapp.",
            ) from None

    def _content(self) -> dict[str, object]:
        try:
            with self._path.open("rb") as file:
                content = json.loads(file.read(_LARGEST_FILE))
        except (OSError, ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) else {}


class WindowPreferences:
    """The window's preferences, in the profile's settings file beside the store last used."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file

    def read(self) -> Mapping[str, Preference]:
        """All that are kept."""
        return self._file.read().preferences

    def write(self, values: Mapping[str, Preference]) -> None:
        """Keep these; raises FileUnusable."""
        self._file.write(replace(self._file.read(), preferences=values))
