"""The counts in the navigation: always things to do, never a total."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from munhalsa.application.ports import Changes
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.view import ViewEntry
from munhalsa.desktop.window.navigation import Navigation


class ToDo(QObject):
    """Counts on the store's worker, again after each change that may matter."""

    def __init__(self, desk: Desk, navigation: Navigation, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._navigation = navigation
        self._entries: Sequence[ViewEntry] = ()

    def watch(self, entries: Sequence[ViewEntry]) -> None:
        """Count for these views from now on."""
        self._entries = [entry for entry in entries if entry.to_do is not None]

    def reload(self) -> None:
        """Count again."""
        for entry in self._entries:
            self._count(entry)

    def take_in(self, changes: Changes) -> None:
        """Something was committed."""
        for entry in self._entries:
            if entry.counts & changes.kinds:
                self._count(entry)

    def _count(self, entry: ViewEntry) -> None:
        count, name = entry.to_do, entry.name
        if count is None:
            return
        self._desk.read_later(
            self,
            count,
            done=lambda found: self._navigation.show_count(name, found),
            latest=f"count {name}",
        )
