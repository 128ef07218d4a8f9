"""One small form for each change of a certificate or a detail, a death or a move away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.issue_certificate import DisclosureDraft
from munhalsa.desktop.forms.change_dialog import ChangeDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.person_words import basis_words
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.domain.certificate import DisclosureBasis, Recipient
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in the fields; None for a field that the form does not have."""

    choice: Any
    day: date | None
    words: str | None
    disclosure: DisclosureDraft | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeForm:
    """What a change asks for: each field is there if it has a label.

    ``choices`` are words with what they stand for. ``command`` makes the command of what was
    filled in, Rejected where a field is wrong; ``tells`` says beforehand what will follow.
    """

    what: str
    explanation: str
    save: str
    command: Callable[[Filled], Any]
    choice_label: str = ""
    choices: Sequence[tuple[str, Any]] = ()
    day_label: str = ""
    day: date | None = None
    day_needed: bool = True
    asks_basis: bool = False
    words_label: str = ""
    words: str = ""
    tells: bool = False


class ChangeDialog(QDialog):
    """``given`` carries the command to be done, ``asked`` one to be told about beforehand."""

    given = Signal(object)
    asked = Signal(object)

    def __init__(self, form: ChangeForm, *, today: date, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = ChangeDialogForm()
        self.ui.set_up(self)
        keep_still(self)
        self._form = form
        self.setWindowTitle(form.what)
        self.ui.what.setText(form.what)
        self.ui.explanation.setText(form.explanation)
        self.ui.save.setText(form.save)
        self.day = DateField(look, today=today, parent=self)
        self.day.set_day(form.day)
        self.ui.day_column.addWidget(self.day)
        self._fill_choices()
        self._name_fields()
        self._faults = self._messages()
        self._show_fields()
        self.ui.follows_frame.setVisible(False)
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        self.ui.choice.currentIndexChanged.connect(self._ask)
        self.ui.basis.currentIndexChanged.connect(self._basis_chosen)
        self.ui.words.editingFinished.connect(self._ask)
        self.day.left.connect(self._ask)
        self._basis_chosen()
        self._order()
        self.setMinimumWidth(look.sizes.px(440))

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    def show_follows(self, lines: Sequence[str]) -> None:
        """Say what will be done with what stands in the fields."""
        self.ui.follows.setText("\n".join(lines))
        self.ui.follows_frame.setVisible(bool(lines))
        self.ui.follows_frame.setAccessibleName(" ".join(lines))
        self._grow()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """With room for all of the explanation."""
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        """As high as the words need at this width: lines that wrap are not told by a size hint."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def ask_first(self) -> None:
        """Have told what would follow as the form stands when it opens."""
        self._ask()

    def _fill_choices(self) -> None:
        self.ui.words.setText(self._form.words)
        for words, value in self._form.choices:
            self.ui.choice.addItem(words, value)
        self.ui.basis.addItem(self.tr("Redan gjord"), None)
        for basis in DisclosureBasis:
            self.ui.basis.addItem(basis_words(basis), basis.value)

    def _name_fields(self) -> None:
        form, ui = self._form, self.ui
        for label, text, field in (
            (ui.choice_label, form.choice_label, ui.choice),
            (ui.day_label, form.day_label, self.day),
            (ui.words_label, form.words_label, ui.words),
        ):
            label.setText(text)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))

    def _messages(self) -> Faults:
        ui = self.ui
        messages = {}
        for field, column, names in (
            (ui.choice, ui.choice_column, ("to", "ground", "valid_to", "level", "state")),
            (self.day, ui.day_column, ("date", "issued", "from")),
            (ui.basis, ui.basis_column, ("disclosure",)),
            (
                ui.words,
                ui.words_column,
                ("details", "reason", "name", "text", "language", "room", "other", "number"),
            ),
        ):
            message = FieldMessage(field, self)
            column.addWidget(message)
            messages.update(dict.fromkeys(names, message))
        if not self._form.words_label:
            # What is said of somebody by number or name has no field here.
            for name in ("other", "number"):
                del messages[name]
        if not self._form.choice_label:
            messages["valid_to"] = messages["date"]
            messages["to"] = messages["details"]
        return Faults(messages)

    def _show_fields(self) -> None:
        form, ui = self._form, self.ui
        for shown, widgets in (
            (bool(form.choice_label), (ui.choice_label, ui.choice_slot)),
            (bool(form.day_label), (ui.day_label, ui.day_slot)),
            (form.asks_basis, (ui.basis_label, ui.basis_slot)),
            (bool(form.words_label), (ui.words_label, ui.words_slot)),
        ):
            for widget in widgets:
                widget.setVisible(shown)

    def _order(self) -> None:
        form, ui = self._form, self.ui
        fields = (
            (ui.choice, form.choice_label),
            (self.day, form.day_label),
            (ui.basis, form.asks_basis),
            (ui.words, form.words_label),
            (ui.leave, True),
            (ui.save, True),
        )
        order = [field for field, shown in fields if shown]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        (ui.save if order[0] is ui.leave else order[0]).setFocus()

    def _basis_chosen(self) -> None:
        """What it rests on is written where an assessment is made here."""
        if self._form.asks_basis:
            self.ui.words.setEnabled(self.ui.basis.currentData() is not None)
            self._ask()

    def _filled(self) -> Filled:
        form = self._form
        day = self.day.day(field="date") if form.day_label else None
        if form.day_label and form.day_needed and day is None:
            raise Rejected("missing", self.tr("Ange dagen."), field="date")
        words = self.ui.words.text().strip() or None
        basis = self.ui.basis.currentData() if form.asks_basis else None
        return Filled(
            choice=self.ui.choice.currentData() if form.choice_label else None,
            day=day,
            words=words if form.words_label else None,
            disclosure=None
            if basis is None
            else DisclosureDraft(
                recipient=Recipient.OTHER_MUNICIPALITY,
                basis=DisclosureBasis(basis),
                details=words,
            ),
        )

    def _ask(self) -> None:
        if not self._form.tells:
            return
        try:
            self.asked.emit(self._form.command(self._filled()))
        except Rejected:
            self.show_follows(())

    def _give(self) -> None:
        self._faults.clear()
        try:
            command = self._form.command(self._filled())
        except Rejected as refusal:
            self._faults.show(refusal)
            return
        self.given.emit(command)
