"""What is kept of how each user has arranged a list: columns, room and filters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QByteArray, QObject, SignalInstance
from PySide6.QtWidgets import QSplitter

from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.fitting_table import FittingTable


def own_key(frame: Frame, name: str) -> str:
    """The preference of that name for whoever is logged in."""
    session = frame.desk.session
    return name if session is None else f"{name}.{session.account_id}"


def read_kept(frame: Frame, name: str) -> Mapping[str, Any]:
    """What was kept under that name; nothing where it cannot be read."""
    try:
        found = json.loads(frame.preferences.get(own_key(frame, name), "") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def keep(frame: Frame, name: str, values: Mapping[str, Any]) -> None:
    """Keep it for whoever is logged in."""
    frame.preferences.set(own_key(frame, name), json.dumps(values))


class KeptColumns(QObject):
    """Which columns of a list are shown, in which order and how wide at the usual text size."""

    def __init__(self, table: FittingTable, frame: Frame, name: str) -> None:
        super().__init__(table)
        self._table, self._frame, self._name = table, frame, f"{name}_columns"
        table.arranged.connect(self._keep)
        frame.look.changed.connect(self.recall)
        self.recall()

    def recall(self) -> None:
        """Arrange the list as it was left; one that nobody has arranged fits itself."""
        kept = read_kept(self._frame, self._name)
        px = self._frame.look.sizes.px
        widths = {name: px(width) for name, width in kept.items() if isinstance(width, int)}
        self._table.set_widths(widths)
        self._table.fits_itself = not widths
        self._table.fit()

    def _keep(self) -> None:
        scale = self._frame.look.sizes.scale
        widths = {name: round(width / scale) for name, width in self._table.widths().items()}
        keep(self._frame, self._name, widths)


class KeptSplitter(QObject):
    """How list and card share the room; ``is_kept`` once somebody has drawn it."""

    def __init__(self, splitter: QSplitter, frame: Frame, name: str) -> None:
        super().__init__(splitter)
        self._splitter, self._frame, self._name = splitter, frame, f"{name}_splitter"
        state = str(read_kept(frame, self._name).get("state", ""))
        self.is_kept = bool(state) and splitter.restoreState(QByteArray.fromBase64(state.encode()))
        splitter.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        state = bytes(self._splitter.saveState().toBase64().data()).decode()
        keep(self._frame, self._name, {"state": state})


class Filters(Protocol):
    """Chips that can tell what was chosen and take it back."""

    @property
    def changed(self) -> SignalInstance:
        """After each choice."""

    def told(self) -> Mapping[str, Any]:
        """What was chosen, as plain values."""

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Choose it again, as far as it means anything, without telling anybody."""


def keep_filters(filters: Filters, frame: Frame, name: str) -> None:
    """The filters as they were left, from now on kept after each choice.

    Not for lists of people who wait: a filter of last week would hide somebody from today.
    """
    name = f"{name}_filter"
    kept = read_kept(frame, name)
    if kept:
        filters.recall(kept)
    filters.changed.connect(lambda: keep(frame, name, filters.told()))
