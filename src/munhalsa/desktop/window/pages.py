"""The stack of views: built when first gone to, reloaded when shown after a change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from munhalsa.application.ports import Changes
from munhalsa.desktop.view import Frame, Place, View, ViewEntry
from munhalsa.desktop.widgets.still_wheel import keep_still

_ANYTHING = Changes()


class Pages:
    """Which view is shown, and which of the hidden ones must be fetched anew."""

    def __init__(self, stack: QStackedWidget, entries: Sequence[ViewEntry], frame: Frame) -> None:
        self._stack = stack
        self._frame = frame
        self._entries = {entry.name: entry for entry in entries}
        self._views: dict[str, View] = {}
        self._pages: dict[str, QWidget] = {}
        self._missed: dict[str, Changes] = {}
        self._here = ""

    @property
    def here(self) -> str:
        """The name of the view that is shown; empty before the first."""
        return self._here

    @property
    def views(self) -> Mapping[str, View]:
        """The views that were built."""
        return self._views

    @property
    def current(self) -> View | None:
        """The view that is shown."""
        return self._views.get(self._here)

    def open_entries(self) -> Sequence[ViewEntry]:
        """What the user's roles can open, in order."""
        desk = self._frame.desk
        entries = [entry for entry in self._entries.values() if entry.is_open_to(desk)]
        return sorted(entries, key=lambda entry: entry.group)

    def entry(self, name: str) -> ViewEntry | None:
        """The view of that name, if the user's roles can open it."""
        entry = self._entries.get(name)
        return entry if entry is not None and entry.is_open_to(self._frame.desk) else None

    def show(self, place: Place) -> View:
        """Show a place; builds its view at the first time."""
        entry = self._entries[place.view]
        view = self._views.get(place.view)
        if view is None:
            view = self._views[place.view] = entry.build(self._frame)
            self._pages[place.view] = _scrolling(view.widget)
            keep_still(self._pages[place.view])
            self._stack.addWidget(self._pages[place.view])
        self._here = place.view
        self._stack.setCurrentWidget(self._pages[place.view])
        missed = self._missed.pop(place.view, None)
        if missed is not None:
            view.reload(missed)
        view.load(place)
        return view

    def take_in(self, changes: Changes) -> None:
        """Something was committed: the view that is shown at once, the others when they are."""
        for name, view in self._views.items():
            if not view.touched_by(changes):
                continue
            if name == self._here:
                view.reload(changes)
            else:
                self._missed[name] = _both(self._missed.get(name), changes)

    def reload_all(self) -> None:
        """Anything may have been changed."""
        for name, view in self._views.items():
            if name == self._here:
                view.reload(_ANYTHING)
            else:
                self._missed[name] = _ANYTHING

    def each(self, deed: Callable[[View], None]) -> None:
        """Do something with every view that was built."""
        for view in self._views.values():
            deed(view)

    def forget(self) -> None:
        """Take away every view, as somebody else may have logged in."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._views.clear()
        self._missed.clear()
        self._here = ""


def _scrolling(widget: QWidget) -> QScrollArea:
    """A page that scrolls where the window is too small for it, so that nothing is cut."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def _both(one: Changes | None, other: Changes) -> Changes:
    if one is None:
        return other
    if not one.kinds:
        return one
    return Changes(kinds=one.kinds | other.kinds, subjects=one.subjects | other.subjects)
