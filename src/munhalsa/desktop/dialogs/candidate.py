"""What came of looking at a candidate who gets no certificate now."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.assess_candidate import AssessCandidate
from munhalsa.desktop.forms.candidate_dialog import CandidateDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.domain.candidate import MONTHS_TO_LOOK_AGAIN, Finding, Outcome
from munhalsa.domain.dates import add_months
from munhalsa.domain.refusal import Refusal, Rejected


class CandidateDialog(QDialog):
    """``given`` carries the command; the caller closes the dialog, or shows it the refusal."""

    given = Signal(object)

    def __init__(self, number: str, *, today: date, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = CandidateDialogForm()
        self.ui.set_up(self)
        self._number, self._today = number, today
        self.day = DateField(look, today=today, parent=self)
        self.ui.day_label.setBuddy(self.day)
        self.ui.day_column.addWidget(self.day)
        self._choices = {
            self.ui.not_entitled: Outcome.NOT_ENTITLED,
            self.ui.declines: Outcome.DECLINES,
            self.ui.needs_judgement: Outcome.NEEDS_JUDGEMENT,
            self.ui.answered: Outcome.ANSWERED,
        }
        self._outcome = FieldMessage(self.ui.not_entitled, self)
        day = FieldMessage(self.day, self)
        self.ui.outcome_column.addWidget(self._outcome)
        self.ui.day_column.addWidget(day)
        self._faults = Faults(
            {"outcome": self._outcome, "again": day, "asked": day, "answered": day}
        )
        for choice in self._choices:
            choice.clicked.connect(self._take_outcome)
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        QWidget.setTabOrder(self.ui.answered, self.day)
        QWidget.setTabOrder(self.day, self.ui.reason)
        self.setMinimumWidth(look.sizes.px(420))
        self.ui.not_entitled.setChecked(True)
        self._take_outcome()
        self.ui.not_entitled.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need: lines that wrap are not told by a size hint."""
        super().showEvent(event)
        self.ui.column.activate()
        self.resize(self.width(), self.ui.column.totalHeightForWidth(self.width()))

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    def _chosen(self) -> Outcome:
        return next(word for one, word in self._choices.items() if one.isChecked())

    def _take_outcome(self) -> None:
        """The day means another thing for each outcome."""
        self._faults.clear()
        outcome = self._chosen()
        ahead = outcome in (Outcome.NOT_ENTITLED, Outcome.DECLINES)
        words = {
            Outcome.NOT_ENTITLED: self.tr("&Dag att bedöma igen"),
            Outcome.DECLINES: self.tr("&Dag att fråga igen"),
            Outcome.NEEDS_JUDGEMENT: self.tr("&Dagen frågan ställdes"),
            Outcome.ANSWERED: self.tr("&Dagen VGR svarade"),
        }
        self.ui.day_label.setText(words[outcome])
        self.day.setAccessibleName(words[outcome].replace("&", ""))
        self.day.set_day(add_months(self._today, MONTHS_TO_LOOK_AGAIN) if ahead else self._today)
        said = outcome is Outcome.ANSWERED
        self.ui.answer.setVisible(said)
        self.ui.answer_label.setVisible(said)

    def _give(self) -> None:
        self._faults.clear()
        try:
            self.given.emit(self._command())
        except Rejected as refusal:
            self._faults.show(refusal)

    def _command(self) -> AssessCandidate:
        finding = Finding(
            outcome=self._chosen(),
            day=self.day.day(field="again"),
            answer=self.ui.answer.text().strip() or None,
            reason=self.ui.reason.text().strip() or None,
        )
        return AssessCandidate(number=self._number, finding=finding)
