"""The names of keys as they stand on Swedish keyboards, wherever Qt or we show them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTranslator
from PySide6.QtGui import QKeySequence

translate = QCoreApplication.translate
_QT_CONTEXT = "QShortcut"


class KeyNames(QTranslator):
    """Answers for Qt, whose own translation leaves some keys in English."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._names = {
            "Return": translate("Keys", "Retur"),
            "Shift": translate("Keys", "Skift"),
            "Backspace": translate("Keys", "Backsteg"),
            "Space": translate("Keys", "Mellanslag"),
            "Left": translate("Keys", "Vänster"),
            "Right": translate("Keys", "Höger"),
            "Up": translate("Keys", "Upp"),
            "Down": translate("Keys", "Ned"),
            "Home": "Home",
            "PgUp": "Page Up",
            "PgDown": "Page Down",
            "Ins": "Insert",
            "Del": "Delete",
        }

    def isEmpty(self) -> bool:  # noqa: N802
        """It holds names."""
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """The key's name; for all else nothing, so that the next translator is asked."""
        return self._names.get(source) if context == _QT_CONTEXT else None  # type: ignore[return-value]


def key_words(keys: QKeySequence) -> str:
    """The keys as one reads them."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
