"""The letters that go with Alt, in a view of more parts than there are letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from munhalsa.desktop.commands import plain


class KeysWithin(QObject):
    """The letters of a part hold, and are underlined, while the focus is in it."""

    def __init__(self, view: QWidget, parts: Sequence[QWidget]) -> None:
        super().__init__(view)
        self._view, self._parts = view, parts
        self._here: QWidget | None = None
        self._put_away: dict[QWidget, str] = {}
        for part in parts:
            self._take(part)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            # A method, not a function: Qt lets go of it when the view is taken away.
            application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A dialog over the view leaves it as it is."""
        if now is None or now.window() is not self._view.window():
            return
        here = next((part for part in self._parts if part.isAncestorOf(now)), None)
        if here is self._here:
            return
        if self._here is not None:
            self._take(self._here)
        if here is not None:
            self._give(here)
        self._here = here

    def _take(self, part: QWidget) -> None:
        for one in _with_text(part):
            text = one.text()
            if plain(text) != text:
                self._put_away[one] = text
                one.setText(plain(text))

    def _give(self, part: QWidget) -> None:
        for one in _with_text(part):
            text = self._put_away.pop(one, None)
            if text is not None and plain(text) == one.text():
                one.setText(text)


def _with_text(part: QWidget) -> Iterator[QAbstractButton | QLabel]:
    yield from part.findChildren(QAbstractButton)
    yield from (label for label in part.findChildren(QLabel) if label.buddy() is not None)
