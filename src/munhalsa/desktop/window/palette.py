"""Ctrl+K: everything that can be done and everywhere one can go, found by a few letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget

from munhalsa.desktop.commands import OTHER_WORDS
from munhalsa.desktop.forms.command_palette import CommandPaletteForm
from munhalsa.desktop.key_names import key_words
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.key_delegate import KEYS_FOLLOW, KeyDelegate
from munhalsa.domain.lazy_dataclass import dataclass

_LIKE_ENOUGH = 70
_MOST = 50
_BY_OTHER = 85


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    other: str
    action: QAction

    @property
    def shown(self) -> str:
        """With the keys that do it too."""
        keys = key_words(self.action.shortcut())
        return f"{self.words}{KEYS_FOLLOW}{keys}" if keys else self.words

    def rank(self, wanted: str) -> float:
        """By its own words, or nearly as well by a beginning of others that it may be called."""
        own = rank(wanted, self.words)
        return own if own > _BY_OTHER or not _begin(wanted, self.other) else _BY_OTHER


def rank(wanted: str, words: str) -> float:
    """How well words answer what was typed, 0 to 100: beginnings first, then nearly the same."""
    typed, text = wanted.casefold().split(), words.casefold()
    if not typed:
        return 1
    parts = text.replace("/", " ").split()
    if all(any(part.startswith(one) for part in parts) for one in typed):
        return 100 if text.startswith(typed[0]) else 95
    if all(one in text for one in typed):
        return 90
    if _is_in_order("".join(typed), text):
        return 80
    from rapidfuzz import fuzz

    like = fuzz.partial_ratio("".join(typed), text)
    return like if like >= _LIKE_ENOUGH and len(wanted) > 3 else 0


def _begin(wanted: str, words: str) -> bool:
    """Whether all that was typed is the beginning of some of the words."""
    typed, parts = wanted.casefold().split(), words.casefold().split()
    return all(any(part.startswith(one) for part in parts) for one in typed) and bool(typed)


def _is_in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return len(letters) > 1 and all(letter in rest for letter in letters)


class CommandPalette(QDialog):
    """Type, choose with the arrows, do with Enter."""

    def __init__(self, actions: Sequence[QAction], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.ui = CommandPaletteForm()
        self.ui.set_up(self)
        self._lines = [
            _Line(action.text().replace("&", ""), action.property(OTHER_WORDS) or "", action)
            for action in actions
            if action.isEnabled() and action.text()
        ]
        self._shown: list[_Line] = []
        self._model = QStringListModel(self)
        self.ui.found.setModel(self._model)
        self.ui.found.setItemDelegate(KeyDelegate(look, self))
        self.ui.found.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.ui.wanted.textChanged.connect(self._find)
        self.ui.wanted.installEventFilter(self)
        self.ui.found.activated.connect(self._do)
        self.setMinimumSize(look.sizes.px(520), look.sizes.px(380))
        self._find("")

    @property
    def shown(self) -> Sequence[str]:
        """What is found, best first."""
        return [line.words for line in self._shown]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Arrows and Enter in the field belong to the list."""
        pressed = event.type() is QEvent.Type.KeyPress
        if pressed and watched is self.ui.wanted and isinstance(event, QKeyEvent):
            return self._take_key(event.key())
        return super().eventFilter(watched, event)

    def _take_key(self, key: int) -> bool:
        steps: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10}
        if key in steps:
            self._choose(self.ui.found.currentIndex().row() + steps[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.ui.found.currentIndex())
            return True
        return False

    def _find(self, wanted: str) -> None:
        ranked = [(line.rank(wanted), line) for line in self._lines]
        ranked = [pair for pair in ranked if pair[0] > 0]
        ranked.sort(key=lambda pair: -pair[0])
        self._shown = [line for _, line in ranked[:_MOST]]
        self._model.setStringList([line.shown for line in self._shown])
        self._choose(0)

    def _choose(self, place: int) -> None:
        if self._shown:
            place = max(0, min(place, len(self._shown) - 1))
            self.ui.found.setCurrentIndex(self._model.index(place))

    def _do(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._shown):
            self.accept()
            self._shown[index.row()].action.trigger()
