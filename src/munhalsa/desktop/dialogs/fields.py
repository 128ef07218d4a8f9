"""A form of a few fields: texts of one or several lines, days and choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from munhalsa.desktop.dialogs.conflict import ConflictDialog
from munhalsa.desktop.forms.fields_dialog import FieldsDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.name_list import complete_names
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.domain.conflict import both_changes
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal, Rejected

_WIDE, _WIDER, _LONGEST = 440, 560, 200
_IN_ONE_COLUMN = 3
_LINES_HIGH = 84


class FieldKind(Enum):
    """What is filled in: a text, a day, one of some choices, a text of several lines, a secret."""

    TEXT = 1
    DAY = 2
    CHOICE = 3
    LONG = 4
    SECRET = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field; ``name`` is what refusals call it, ``choices`` are words with what they mean.

    ``names`` are offered as one types in a text, each after a semicolon.
    ``wide``: it takes a line of its own, as a text of several lines always does.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    value: Any = None
    choices: Sequence[tuple[str, Any]] = ()
    names: Sequence[str] = ()
    longest: int = _LONGEST
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsForm:
    """``command`` makes the command of what was filled in, Rejected where a field is wrong."""

    what: str
    explanation: str
    save: str
    fields: Sequence[Field]
    command: Callable[[Mapping[str, Any]], Any]


class FieldsDialog(QDialog):
    """``given`` carries the command; the caller closes the dialog, or shows it the refusal."""

    given = Signal(object)

    def __init__(self, form: FieldsForm, *, today: date, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = FieldsDialogForm()
        self.ui.set_up(self)
        self._form, self._look = form, look
        self.setWindowTitle(form.what)
        self.ui.what.setText(form.what)
        self.ui.explanation.setText(form.explanation)
        self.ui.save.setText(form.save)
        self.fields: dict[str, QWidget] = {}
        messages = {}
        columns = 1 if len(form.fields) <= _IN_ONE_COLUMN else 2
        place = 0
        for field in form.fields:
            message, slot = self._put(field, today=today, look=look)
            messages[field.name] = message
            across = columns if field.wide or field.kind is FieldKind.LONG else 1
            place += -place % across
            self.ui.grid.addLayout(slot, place // columns, place % columns, 1, across)
            place += across
        self._faults = Faults(messages)
        keep_still(self)
        self._base = {one.name: one.value for one in form.fields}
        chain = [*self.fields.values(), self.ui.leave, self.ui.save]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.ui.save.click)
        self.finished.connect(self.deleteLater)
        self.setMinimumWidth(look.sizes.px(_WIDE if columns == 1 else _WIDER))
        chain[0].setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need: lines that wrap are not told by a size hint."""
        super().showEvent(event)
        self._grow()

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        shown = self._faults.show(refusal)
        self._grow()
        return shown

    def take_newer(self, theirs: Mapping[str, Any]) -> None:
        """Somebody else was first: what only they changed is taken, of the rest one chooses.

        Saves again when it is settled; the caller's command must then hold the newer version.
        """
        mine = self._filled()
        found = both_changes(base=self._base, mine=mine, theirs=theirs)
        for name, value in found.values.items():
            self._show(name, value)
        self._base = dict(theirs)
        if not found.clashes:
            self._give()
            return
        titles = {one.name: one.label.replace("&", "") for one in self._form.fields}
        words = self._words
        asked = [
            (one.field, titles[one.field], words(one.field, one.theirs), words(one.field, one.mine))
            for one in found.clashes
        ]
        dialog = ConflictDialog(asked, look=self._look, parent=self)
        dialog.ask(lambda kept: self._keep_mine({name: mine[name] for name in kept}))

    # Within.

    def _keep_mine(self, kept: Mapping[str, Any]) -> None:
        for name, value in kept.items():
            self._show(name, value)
        self._give()

    def _show(self, name: str, value: Any) -> None:
        widget = self.fields[name]
        if isinstance(widget, DateField):
            widget.set_day(value)
        elif isinstance(widget, QComboBox):
            widget.setCurrentIndex(max(0, widget.findData(value)))
        elif isinstance(widget, QLineEdit):
            widget.setText(value or "")
        elif isinstance(widget, QPlainTextEdit):
            widget.setPlainText(value or "")

    def _words(self, name: str, value: Any) -> str:
        """A value as it stands in the field."""
        widget = self.fields[name]
        if isinstance(widget, QComboBox):
            return widget.itemText(widget.findData(value))
        return "–" if value is None else str(value)

    def _grow(self) -> None:
        self.ui.column.activate()
        self.resize(self.width(), self.ui.column.totalHeightForWidth(self.width()))

    def _put(self, field: Field, *, today: date, look: Look) -> tuple[FieldMessage, QVBoxLayout]:
        widget = self._made(field, today=today, look=look)
        label = QLabel(field.label, self)
        label.setBuddy(widget)
        widget.setAccessibleName(field.label.replace("&", ""))
        message = FieldMessage(widget, self)
        slot = QVBoxLayout()
        slot.setSpacing(4)
        for part in (label, widget, message):
            slot.addWidget(part)
        slot.addStretch(1)
        self.fields[field.name] = widget
        return message, slot

    def _made(self, field: Field, *, today: date, look: Look) -> QWidget:
        if field.kind is FieldKind.DAY:
            day = DateField(look, today=today, parent=self)
            day.set_day(field.value)
            return day
        if field.kind is FieldKind.CHOICE:
            choice = QComboBox(self)
            for words, value in field.choices:
                choice.addItem(words, value)
            choice.setCurrentIndex(max(0, choice.findData(field.value)))
            return choice
        if field.kind is FieldKind.LONG:
            lines = QPlainTextEdit(field.value or "", self)
            lines.setTabChangesFocus(True)
            lines.setFixedHeight(look.sizes.px(_LINES_HIGH))
            return lines
        text = QLineEdit(field.value or "", self)
        text.setMaxLength(field.longest)
        if field.kind is FieldKind.SECRET:
            text.setEchoMode(QLineEdit.EchoMode.Password)
        if field.names:
            complete_names(text, field.names)
        return text

    def _filled(self) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for name, widget in self.fields.items():
            if isinstance(widget, DateField):
                found[name] = widget.day(field=name)
            elif isinstance(widget, QComboBox):
                found[name] = widget.currentData()
            elif isinstance(widget, QLineEdit):
                is_open = widget.echoMode() is QLineEdit.EchoMode.Normal
                found[name] = (widget.text().strip() if is_open else widget.text()) or None
            elif isinstance(widget, QPlainTextEdit):
                found[name] = widget.toPlainText().strip() or None
        return found

    def _give(self) -> None:
        self._faults.clear()
        try:
            command = self._form.command(self._filled())
        except Rejected as refusal:
            self.show_refusal(refusal)
            return
        self.given.emit(command)
