"""The answer to the yearly question: yes or no, when, and who gave it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.record_response import RecordResponse
from munhalsa.desktop.forms.response_dialog import ResponseDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.person_words import answered_by_words
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.response import AnsweredBy


class ResponseDialog(QDialog):
    """``given`` carries the command; the caller closes the dialog, or shows it the refusal."""

    given = Signal(object)

    def __init__(self, number: str, *, today: date, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = ResponseDialogForm()
        self.ui.set_up(self)
        keep_still(self)
        self._number = number
        self.day = DateField(look, today=today, parent=self)
        self.day.set_day(today)
        self.ui.day_label.setBuddy(self.day)
        self.day.setAccessibleName(self.ui.day_label.text().replace("&", ""))
        self.ui.day_column.addWidget(self.day)
        self._wants = FieldMessage(self.ui.yes, self)
        day_message = FieldMessage(self.day, self)
        by_message = FieldMessage(self.ui.by, self)
        self.ui.wants_column.addWidget(self._wants)
        self.ui.day_column.addWidget(day_message)
        self.ui.by_column.addWidget(by_message)
        self._faults = Faults(
            {"wants": self._wants, "answered": day_message, "answered_by": by_message}
        )
        for who in AnsweredBy:
            self.ui.by.addItem(answered_by_words(who), who.value)
        self.ui.by.currentIndexChanged.connect(self._show_who)
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        for choice in (self.ui.yes, self.ui.no):
            choice.clicked.connect(self._wants.clear)
        QWidget.setTabOrder(self.ui.no, self.day)
        QWidget.setTabOrder(self.day, self.ui.by)
        self.setMinimumWidth(look.sizes.px(400))
        self._show_who()
        self.ui.yes.setFocus()

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    def _show_who(self) -> None:
        other = self._who() is not AnsweredBy.SELF
        self.ui.who.setEnabled(other)
        if not other:
            self.ui.who.clear()

    def _who(self) -> AnsweredBy:
        return AnsweredBy(self.ui.by.currentData())

    def _give(self) -> None:
        self._faults.clear()
        try:
            self.given.emit(self._command())
        except Rejected as refusal:
            self._faults.show(refusal)

    def _command(self) -> RecordResponse:
        if not self.ui.yes.isChecked() and not self.ui.no.isChecked():
            raise Rejected("missing", self.tr("Välj Önskar eller Önskar inte."), field="wants")
        answered = self.day.day(field="answered")
        if answered is None:
            raise Rejected("missing", self.tr("Ange vilken dag svaret gavs."), field="answered")
        return RecordResponse(
            number=self._number,
            answered=answered,
            wants=self.ui.yes.isChecked(),
            answered_by=self._who(),
            name=self.ui.who.text().strip() or None,
        )
