"""What is wrong with a field, said beside it in words and aloud."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from munhalsa.desktop.look import set_look
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.widgets.announce import announce
from munhalsa.domain.refusal import Refusal

_LOOKS = {Tone.OK: "ok", Tone.WARN: "warn", Tone.BAD: "bad"}
_FOOT = "foot"


class FieldMessage(QLabel):
    """A line of text that belongs to a field; takes no room while it is empty."""

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self.setWordWrap(True)
        self.setVisible(False)

    @property
    def field(self) -> QWidget:
        """The field it belongs to."""
        return self._field

    def say(self, text: str, tone: Tone = Tone.BAD) -> None:
        """Show a hint or, if BAD, a fault; the words always tell which without the colour."""
        changed = text != self.text()
        self.setText(text)
        set_look(self, _LOOKS.get(tone, "muted"))
        self.setVisible(True)
        self._mark(invalid=tone is Tone.BAD)
        self._field.setAccessibleDescription(text)
        if changed:
            announce(self._field, text, urgent=tone is Tone.BAD)

    def clear(self) -> None:
        """Nothing is wrong any longer."""
        self.setText("")
        self.setVisible(False)
        self._mark(invalid=False)
        self._field.setAccessibleDescription("")

    def _mark(self, *, invalid: bool) -> None:
        if bool(self._field.property("invalid")) != invalid:
            self._field.setProperty("invalid", invalid)
            style = self._field.style()
            style.unpolish(self._field)
            style.polish(self._field)


def say_at_foot(form: QDialog, text: str) -> None:
    """Say above the buttons of a form what concerns no single field; nothing: no longer."""
    foot, column = form.findChild(FieldMessage, _FOOT), cast("QVBoxLayout", form.layout())
    if foot is None:
        if not text:
            return
        foot = FieldMessage(form, form)
        foot.setObjectName(_FOOT)
        column.insertWidget(column.count() - 1, foot)
    if text:
        foot.say(text)
        # Lines that wrap are not told by a size hint.
        column.activate()
        needed = column.totalMinimumHeightForWidth(form.width())
        form.resize(form.width(), max(form.height(), needed))
    else:
        foot.clear()


class Faults:
    """The messages of a form's fields, by the names that refusals give."""

    def __init__(self, messages: Mapping[str, FieldMessage]) -> None:
        self._messages = messages

    def show(self, refusal: Refusal) -> bool:
        """Show a refusal at its field and go there; False if the form shows no such field."""
        message = self._messages.get(refusal.field or "")
        if message is None or not message.field.isVisibleTo(message.field.window()):
            return False
        message.say(refusal.message)
        message.field.setFocus()
        return True

    def clear(self) -> None:
        """Nothing is wrong any longer."""
        for message in self._messages.values():
            message.clear()

    def first(self) -> FieldMessage | None:
        """The first field that something is wrong with, in the form's order."""
        return next((one for one in self._messages.values() if one.field.property("invalid")), None)
