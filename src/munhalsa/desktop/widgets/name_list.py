"""A field for several names parted by semicolons, each completed as it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

_PART = ";"


class _LastName(QCompleter):
    """Completes what stands after the last semicolon, and keeps what stands before."""

    def __init__(self, names: Sequence[str], field: QLineEdit) -> None:
        super().__init__(list(names), field)
        self._field = field
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:  # noqa: N802
        """What is looked for."""
        return [path.rpartition(_PART)[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802
        """The whole field with the name that was chosen."""
        before = self._field.text().rpartition(_PART)[0].strip()
        name = super().pathFromIndex(index)
        return f"{before}{_PART} {name}" if before else name


def complete_names(field: QLineEdit, names: Sequence[str]) -> None:
    """Offer the names as one types, one after another; those offered before are so no more."""
    field.setCompleter(_LastName(names, field))
