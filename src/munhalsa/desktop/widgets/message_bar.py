"""What was done or refused, in a sentence that stays until the next one or until closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.widgets.announce import announce

_ICONS = {Tone.OK: "circle-check", Tone.WARN: "triangle-alert", Tone.BAD: "circle-alert"}


class MessageBar(QFrame):
    """One message at a time, with an undo where there is one; ``shown`` says whether there is."""

    shown = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._undo: Callable[[], None] | None = None
        self._sign = QToolButton(self)
        self._sign.setEnabled(True)
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._undo_button = QPushButton(self.tr("&Ångra"), self)
        self._close = QToolButton(self)
        self._close.setAccessibleName(self.tr("Stäng meddelandet"))
        self._close.setToolTip(self.tr("Stäng meddelandet"))
        for widget, name in ((self, "message"), (self._sign, "quiet"), (self._close, "quiet")):
            set_look(widget, name)
        look.put_icon(self._close, "x")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._undo_button)
        row.addWidget(self._close)
        self._undo_button.clicked.connect(self._run_undo)
        self._close.clicked.connect(self.clear)
        self.setVisible(False)

    @property
    def text(self) -> str:
        """What is said; empty when nothing is."""
        return self._text.text()

    def say(self, text: str, *, tone: Tone, undo: Callable[[], None] | None = None) -> None:
        """Show the sentence and have it read."""
        self._undo = undo
        self._text.setText(text)
        self._undo_button.setVisible(undo is not None)
        name = _ICONS.get(tone, "info")
        self._look.put_icon(self._sign, name, tone=tone.value if tone in _ICONS else "muted")
        self._sign.setAccessibleName(self._word(tone))
        self.setAccessibleName(f"{self._word(tone)}: {text}")
        self.setVisible(True)
        self.shown.emit(True)
        # After the paint, so that the words are there when a screen reader looks.
        QTimer.singleShot(0, self, lambda: announce(self, text, urgent=tone is Tone.BAD))

    def clear(self) -> None:
        """Say nothing."""
        self._undo = None
        self._text.setText("")
        self.setVisible(False)
        self.shown.emit(False)

    def _word(self, tone: Tone) -> str:
        words = {
            Tone.OK: self.tr("Klart"),
            Tone.WARN: self.tr("Varning"),
            Tone.BAD: self.tr("Fel"),
        }
        return words.get(tone, self.tr("Meddelande"))

    def _run_undo(self) -> None:
        undo = self._undo
        self.clear()
        if undo is not None:
            undo()
