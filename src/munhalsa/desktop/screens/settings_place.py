"""Inställningar, opened at one of its parts, also while the lists above still grow."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from munhalsa.desktop.view import Frame

_ABOVE = 12
_LAYOUTS = 4


class SettingsParts(QObject):
    """The parts of the page by their names; one of them is brought into sight."""

    def __init__(
        self, frame: Frame, page: QWidget, parts: Mapping[str, QWidget], *, first: QWidget
    ) -> None:
        super().__init__(page)
        self._frame, self._page, self._parts, self._first = frame, page, parts, first
        self._wanted: QWidget | None = None

    def show_part(self, name: str) -> None:
        """Put the focus in that part and show it from its heading; else begin at the top."""
        self._wanted = None
        part = self._parts.get(name)
        if part is None or part.isHidden():
            self._first.setFocus()
            return
        next(
            (one for one in part.findChildren(QWidget) if _takes_keys(one)), self._first
        ).setFocus()
        self._wanted = part
        self._bring(_LAYOUTS)
        # The lists are read in their order: by then the last of them has its rows.
        self._frame.desk.read(self, lambda _: None, done=lambda _: self._bring(_LAYOUTS))

    def _bring(self, rounds: int) -> None:
        """Show the heading at the top; again for as long as what is above may still grow."""
        part, area = self._wanted, self._page.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if part is None or area is None:
            return
        top = part.mapTo(self._page, QPoint(0, 0)).y()
        area.verticalScrollBar().setValue(top - _ABOVE)
        if rounds:
            QTimer.singleShot(0, self, lambda: self._bring(rounds - 1))


def _takes_keys(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and not widget.isHidden()
