"""Choosing a unit by a few letters of its name, anywhere in it; ``o`` finds ö."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QWidget

from munhalsa.desktop.look import set_look
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.typed import fill, on_typed
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.swedish import search_key

_MOST = 8
_FRAME, _ROOM, _SIDES = 2, 8, 32
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize)


@dataclass(frozen=True, slots=True)
class Offered:
    """Something to choose, and how it is shown."""

    id: str
    text: str


class UnitPicker(QLineEdit):
    """``chosen`` when another one is chosen, or none. Enter and Tab take what is marked.

    What fits is listed below the field, inside the window: it never takes the focus.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: dict[str, Offered] = {}
        self._found: list[Offered] = []
        self._id: str | None = None
        self._model = QStringListModel(self)
        self._list: QListView | None = None
        on_typed(self, self._typed)

    @property
    def id(self) -> str | None:
        """What is chosen."""
        return self._id

    @property
    def found(self) -> Sequence[str]:
        """What is listed below the field now."""
        shown = self._list is not None and self._list.isVisible()
        return [one.text for one in self._found] if shown else []

    @property
    def is_unfinished(self) -> bool:
        """Whether something is typed that is nothing one can choose."""
        return self._id is None and bool(self.text().strip())

    def offer(self, offered: Sequence[Offered]) -> None:
        """What there is to choose; a choice that is still there stays."""
        self._offered = {one.id: one for one in offered}
        if self._id is not None and self._id not in self._offered:
            self.choose(None)

    def choose(self, id: str | None) -> None:
        """Show a choice, or none, without telling of it."""
        self._id = id if id in self._offered else None
        fill(self, "" if self._id is None else self._offered[self._id].text)
        self._hide_list()

    # What Qt calls.

    def event(self, event: QEvent) -> bool:
        """Tab takes what is marked and goes on; ``keyPressEvent`` never sees it."""
        if isinstance(event, QKeyEvent) and _is_tab(event):
            self._take_marked()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter takes what is marked and goes on; arrows mark; Escape hides the list."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_marked()
            self.focusNextChild()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._mark(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape and self.found:
            self._hide_list()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """What was written out in full is taken."""
        self._hide_list()
        typed = search_key(self.text())
        same = [one for one in self._offered.values() if search_key(one.text) == typed]
        if self._id is None and len(same) == 1:
            self._take(same[0])
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The list stays below the field when the page moves, and goes away with it."""
        if event.type() in _MOVES and self.found:
            self._place_list()
        elif event.type() is QEvent.Type.Hide:
            self._hide_list()
        return False

    # Within.

    def _typed(self, text: str) -> None:
        if self._id is not None:
            self._id = None
            self.chosen.emit()
        self._show_found(self._matches(text) if text.strip() else [])

    def _matches(self, text: str) -> list[Offered]:
        """Names that begin so, then names with a word that does, then the rest."""
        typed = search_key(text)

        def distance(one: Offered) -> int:
            key = search_key(one.text)
            return 0 if key.startswith(typed) else 1 if f" {typed}" in f" {key}" else 2

        fitting = [one for one in self._offered.values() if typed in search_key(one.text)]
        return sorted(fitting, key=distance)[:_MOST]

    def _show_found(self, found: list[Offered]) -> None:
        self._found = found
        if not found:
            self._hide_list()
            return
        shown = self._list or self._make_list()
        self._model.setStringList([one.text for one in found])
        shown.setCurrentIndex(self._model.index(0))
        self._place_list()
        shown.show()
        shown.raise_()
        announce(self, self.tr("{0}, {1} förslag").format(found[0].text, len(found)))

    def _place_list(self) -> None:
        """Below the field, or above it where there is no room."""
        shown = self._list
        if shown is None:
            return
        rows = shown.sizeHintForRow(0) * len(self._found)
        height = rows + 2 * (_FRAME + shown.frameWidth()) + _ROOM
        window = self.window()
        place = self.mapTo(window, QPoint(0, self.height()))
        if place.y() + height > window.height():
            place = self.mapTo(window, QPoint(0, -height))
        wanted = shown.sizeHintForColumn(0) + 2 * shown.frameWidth() + _SIDES
        width = min(max(self.width(), wanted), window.width() - place.x())
        shown.setGeometry(place.x(), place.y(), width, height)

    def _make_list(self) -> QListView:
        shown = self._list = QListView(self.window())
        shown.setModel(self._model)
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shown.setFrameShape(QFrame.Shape.StyledPanel)
        shown.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setAccessibleName(self.tr("Förslag"))
        set_look(shown, "suggestions")
        shown.pressed.connect(lambda index: self._take(self._found[index.row()]))
        self.destroyed.connect(shown.deleteLater)
        for above in self._ancestors():
            above.installEventFilter(self)
        return shown

    def _ancestors(self) -> Iterator[QWidget]:
        above: QWidget | None = self
        while above is not None:
            yield above
            above = above.parentWidget()

    def _hide_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _mark(self, step: int) -> None:
        if not self.found:
            self._show_found(self._matches(self.text()))
            return
        shown = self._list
        if shown is not None:
            row = max(0, min(shown.currentIndex().row() + step, len(self._found) - 1))
            shown.setCurrentIndex(self._model.index(row))
            announce(self, self._found[row].text)

    def _take_marked(self) -> None:
        if self._id is None and self.text().strip():
            found = self._found if self.found else self._matches(self.text())
            row = self._list.currentIndex().row() if self._list and self.found else 0
            if found:
                self._take(found[max(row, 0)])
        self._hide_list()

    def _take(self, one: Offered) -> None:
        changed = one.id != self._id
        self.choose(one.id)
        if changed:
            self.chosen.emit()


def _is_tab(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
