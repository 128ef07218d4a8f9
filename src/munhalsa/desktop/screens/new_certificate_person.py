"""Nytt intyg, first part: who it is about. The number is checked at every key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from munhalsa.application.view_person import PersonRecord
from munhalsa.desktop.forms.new_certificate_person import NewCertificatePersonForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.screens.new_certificate_words import protection_name, valid_number
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.choice import Choice, Option, order_tabs
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.desktop.widgets.typed import fill, on_typed
from munhalsa.domain.eligibility import AgeStatus, age_gate
from munhalsa.domain.identity import IdentityNumber, earlier_century, formatted, read
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import RuleBook

_GAP = 10
_WHOLE = 12
"""Characters of a number that is written out."""

_VERY_OLD = 100


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What is said of the number, and whether it stands in the way of a certificate."""

    text: str
    tone: Tone


class PersonSection(QObject):
    """``changed`` at each change; ``numbered`` when the number became another one, or none."""

    changed = Signal()
    numbered = Signal()

    def __init__(self, ui: NewCertificatePersonForm, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._ui, self._look = ui, look
        self._today = date.today()  # noqa: DTZ011 - until the store has told its day
        self._rules: RuleBook | None = None
        self._number: IdentityNumber | None = None
        self._locked = False
        self._obstacle: str | None = None
        self._asks_century = False
        keys = {
            ProtectedIdentity.NONE: "N",
            ProtectedIdentity.CONFIDENTIALITY_MARKING: "S",
            ProtectedIdentity.PROTECTED_REGISTRATION: "F",
        }
        self.protected = Choice(
            [Option(one, protection_name(one), keys[one]) for one in ProtectedIdentity],
            name=self.tr("Skyddade uppgifter"),
            parent=ui.protected_line,
        )
        self.century: Choice[str] = Choice([], name=self.tr("Född"), parent=ui.century_line)
        self._lay_out()
        self.messages: Mapping[str, FieldMessage] = {
            "protected_identity": self._message("protected", self.protected),
            "number": self._message("number", ui.number),
            "century": self._message("century", self.century),
            "given_name": self._message("name", ui.given_name),
            "family_name": self._message("name", ui.family_name),
        }
        self._listen()
        self.clear()

    def use(self, *, today: date, rules: RuleBook) -> None:
        """The day, and the rules that the age is judged by."""
        self._today, self._rules = today, rules
        self._check_number(left=False)

    # What is filled in.

    @property
    def number(self) -> IdentityNumber | None:
        """The number, when it is right and its century is known."""
        return self._number

    @property
    def names(self) -> tuple[str, str]:
        """Given name and family name as typed."""
        return self._ui.given_name.text().strip(), self._ui.family_name.text().strip()

    @property
    def is_protected(self) -> bool:
        """Whether the data of the person are protected, as far as is known."""
        return self.protected.value not in (None, ProtectedIdentity.NONE)

    @property
    def is_known(self) -> bool:
        """Whether it is somebody who was registered before."""
        return self._locked

    def set_obstacle(self, text: str | None) -> None:
        """Why no certificate can be issued by this number; None: nothing is in the way."""
        if text != self._obstacle:
            self._obstacle = text
            self._check_number(left=True)

    def know(self, record: PersonRecord | None) -> None:
        """Show somebody who is registered; None: somebody new again."""
        was = self._locked
        self._locked = record is not None
        ui = self._ui
        for field in (ui.given_name, ui.family_name):
            field.setReadOnly(self._locked)
        for button in self.protected.buttons:
            button.setEnabled(not self._locked)
        if record is not None:
            fill(ui.given_name, record.person.given_name)
            fill(ui.family_name, record.person.family_name)
            self.protected.set_value(record.person.protected_identity)
            for name in ("given_name", "family_name", "protected_identity"):
                self.messages[name].clear()
        elif was:
            fill(ui.given_name, "")
            fill(ui.family_name, "")
            self.protected.set_value(ProtectedIdentity.NONE)

    def take_number(self, number: str) -> None:
        """As if this number, of 12 characters, had been typed."""
        fill(self._ui.number, formatted(number))
        self._check_number(left=True)
        self.changed.emit()

    @property
    def fields(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        ui = self._ui
        return [
            self.protected,
            ui.number,
            self.century,
            ui.given_name,
            ui.family_name,
        ]

    def fit(self) -> None:
        """The text may have another size."""
        for field in (self._ui.number, self._ui.given_name, self._ui.family_name):
            field.setFixedWidth(self._look.sizes.px(190))

    def check(self) -> None:
        """Say at each field what stands in the way."""
        if self.protected.value is None:
            self.messages["protected_identity"].say(
                self.tr("Svara om personen har skyddade uppgifter.")
            )
        self._check_number(left=True)
        if not self._ui.number.text().strip():
            self.messages["number"].say(self.tr("Personnummer saknas. Fyll i det."))
        for name, left in (("given_name", True), ("family_name", True)):
            self._check_name(name, left=left)

    def clear(self) -> None:
        """Somebody else."""
        self.know(None)
        self.protected.set_value(None)
        for field in (self._ui.number, self._ui.given_name, self._ui.family_name):
            fill(field, "")
        for message in self.messages.values():
            message.clear()
        self._check_number(left=False)

    def draft(self) -> dict[str, Any]:
        """What is typed."""
        protected = self.protected.value
        return {
            "protected": None if protected is None else protected.value,
            "number": self._ui.number.text(),
            "century": self.century.value,
            "given_name": self._ui.given_name.text(),
            "family_name": self._ui.family_name.text(),
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was typed."""
        protected = draft["protected"]
        self.protected.set_value(None if protected is None else ProtectedIdentity(protected))
        fill(self._ui.given_name, draft["given_name"])
        fill(self._ui.family_name, draft["family_name"])
        fill(self._ui.number, draft["number"])
        self._check_number(left=False)
        self.century.set_value(draft["century"])
        self._check_number(left=False)

    # Within.

    def _lay_out(self) -> None:
        ui = self._ui
        for line, widgets in (
            (ui.protected_line, (self.protected,)),
            (ui.number_line, (ui.number, ui.number_chip)),
            (ui.century_line, (self.century,)),
            (ui.name_line, (ui.given_name, ui.family_name)),
        ):
            flow = Flow(line, _GAP)
            for widget in widgets:
                flow.addWidget(widget)
        ui.protected_label.setBuddy(self.protected)
        ui.century_label.setBuddy(self.century)

    def _message(self, row: str, field: Any) -> FieldMessage:
        message = FieldMessage(field, getattr(self._ui, f"{row}_cell"))
        getattr(self._ui, f"{row}_column").addWidget(message)
        return message

    def _listen(self) -> None:
        ui = self._ui
        self.protected.chosen.connect(self._protected_chosen)
        on_typed(ui.number, lambda _: self._check_number(left=False))
        on_typed(ui.number, lambda _: self.changed.emit())
        ui.number.editingFinished.connect(self._left_number)
        self.century.chosen.connect(self._left_number)
        self.century.chosen.connect(self.changed)
        for name, field in (("given_name", ui.given_name), ("family_name", ui.family_name)):
            on_typed(field, lambda _: self.changed.emit())
            field.editingFinished.connect(lambda name=name: self._check_name(name, left=False))

    def _left_number(self) -> None:
        """A number that is right is written out, with its century."""
        self._check_number(left=True)
        if self._number is not None:
            fill(self._ui.number, formatted(self._number.value))
            self._check_number(left=True)

    def _protected_chosen(self) -> None:
        self.messages["protected_identity"].clear()
        self.changed.emit()

    def _check_name(self, name: str, *, left: bool) -> None:
        field = getattr(self._ui, name)
        message = self.messages[name]
        if field.text().strip():
            message.clear()
        elif left or field.text():
            words = {
                "given_name": self.tr("Förnamn saknas. Fyll i det."),
                "family_name": self.tr("Efternamn saknas. Fyll i det."),
            }
            message.say(words[name])

    def _check_number(self, *, left: bool) -> None:
        text = self._ui.number.text().strip()
        before = self._number
        self._number = None
        fault = None
        if text:
            try:
                self._number = self._read(text)
            except Rejected as refusal:
                fault = refusal.message
        else:
            self._ask_century(None, None)
        self._tell(fault, said=left or len(text) >= _WHOLE)
        if (before and before.value) != (self._number and self._number.value):
            self.numbered.emit()

    def _read(self, text: str) -> IdentityNumber | None:
        """The number; None while it is open which century is meant."""
        try:
            number, _ = read(text, today=self._today)
        except Rejected:
            self._ask_century(None, None)
            raise
        lowest = 0 if self._rules is None else self._rules.lowest_age_limit
        older = earlier_century(text, today=self._today, lowest_age=lowest)
        self._ask_century(number, older)
        if older is None:
            return number
        return {number.value: number, older.value: older}.get(self.century.value or "")

    def _ask_century(self, number: IdentityNumber | None, older: IdentityNumber | None) -> None:
        options = [
            Option(one.value, str(one.birth_year)) for one in (older, number) if one is not None
        ]
        asked = self._asks_century = older is not None
        kept = self.century.value
        if asked:
            self.century.set_options(options)
            self.century.set_value(kept)
            order_tabs(self.fields)
        else:
            self.century.set_value(None)
        self._ui.person_form.setRowVisible(self._ui.century_cell, asked)

    def _tell(self, fault: str | None, *, said: bool) -> None:
        ui, message = self._ui, self.messages["number"]
        verdict = None if self._number is None else self._verdict(self._number)
        open_century = self._asks_century and self.century.value is None
        good = verdict is not None and verdict.tone is not Tone.BAD
        ui.number_chip.setVisible(good)
        if fault is not None and said:
            message.say(fault)
        elif verdict is not None and verdict.tone is Tone.BAD:
            message.say(verdict.text)
        else:
            message.clear()
        if open_century:
            self.messages["century"].say(
                self.tr("Århundradet är inte utskrivet. Välj det år personen är född."), Tone.WARN
            )
        else:
            self.messages["century"].clear()
        if verdict is not None and good:
            if ui.number_chip.text() != verdict.text:
                announce(ui.number, verdict.text)
            set_look(ui.number_chip, "chip-warn" if verdict.tone is Tone.WARN else "chip-ok")
            ui.number_chip.setText(verdict.text)
            ui.number_chip.updateGeometry()
            ui.number.setAccessibleDescription(verdict.text)
        else:
            ui.number_chip.clear()

    def _verdict(self, number: IdentityNumber) -> _Verdict:
        if self._obstacle is not None:
            return _Verdict(self._obstacle, Tone.BAD)
        valid = valid_number(number.kind)
        if number.birth_year is None:
            return _Verdict(self.tr("{0} · åldern är okänd, fråga VGR").format(valid), Tone.WARN)
        age = self._today.year - number.birth_year
        text = self.tr("{0} · fyller {1} i år").format(valid, age)
        if self._rules is not None:
            gate = age_gate(rules=self._rules, day=self._today, birth_year=number.birth_year)
            if gate.status is AgeStatus.TOO_YOUNG:
                return _Verdict(gate.because.sentence, Tone.BAD)
        if age > _VERY_OLD:
            return _Verdict(self.tr("{0}, kontrollera århundradet").format(text), Tone.WARN)
        return _Verdict(text, Tone.OK)
