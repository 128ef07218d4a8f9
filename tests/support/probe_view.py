"""A view for tests of the window around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from munhalsa.application.ports import Changes
from munhalsa.desktop.commands import command
from munhalsa.desktop.view import Frame, Place, ViewEntry
from munhalsa.domain.account import Permission


class ProbeView(QWidget):
    """Notes what the window does to it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.notes: list[str] = []
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Fält")
        QVBoxLayout(self).addWidget(self.field)
        self.action = command(
            self, "Gör &det", lambda: self.notes.append("gjort"), key="Ctrl+N", main=True
        )

    @property
    def widget(self) -> QWidget:
        return self

    def commands(self) -> Sequence[QAction]:
        return (self.action,)

    def load(self, place: Place) -> None:
        self.notes.append(f"load {place.about}")
        self.field.setFocus()

    def touched_by(self, changes: Changes) -> bool:
        return "person" in changes.kinds

    def reload(self, changes: Changes) -> None:
        self.notes.append(f"reload {sorted(changes.kinds)}")

    def search(self, text: str) -> None:
        self.notes.append(f"search {text}")

    def open_first(self) -> None:
        self.notes.append("first")

    def take_files(self, paths: Sequence[Path]) -> None:
        self.notes.append(f"files {[path.name for path in paths]}")

    def keep_draft(self) -> None:
        self.notes.append("draft")


def probe_entry(
    name: str = "probe",
    *,
    key: str = "Ctrl+1",
    permissions: frozenset[Permission] = frozenset(),
    build: Callable[[Frame], ProbeView] = ProbeView,
) -> ViewEntry:
    """The probe in the navigation, with a count of things to do."""
    return ViewEntry(
        name=name,
        title=name.capitalize(),
        key=key,
        build=build,
        group=1,
        permissions=permissions,
        takes_search=True,
        takes_files=True,
        to_do=lambda _: 17,
        counts=frozenset({"person"}),
    )
