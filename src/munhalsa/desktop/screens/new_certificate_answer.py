"""Nytt intyg, last part: the answer about assessment, who gets the letter, and from when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from munhalsa.application.view_person import PersonRecord
from munhalsa.desktop.forms.new_certificate_rest import NewCertificateRestForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.person_words import answered_by_words
from munhalsa.desktop.widgets.choice import Choice, Option
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow import Flow, together
from munhalsa.desktop.widgets.typed import fill, on_typed
from munhalsa.domain.certificate import check_period
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.response import AnsweredBy

_GAP = 10
_WIDEST = 480
_SOMEBODY = "somebody"
_NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A yes or no about the assessment."""

    wants: bool
    answered: date
    answered_by: AnsweredBy
    name: str | None


class AnswerSection(QObject):
    """``changed`` at each change; ``dated`` when the certificate begins on another day."""

    changed = Signal()
    dated = Signal()

    def __init__(self, ui: NewCertificateRestForm, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._ui, self._look = ui, look
        self._today = date.today()  # noqa: DTZ011 - until the store has told its day
        self._unit_name: str | None = None
        self._contacts: tuple[str, ...] = ()
        self.wants = Choice(
            [
                Option("yes", self.tr("Önskar"), "J"),
                Option("no", self.tr("Önskar inte"), "N"),
                Option(_NOT_ASKED, self.tr("Inte tillfrågad"), "T"),
            ],
            name=self.tr("Munhälsobedömning"),
            parent=ui.answer_line,
        )
        self.until = Choice(
            [
                Option(False, self.tr("Tills vidare"), "T"),
                Option(True, self.tr("Till och med"), "M"),
            ],
            name=self.tr("Giltighet"),
            parent=ui.validity_line,
        )
        self.answered = self._date(ui.answered_line, self.tr("Svaret gavs den"))
        self.issued = self._date(ui.validity_line, self.tr("Giltigt från"))
        self.valid_to = self._date(ui.validity_line, self.tr("Giltigt till och med"))
        for who in AnsweredBy:
            ui.answered_by.addItem(answered_by_words(who), who.value)
        self._lay_out()
        self.messages: Mapping[str, FieldMessage] = {
            "answered_by": self._message("answered", ui.answered_by),
            "answered": self._message("answered", self.answered),
            "letter_to": self._message("letter", ui.letter_name),
            "issued": self._message("validity", self.issued),
            "valid_to": self._message("validity", self.valid_to),
        }
        self._listen()
        self.clear()

    def use(self, today: date) -> None:
        """The day of the store."""
        if today == self._today and self.issued.text():
            return
        self._today = today
        for field in (self.answered, self.issued, self.valid_to):
            field.set_today(today)
        self.answered.set_day(today)
        self.issued.set_day(today)

    # What is filled in.

    @property
    def first_day(self) -> date | None:
        """The first day of validity, None while it cannot be read."""
        try:
            return self.issued.day()
        except Rejected:
            return None

    @property
    def last_day(self) -> date | None:
        """The last day of validity; Rejected if it cannot be read."""
        return self.valid_to.day(field="valid_to") if self.until.value else None

    @property
    def answer(self) -> Answer | None:
        """The answer; None if nobody was asked. Rejected if its day cannot be read."""
        day = self.answered.day(field="answered")
        if self.wants.value not in ("yes", "no") or day is None:
            return None
        by = AnsweredBy(self._ui.answered_by.currentData())
        name = self._ui.answered_name.text().strip()
        return Answer(
            wants=self.wants.value == "yes",
            answered=day,
            answered_by=by,
            name=name if name and by is not AnsweredBy.SELF else None,
        )

    @property
    def letter_to(self) -> str | None:
        """Who gets the letter; None: the person, or who gets the person's letters."""
        chosen = self._ui.letter.currentData()
        if chosen == _SOMEBODY:
            return self._ui.letter_name.text().strip() or None
        return None if chosen is None else str(chosen)

    def offer_letter(self, *, unit: str | None, record: PersonRecord | None) -> None:
        """To whom the letter can go: the person, the unit, those around the person."""
        contacts = (
            ()
            if record is None
            else tuple(one.name for one in record.contacts if one.is_current_on(self._today))
        )
        if (unit, contacts) == (self._unit_name, self._contacts) and self._ui.letter.count():
            return
        self._unit_name, self._contacts = unit, contacts
        combo, kept = self._ui.letter, self._ui.letter.currentData()
        combo.clear()
        combo.addItem(self.tr("Personen, eller den som får personens brev"), None)
        for contact in contacts:
            combo.addItem(contact, contact)
        if unit is not None:
            combo.addItem(self.tr("Enheten: {0}").format(unit), unit)
        combo.addItem(self.tr("Någon annan"), _SOMEBODY)
        combo.setCurrentIndex(max(combo.findData(kept), 0) if kept is not None else 0)
        self._show_parts()

    @property
    def fields(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        ui = self._ui
        return [
            self.wants,
            ui.answered_by,
            ui.answered_name,
            self.answered,
            ui.letter,
            ui.letter_name,
            self.issued,
            self.until,
            self.valid_to,
        ]

    def fit(self) -> None:
        """The text may have another size."""
        ui = self._ui
        px = self._look.sizes.px
        for line, width in (
            (ui.answered_name, 180), (self.answered, 150), (ui.letter_name, 200),
            (self.issued, 150), (self.valid_to, 150),
        ):  # fmt: skip
            line.setFixedWidth(px(width))
        for combo, width in ((ui.answered_by, 220), (ui.letter, 300)):
            combo.setMinimumWidth(px(width))
        for field in (ui.information, ui.basis):
            field.setMaximumWidth(px(_WIDEST))

    def check(self) -> None:
        """Say at each field what stands in the way."""
        self._check_answered()
        self._check_period()
        if self._ui.letter.currentData() == _SOMEBODY and self.letter_to is None:
            self.messages["letter_to"].say(self.tr("Skriv vem som ska få brevet."))

    def clear(self) -> None:
        """Somebody else."""
        self.wants.set_value(_NOT_ASKED)
        self.until.set_value(False)
        self._ui.answered_by.setCurrentIndex(0)
        self._ui.letter.setCurrentIndex(0)
        for field in (self._ui.answered_name, self._ui.letter_name, self.valid_to):
            fill(field, "")
        self.answered.set_day(self._today)
        self.issued.set_day(self._today)
        for message in self.messages.values():
            message.clear()
        self.offer_letter(unit=None, record=None)
        self._show_parts()

    def draft(self) -> dict[str, Any]:
        """What is filled in."""
        return {
            "wants": self.wants.value,
            "answered_by": self._ui.answered_by.currentData(),
            "answered_name": self._ui.answered_name.text(),
            "answered": self.answered.text(),
            "letter": self._ui.letter.currentData(),
            "letter_name": self._ui.letter_name.text(),
            "issued": self.issued.text(),
            "until": self.until.value,
            "valid_to": self.valid_to.text(),
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was filled in."""
        ui = self._ui
        self.wants.set_value(draft["wants"])
        self.until.set_value(draft["until"])
        ui.answered_by.setCurrentIndex(max(ui.answered_by.findData(draft["answered_by"]), 0))
        fill(ui.answered_name, draft["answered_name"])
        fill(self.answered, draft["answered"])
        letter = draft["letter"]
        ui.letter.setCurrentIndex(0 if letter is None else max(ui.letter.findData(letter), 0))
        fill(ui.letter_name, draft["letter_name"])
        fill(self.issued, draft["issued"])
        fill(self.valid_to, draft["valid_to"])
        self._show_parts()
        self.dated.emit()

    # Within.

    def _date(self, parent: Any, name: str) -> DateField:
        field = DateField(self._look, today=self._today, parent=parent)
        field.setAccessibleName(name)
        return field

    def _lay_out(self) -> None:
        ui = self._ui
        for line, widgets in (
            (ui.answer_line, (self.wants,)),
            (
                ui.answered_line,
                (
                    ui.answered_by,
                    ui.answered_name,
                    together(ui.answered_on, self.answered),
                ),
            ),
            (ui.letter_line, (ui.letter, ui.letter_name)),
            (ui.validity_line, (self.issued, self.until, self.valid_to)),
        ):
            flow = Flow(line, _GAP)
            for widget in widgets:
                flow.addWidget(widget)
        for line, field in ((ui.information_line, ui.information), (ui.basis_line, ui.basis)):
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(field, 1)
            row.addStretch(0)
        ui.answer_label.setBuddy(self.wants)
        ui.validity_label.setBuddy(self.issued)

    def _message(self, row: str, field: Any) -> FieldMessage:
        message = FieldMessage(field, getattr(self._ui, f"{row}_cell"))
        getattr(self._ui, f"{row}_column").addWidget(message)
        return message

    def _listen(self) -> None:
        ui = self._ui
        self.wants.chosen.connect(self._show_parts)
        self.until.chosen.connect(self._show_parts)
        ui.answered_by.currentIndexChanged.connect(lambda _: self._show_parts())
        ui.letter.activated.connect(lambda _: self._show_parts())
        for signal in (self.wants.chosen, self.until.chosen):
            signal.connect(self.changed)
        ui.answered_by.activated.connect(lambda _: self.messages["answered_by"].clear())
        for combo in (ui.answered_by, ui.letter):
            combo.activated.connect(lambda _: self.changed.emit())
        for field in (
            ui.answered_name, ui.letter_name, self.answered, self.issued, self.valid_to,
        ):  # fmt: skip
            on_typed(field, lambda _: self.changed.emit())
        on_typed(ui.letter_name, lambda _: self.messages["letter_to"].clear())
        self.answered.left.connect(self._check_answered)
        self.issued.left.connect(self._check_period)
        self.valid_to.left.connect(self._check_period)
        self.issued.left.connect(self.dated)

    def _check_answered(self) -> None:
        message = self.messages["answered"]
        if self.wants.value not in ("yes", "no"):
            message.clear()
            return
        try:
            day = self.answered.day(field="answered")
        except Rejected as refusal:
            message.say(refusal.message)
            return
        if day is None:
            message.say(self.tr("Datum saknas. Skriv i för i dag."))
        elif day > self._today:
            message.say(self.tr("Svarsdatumet ligger framåt i tiden. Ange den dag svaret gavs."))
        else:
            message.clear()

    def _check_period(self) -> None:
        for name in ("issued", "valid_to"):
            self.messages[name].clear()
        try:
            issued, last = self.issued.day(field="issued"), self.last_day
            if issued is None:
                self.messages["issued"].say(self.tr("Datum saknas. Skriv i för i dag."))
                return
            if self.until.value and last is None:
                self.messages["valid_to"].say(
                    self.tr("Skriv sista dagen, eller välj Tills vidare.")
                )
            check_period(issued=issued, valid_to=last, today=self._today)
        except Rejected as refusal:
            self.messages[refusal.field or "issued"].say(refusal.message)

    def _show_parts(self) -> None:
        ui = self._ui
        answered = self.wants.value in ("yes", "no")
        ui.rest_form.setRowVisible(ui.answered_cell, answered)
        himself = ui.answered_by.currentData() == AnsweredBy.SELF.value
        ui.answered_name.setVisible(not himself)
        ui.letter_name.setVisible(ui.letter.currentData() == _SOMEBODY)
        self.valid_to.setVisible(bool(self.until.value))
