"""The yearly visit on one page: the result by one key, then only what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from munhalsa.application.assessment_words import (
    HELP_WORDS,
    NEED_WORDS,
    OUTCOME_WORDS,
    TITLE_WORDS,
)
from munhalsa.application.correct_assessment import CorrectAssessment
from munhalsa.application.record_assessment import RecordAssessment
from munhalsa.application.usual_performer import Performer
from munhalsa.desktop.dialogs.oral_part import OralPart
from munhalsa.desktop.forms.assessment_dialog import AssessmentDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.choice import Choice, Option
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.name_list import complete_names
from munhalsa.domain.assessment import (
    Assessment,
    AssessmentContent,
    AssessmentOutcome,
    AssessorTitle,
    CareNeed,
    Findings,
    HelpNeed,
)
from munhalsa.domain.assessment_rules import SEEN, offers_deviation
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.response import Response

_WIDTH, _HEIGHT, _LABELS, _LINE, _LONGEST = 860, 800, 190, 32, 200
_HELP_KEYS = {HelpNeed.NONE: "s", HelpNeed.SOME: "v", HelpNeed.ALL: "a"}
_NEED_KEYS = {CareNeed.NONE: "i", CareNeed.NOT_URGENT: "e", CareNeed.URGENT: "a"}
_TITLE_KEYS = {
    AssessorTitle.DENTAL_HYGIENIST: "h",
    AssessorTitle.DENTIST: "l",
    AssessorTitle.OTHER: "a",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessor:
    """Who does the assessments of the day, kept from one person to the next."""

    name: str = ""
    title: AssessorTitle | None = None
    phone: str = ""

    @classmethod
    def of(cls, usual: Performer | None) -> Assessor:
        """As proposed; where nobody is known, the title that most have."""
        if usual is None:
            return cls(title=AssessorTitle.DENTAL_HYGIENIST)
        return cls(name=usual.name, title=usual.title, phone=usual.phone or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """Whom the visit was to, and what the form must know of them; ``before`` is the last time.

    ``correcting`` is a signed assessment that is to say something else, with a reason;
    ``findings`` is then what its provider's part says. ``staff`` are names to choose from.
    """

    number: str
    name: str
    before: str
    responses: Sequence[Response]
    provider_part: bool
    assessor: Assessor
    correcting: Assessment | None = None
    findings: Findings | None = None
    staff: Sequence[str] = ()


class AssessmentDialog(QDialog):
    """``given`` carries the command; the caller closes the dialog, or shows it the refusal.

    It is a RecordAssessment, or a CorrectAssessment where one is corrected.
    """

    given = Signal(object)

    def __init__(self, visited: Visited, *, today: date, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = AssessmentDialogForm()
        self.ui.set_up(self)
        self._visited = visited
        self.ui.name.setText(visited.name)
        self.ui.before.setText(visited.before)
        self.ui.before.setVisible(bool(visited.before))
        self._messages: dict[str, FieldMessage] = {}
        self._make_fields(today=today, look=look)
        self.oral = OralPart(self.ui, self._messages, self)
        self.ui.provider.setVisible(visited.provider_part)
        self._faults = Faults(self._messages)
        self._order()
        self.outcome.chosen.connect(self._fit)
        self.day.left.connect(self._fit)
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._give)
        self.setMinimumWidth(look.sizes.px(_WIDTH))
        self.ui.grid.setColumnMinimumWidth(0, look.sizes.px(_LABELS))
        self.ui.grid.setColumnStretch(1, 1)
        # Beside several lines of choices a label stands by the first.
        for label in (self.ui.outcome_label, self.ui.staff_label):
            self.ui.grid.setAlignment(label, Qt.AlignmentFlag.AlignTop)
            label.setMinimumHeight(look.sizes.px(_LINE))
        high = min(look.sizes.px(_HEIGHT), parent.window().height())
        self.resize(look.sizes.px(_WIDTH), high)
        if visited.correcting is not None:
            self._fill(visited.correcting)
        self._fit()
        self.outcome.setFocus()

    @property
    def assessor(self) -> Assessor:
        """Who did it, as it stands in the form."""
        return Assessor(
            name=self.performed_by.text().strip(),
            title=self.title.value,
            phone=self.phone.text().strip(),
        )

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    # Putting it together.

    def _make_fields(self, *, today: date, look: Look) -> None:
        self.outcome: Choice[AssessmentOutcome] = Choice(
            [
                Option(one, f"{number} {OUTCOME_WORDS[one].capitalize()}", str(number))
                for number, one in enumerate(AssessmentOutcome, start=1)
            ],
            name=self.tr("Resultat"),
        )
        self.counts = QCheckBox(self.tr("&Räknas som utförd, enligt hygienisten"))
        self.deviation = QCheckBox(self.tr("Registrera avvikelse&n i samma steg"))
        self.deviation.setChecked(True)
        self.day = DateField(look, today=today, parent=self)
        self.day.set_day(today)
        self.took_part: Choice[bool] = Choice(
            [Option(True, self.tr("Ja"), "j"), Option(False, self.tr("Nej"), "n")],
            name=self.tr("Personal som deltog"),
        )
        self.staff = self._line(self.tr("Namn på personal som deltog"))
        self.staff.setPlaceholderText(self.tr("Namn"))
        complete_names(self.staff, self._visited.staff)
        self.help_need = _choice(HELP_WORDS, _HELP_KEYS, self.tr("Klarar munvården"))
        self.care_need = _choice(NEED_WORDS, _NEED_KEYS, self.tr("Preliminärt vårdbehov"))
        self.referred = self._line(self.tr("Remitterad till"))
        self.told = self._line(self.tr("Informerad"))
        self.told.setPlaceholderText(self.tr("Vem som fick veta"))
        self.reason = self._line(self.tr("Skäl"))
        self.correction = self._line(self.tr("Varför rättas den"))
        assessor = self._visited.assessor
        self.performed_by = self._line(self.tr("Utförd av"), assessor.name)
        self.title = _choice(TITLE_WORDS, _TITLE_KEYS, self.tr("Titel"))
        self.title.set_value(assessor.title)
        self.phone = self._line(self.tr("Telefon"), assessor.phone)
        ui = self.ui
        for column, field, names, label in (
            (ui.outcome_column, self.outcome, ("outcome",), None),
            (ui.counts_column, self.counts, ("counts_as_performed",), None),
            (ui.reason_column, self.reason, ("reason",), ui.reason_label),
            (ui.deviation_column, self.deviation, ("with_deviation",), None),
            (ui.correction_column, self.correction, ("correction",), ui.correction_label),
            (ui.day_column, self.day, ("day",), ui.day_label),
            (ui.staff_column, self.took_part, ("staff_took_part",), None),
            (ui.staff_column, self.staff, ("staff",), None),
            (ui.help_column, self.help_need, ("help_need",), None),
            (ui.need_column, self.care_need, ("care_need",), None),
            (ui.referred_column, self.referred, ("referred_to",), ui.referred_label),
            (ui.told_column, self.told, ("told",), ui.told_label),
            (ui.performed_by_column, self.performed_by, ("performed_by",), ui.performed_by_label),
            (ui.title_column, self.title, ("title",), None),
            (ui.phone_column, self.phone, ("phone",), ui.phone_label),
        ):
            self._put(column, field, names, label)
        self.day.setAccessibleName(self.tr("Besökets dag"))

    def _put(
        self, column: QVBoxLayout, field: QWidget, names: Sequence[str], label: QLabel | None
    ) -> None:
        column.addWidget(field)
        if label is not None:
            label.setBuddy(field)
        message = FieldMessage(field, self)
        column.addWidget(message)
        self._messages.update(dict.fromkeys(names, message))

    def _line(self, name: str, text: str = "") -> QLineEdit:
        line = QLineEdit(text, self)
        line.setMaxLength(_LONGEST)
        line.setAccessibleName(name)
        return line

    def _order(self) -> None:
        """Result, day and what was found first; who did it is known from the person before."""
        last: QWidget = self.ui.leave
        for field in (
            *(self.outcome, self.counts, self.reason, self.deviation, self.correction, self.day),
            *(self.took_part, self.staff, self.help_need, self.care_need, self.referred, self.told),
            *(self.performed_by, self.title, self.phone),
            *self.oral.fields,
            *(self.ui.leave, self.ui.save),
        ):
            if isinstance(field, Choice):
                last = field.come_after(last)
            else:
                QWidget.setTabOrder(last, field)
                last = field

    def _fit(self) -> None:
        """Show what belongs to the result."""
        outcome, ui = self.outcome.value, self.ui
        seen = outcome is None or outcome in SEEN
        for shown, widgets in (
            (outcome is AssessmentOutcome.PARTLY_PERFORMED, (ui.counts_slot,)),
            (outcome is not AssessmentOutcome.PERFORMED and outcome is not None,
             (ui.reason_label, ui.reason_slot)),
            (self._shows_deviation(), (ui.deviation_slot,)),
            (seen, (ui.help_label, ui.help_slot, ui.need_label, ui.need_slot,
                    ui.referred_label, ui.referred_slot)),
            (seen and self._visited.provider_part, (ui.provider,)),
            (self._visited.correcting is not None, (ui.correction_label, ui.correction_slot)),
        ):  # fmt: skip
            for widget in widgets:
                widget.setVisible(shown)

    def _shows_deviation(self) -> bool:
        outcome = self.outcome.value
        if self._visited.correcting is not None:
            return False
        try:
            day = self.day.day(field="day")
        except Rejected:
            return False
        if outcome is None or day is None:
            return False
        content = AssessmentContent(day=day, outcome=outcome)
        return offers_deviation(content, self._visited.responses)

    def _fill(self, known: Assessment) -> None:
        """What it says today."""
        self.setWindowTitle(self.tr("Rätta munhälsobedömning"))
        self.ui.signs.setText(self.tr("Det som står i dag går att läsa i historiken efteråt."))
        self.ui.save.setText(self.tr("&Spara rättelsen"))
        self.day.set_day(known.day)
        self.counts.setChecked(known.counts_as_performed)
        choices: Sequence[tuple[Choice[Any], Any]] = (
            (self.outcome, known.outcome),
            (self.took_part, known.staff_took_part),
            (self.help_need, known.help_need),
            (self.care_need, known.care_need),
            (self.title, known.title),
        )
        for choice, value in choices:
            choice.set_value(value)
        for line, text in (
            (self.reason, known.reason),
            (self.staff, known.staff),
            (self.referred, known.referred_to),
            (self.told, known.told),
            (self.performed_by, known.performed_by),
            (self.phone, known.phone),
        ):
            line.setText(text or "")
        if self._visited.findings is not None:
            self.oral.fill(self._visited.findings)

    # What is given.

    def _give(self) -> None:
        self._faults.clear()
        try:
            content = self._content()
            known = self._visited.correcting
            self.given.emit(
                self._recording(content) if known is None else self._correcting(content, known)
            )
        except Rejected as refusal:
            self._faults.show(refusal)

    def _recording(self, content: AssessmentContent) -> RecordAssessment:
        keeps = content.outcome in SEEN and self._visited.provider_part
        return RecordAssessment(
            number=self._visited.number,
            content=content,
            findings=self.oral.findings() if keeps else None,
            with_deviation=self.deviation.isChecked() if self._shows_deviation() else None,
        )

    def _correcting(self, content: AssessmentContent, known: Assessment) -> CorrectAssessment:
        why = _text(self.correction)
        if why is None:
            raise Rejected("missing", self.tr("Skriv varför den rättas."), field="correction")
        # Where the visit was made is not asked for here, and stays.
        whole = replace(content, unit_id=known.unit_id, address=known.address)
        keeps = content.outcome in SEEN and self._visited.provider_part
        return CorrectAssessment(
            id=known.id,
            reason=why,
            revise=lambda _: whole,
            findings=(self.oral.findings() or Findings()) if keeps else None,
            version=known.version,
        )

    def _content(self) -> AssessmentContent:
        outcome, day = self.outcome.value, self.day.day(field="day")
        if outcome is None:
            raise Rejected("missing", self.tr("Välj vad besöket ledde till."), field="outcome")
        if day is None:
            raise Rejected("missing", self.tr("Ange besökets dag."), field="day")
        seen = outcome in SEEN
        if seen and not self.performed_by.text().strip():
            raise Rejected(
                "missing", self.tr("Ange vem som gjorde bedömningen."), field="performed_by"
            )
        if seen and self.title.value is None:
            raise Rejected("missing", self.tr("Välj titel."), field="title")
        return AssessmentContent(
            day=day,
            outcome=outcome,
            counts_as_performed=outcome is AssessmentOutcome.PARTLY_PERFORMED
            and self.counts.isChecked(),
            reason=None if outcome is AssessmentOutcome.PERFORMED else _text(self.reason),
            performed_by=_text(self.performed_by),
            title=self.title.value,
            phone=_text(self.phone),
            staff_took_part=self.took_part.value,
            staff=_text(self.staff),
            help_need=self.help_need.value if seen else None,
            care_need=self.care_need.value if seen else None,
            referred_to=_text(self.referred) if seen else None,
            told=_text(self.told),
        )


def _choice(words: Mapping[Any, str], keys: Mapping[Any, str], name: str) -> Choice[Any]:
    return Choice(
        [Option(one, text.capitalize(), keys[one]) for one, text in words.items()], name=name
    )


def _text(line: QLineEdit) -> str | None:
    return line.text().strip() or None
